"""A line that gains a thousand points every 20 ms, and a text that says when."""

import itertools
import math
import time

from bokeh.io import curdoc
from bokeh.layouts import column
from bokeh.models import ColumnDataSource, Div
from bokeh.plotting import figure

POINTS = 1000

source = ColumnDataSource({"x": [0], "y": [0.0]})
plot = figure(width=600, height=300)
plot.line("x", "y", source=source)
text = Div(text="")
ticks = itertools.count(1)


def add_points():
    tick = next(ticks)
    first = tick * POINTS
    xs = list(range(first, first + POINTS))
    source.stream({"x": xs, "y": [math.sin(x / 20) for x in xs]}, rollover=5000)
    text.text = f"tick {tick} at {time.time():.3f}"


curdoc().add_root(column(text, plot))
curdoc().add_periodic_callback(add_points, 20)
