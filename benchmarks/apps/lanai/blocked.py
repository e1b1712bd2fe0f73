"""The counter, and a button whose callback blocks for two seconds."""

import time

import lanai as pn

pn.extension()

button = pn.widgets.Button(name="Click me", button_type="primary")
text = pn.widgets.StaticText(value="Clicked 0 times")
rest = pn.widgets.Button(name="Rest")
rested = pn.widgets.StaticText(value="Rested 0 times")


def count(event):
    text.value = f"Clicked {button.clicks} times"


def block(event):
    time.sleep(2)
    rested.value = f"Rested {rest.clicks} times"


button.on_click(count)
rest.on_click(block)

pn.Column(button, text, rest, rested).servable()
