"""Fifty rows, each a slider and a text bound to it."""

import sys

from nicegui import ui


def row(number):
    with ui.row():
        slider = ui.slider(min=0, max=100, value=0)
        ui.label().bind_text_from(slider, "value", lambda value: f"Slider {number} is {value}")


@ui.page("/sliders")
def sliders():
    for number in range(50):
        row(number)


ui.run(host="127.0.0.1", port=int(sys.argv[1]), reload=False, show=False)
