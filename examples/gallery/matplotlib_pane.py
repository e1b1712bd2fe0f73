"""Matplotlib: figures as images, drawn on the server."""

import numpy as np
from matplotlib.figure import Figure

import lanai as pn

pn.extension()

frequency = pn.widgets.FloatSlider(name="Frequency", start=1, end=6, value=2)
colour = pn.widgets.Select(name="Colour", options=["teal", "darkorange", "slateblue"])
x = np.linspace(0, 6, 300)


def wave(frequency, colour):
    figure = Figure(figsize=(6, 3))
    axes = figure.subplots()
    axes.plot(x, np.sin(frequency * x), color=colour)
    axes.fill_between(x, np.sin(frequency * x), alpha=0.15, color=colour)
    axes.set(title="A wave", xlabel="time in s")
    return figure


# A figure of one's own that is changed: tell the pane, and it is drawn anew.
counted = Figure(figsize=(6, 2.5))
bars = counted.subplots()
bars.set(title="Presses", ylim=(0, 10))
heights = bars.bar(["one", "two", "three"], [0, 0, 0], color="teal")
presses = pn.pane.Matplotlib(counted, tight=True, format="svg", alt_text="A bar for each time it was pressed")


def press(event):
    heights[event.new % 3].set_height((event.new + 2) // 3)
    presses.param.trigger("object")


button = pn.widgets.Button(name="Press", button_type="primary")
button.param.watch(press, "clicks")

pn.Column(
    "# Matplotlib",
    pn.Row(frequency, colour),
    pn.pane.Matplotlib(pn.bind(wave, frequency, colour), tight=True, alt_text="A sine wave"),
    "## Changed in place",
    button,
    presses,
).servable(title="Matplotlib")
