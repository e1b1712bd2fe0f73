"""Fifty rows, each a slider and a text that follows it."""

from bokeh.io import curdoc
from bokeh.layouts import column, row
from bokeh.models import Div, Slider


def describe(number, value):
    return f"Slider {number} is {value}"


def line(number):
    slider = Slider(title=f"Slider {number}", start=0, end=100, value=0)
    text = Div(text=describe(number, slider.value))

    def follow(name, old, new):
        text.text = describe(number, new)

    slider.on_change("value", follow)
    return row(slider, text)


curdoc().add_root(column(*(line(number) for number in range(50))))
