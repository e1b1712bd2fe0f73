"""Explore a table of your own: drop a CSV file, filter its rows, look at two columns of it."""

import io

import numpy as np
import pandas as pd
from bokeh.plotting import figure

import lanai as pn

pn.extension(template="fast", sizing_mode="stretch_width", notifications=True)


def example():
    """Something to look at before a file comes."""
    rng = np.random.default_rng(7)
    size = rng.normal(40, 8, 400).round(1)
    return pd.DataFrame(
        {
            "length": size,
            "width": (size * 0.6 + rng.normal(0, 3, 400)).round(1),
            "weight": (size**1.6 + rng.normal(0, 25, 400)).round(0),
            "kind": rng.choice(["oak", "beech", "birch"], 400),
        }
    )


upload = pn.widgets.FileInput(name="A CSV file", accept=".csv")
x = pn.widgets.Select(name="Across")
y = pn.widgets.Select(name="Up")
search = pn.widgets.TextInput(name="Rows that contain", placeholder="oak")
table = pn.widgets.Tabulator(
    pagination="remote", page_size=12, layout="fit_columns", show_index=False, disabled=True
)
chosen = pn.rx(example())


def show(frame):
    """Take `frame` as what is explored."""
    numbers = list(frame.select_dtypes("number").columns)
    if len(numbers) < 2:
        pn.state.notifications.error("Two columns of numbers are needed to draw something.")
        return
    chosen.rx.value = frame
    x.param.update(options=numbers, value=numbers[0])
    y.param.update(options=numbers, value=numbers[1])


def read(content):
    if content is None:
        return
    try:
        show(pd.read_csv(io.BytesIO(content)))
    except (ValueError, UnicodeDecodeError) as error:
        pn.state.notifications.error(f"That is no table: {error}", duration=0)


def matching(frame, text):
    if not text:
        return frame
    words = frame.astype(str).agg(" ".join, axis=1)
    return frame[words.str.contains(text, case=False, regex=False)]


def scatter(frame, across, up):
    """The two columns against each other."""
    if across not in frame or up not in frame:
        return "Choose two columns."
    plot = figure(
        height=340,
        sizing_mode="stretch_width",
        x_axis_label=across,
        y_axis_label=up,
        tools="pan,wheel_zoom,box_select,reset",
    )
    plot.scatter(frame[across], frame[up], size=7, alpha=0.6, color="#2a7de1")
    return plot


def histogram(frame, column):
    """How one column is distributed."""
    if column not in frame or frame.empty:
        return ""
    counts, edges = np.histogram(frame[column].dropna(), bins=24)
    plot = figure(height=220, sizing_mode="stretch_width", title=column, toolbar_location=None)
    plot.quad(
        top=counts, bottom=0, left=edges[:-1], right=edges[1:], alpha=0.8, color="#2a7de1", line_color="white"
    )
    return plot


rows = pn.bind(matching, chosen, search)
table.value = rows
pn.bind(read, upload, watch=True)
show(example())

pn.Column("## Data", upload, search, "## Plot", x, y).servable(target="sidebar")
pn.Row(pn.bind(histogram, rows, x), pn.bind(histogram, rows, y)).servable(title="Explorer")
pn.Column(pn.bind(scatter, rows, x, y)).servable()
table.servable()
