"""A line that gains a point every 20 ms."""

import itertools
import math

from bokeh.io import curdoc
from bokeh.models import ColumnDataSource
from bokeh.plotting import figure

source = ColumnDataSource({"x": [0], "y": [0.0]})
plot = figure(width=600, height=300)
plot.line("x", "y", source=source)
ticks = itertools.count(1)


def add_point():
    tick = next(ticks)
    source.stream({"x": [tick], "y": [math.sin(tick / 20)]}, rollover=200)


curdoc().add_root(plot)
curdoc().add_periodic_callback(add_point, 20)
