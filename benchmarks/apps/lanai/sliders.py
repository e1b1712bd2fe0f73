"""Fifty rows, each a slider and a text bound to it."""

import lanai as pn

pn.extension()


def describe(number, value):
    return f"Slider {number} is {value}"


def row(number):
    slider = pn.widgets.IntSlider(name=f"Slider {number}", start=0, end=100)
    return pn.Row(slider, pn.bind(describe, number, slider.param.value))


pn.Column(*(row(number) for number in range(50))).servable()
