"""A line that gains a point every 20 ms."""

import itertools
import math

from bokeh.models import ColumnDataSource
from bokeh.plotting import figure

import lanai as pn

pn.extension()

source = ColumnDataSource({"x": [0], "y": [0.0]})
plot = figure(width=600, height=300)
plot.line("x", "y", source=source)
ticks = itertools.count(1)


def add_point():
    tick = next(ticks)
    source.stream({"x": [tick], "y": [math.sin(tick / 20)]}, rollover=200)


pn.state.add_periodic_callback(add_point, period=20)

pn.pane.Bokeh(plot).servable()
