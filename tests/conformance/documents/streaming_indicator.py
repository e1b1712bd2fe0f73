"""Thirty-two trends of all kinds that go on together."""

import numpy as np
import panel as pn

pn.extension(template="fast")

kinds = pn.indicators.Trend.param.plot_type.objects


def make(number):
    data = {"x": list(range(10)), "y": np.random.normal(size=10).cumsum()}
    return pn.indicators.Trend(data=data, plot_type=kinds[number % 4], width=150, height=100)


trends = pn.layout.FlexBox(*(make(number) for number in range(32)))


def step():
    for trend in trends:
        x, y = trend.data["x"][-1] + 1, trend.data["y"][-1] + np.random.normal()
        trend.stream({"x": [x], "y": [y]}, rollover=20)


cb = pn.state.add_periodic_callback(step, 500)

controls = pn.Row(cb.param.period, pn.widgets.Toggle.from_param(cb.param.running, align="end"))
pn.Column(controls, trends).servable()
