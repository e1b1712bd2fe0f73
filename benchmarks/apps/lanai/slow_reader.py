"""A line that gains a thousand points every 20 ms, and a text that says when."""

import itertools
import math
import time

from bokeh.models import ColumnDataSource
from bokeh.plotting import figure

import lanai as pn

POINTS = 1000

pn.extension()

source = ColumnDataSource({"x": [0], "y": [0.0]})
plot = figure(width=600, height=300)
plot.line("x", "y", source=source)
text = pn.widgets.StaticText(value="")
ticks = itertools.count(1)


def add_points():
    tick = next(ticks)
    first = tick * POINTS
    xs = list(range(first, first + POINTS))
    source.stream({"x": xs, "y": [math.sin(x / 20) for x in xs]}, rollover=5000)
    text.value = f"tick {tick} at {time.time():.3f}"


pn.state.add_periodic_callback(add_points, period=20)

pn.Column(text, pn.pane.Bokeh(plot)).servable()
