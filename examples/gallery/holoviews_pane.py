"""HoloViews and hvPlot: plots with widgets for their dimensions, and streams that update them."""

import holoviews as hv
import hvplot.pandas  # noqa: F401
import numpy as np
import pandas as pd

import lanai as pn

pn.extension()
hv.extension("bokeh")

x = np.linspace(0, 6, 200)


def wave(frequency, shape):
    y = np.sin(frequency * x)
    return hv.Curve((x, np.sign(y) if shape == "square" else y), "time", "height").opts(
        responsive=True, height=260
    )


# A function of two dimensions, each of which gets a widget.
waves = hv.DynamicMap(wave, kdims=["frequency", "shape"])
waves = waves.redim.range(frequency=(1.0, 5.0)).redim.values(shape=["round", "square"])

# A data frame by hvPlot: a widget for what it is grouped by.
rng = np.random.default_rng(1)
people = pd.DataFrame(
    {
        "height": rng.normal(172, 9, 240),
        "weight": rng.normal(70, 11, 240),
        "group": rng.choice(["north", "south"], 240),
    }
)
groups = people.hvplot.scatter("height", "weight", groupby="group", height=260, responsive=True)

# What the visitor sees of the plot, told to Python by a stream.
ranges = hv.streams.RangeX(
    source=(line := hv.Curve(np.cumsum(rng.normal(size=500))).opts(responsive=True, height=220))
)


def seen(x_range):
    low, high = x_range or (0, 500)
    return f"From **{low:.0f}** to **{high:.0f}**"


pn.Column(
    "# HoloViews",
    pn.pane.HoloViews(waves, sizing_mode="stretch_width"),
    "## hvPlot",
    pn.pane.HoloViews(groups, sizing_mode="stretch_width", widget_location="top_left"),
    "## A stream",
    pn.pane.HoloViews(line, sizing_mode="stretch_width"),
    pn.bind(seen, ranges.param.x_range),
).servable(title="HoloViews")
