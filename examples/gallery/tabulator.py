"""Tabulator: a data frame that is sorted, filtered, selected from, edited and streamed to."""

import datetime as dt

import numpy as np
import pandas as pd

import lanai as pn

pn.extension("tabulator")

people = pd.DataFrame(
    {
        "name": ["Ada Lovelace", "Grace Hopper", "Edsger Dijkstra", "Barbara Liskov"],
        "born": [dt.date(1815, 12, 10), dt.date(1906, 12, 9), dt.date(1930, 5, 11), dt.date(1939, 11, 7)],
        "field": pd.Categorical(["analysis", "compilers", "algorithms", "languages"]),
        "score": [98.5, 97.25, 95.0, 96.125],
        "living": [False, False, False, True],
    }
)

# Edit a cell: the data frame has it, and the app is told.
edits = pn.widgets.StaticText(value="Click a cell to edit it.")
editable = pn.widgets.Tabulator(
    people.copy(), label="People", header_filters={"name": "input"}, show_index=False
)
editable.on_edit(lambda event: setattr(edits, "value", f"{event.column}: {event.old} is now {event.value}"))

# Select rows.
chooser = pn.widgets.Tabulator(people, label="Choice", selectable="checkbox", disabled=True, show_index=False)
chosen = pn.bind(lambda rows: f"{len(rows)} selected", chooser.param.selection)

# Colours of pandas, and bars.
marks = pd.DataFrame(np.arange(12).reshape(4, 3) * 9, columns=["one", "two", "three"])
styled = pn.widgets.Tabulator(marks, label="Marks", formatters={"three": {"type": "progress", "max": 99}})
styled.style.map(lambda mark: "font-weight: bold" if mark > 50 else "", subset=["one", "two"])

# Pages cut on the server: only the rows of one page travel.
many = pd.DataFrame({"number": np.arange(100_000), "square": np.arange(100_000) ** 2})
paged = pn.widgets.Tabulator(many, label="Squares", pagination="remote", page_size=5, show_index=False)

# Rows that stream.
walk = pd.DataFrame(np.zeros((1, 3)), columns=list("abc"))
live = pn.widgets.Tabulator(walk, label="Walk", height=200, disabled=True)


def step():
    live.stream(live.value.iloc[-1] + np.random.randn(3), rollover=50)


pn.state.add_periodic_callback(step, 500)

pn.Column(
    "# Tabulator",
    "## Editing", editable, edits,
    "## Selecting", chooser, chosen,
    "## Styling", styled,
    "## Pages from the server", paged,
    "## Streaming", live,
).servable(title="Tabulator")  # fmt: skip
