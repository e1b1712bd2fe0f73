"""A line of Bokeh's that grows while the page is open, with its period and a switch beside it."""

import numpy as np
import panel as pn
from bokeh.models import ColumnDataSource
from bokeh.plotting import figure

pn.extension(template="fast")

count = 1000
walk = np.random.default_rng(1).normal(size=count).cumsum()
x, y = count - 1, walk[-1]
source = ColumnDataSource(data={"x": np.arange(count), "y": walk})

plot = figure(title="A walk that goes on", sizing_mode="stretch_width")
plot.line("x", "y", source=source)
pane = pn.pane.Bokeh(plot)


def step():
    global x, y
    x += 1
    y += np.random.normal()
    source.stream({"x": [x], "y": [y]})
    pn.io.push_notebook(pane)  # has an effect in a notebook only


cb = pn.state.add_periodic_callback(step, 100)

controls = pn.Row(cb.param.period, pn.widgets.Toggle.from_param(cb.param.running, align="end"))
pn.Column(controls, pane).servable()
