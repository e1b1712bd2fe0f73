"""The counter, and a button whose callback blocks for two seconds."""

import time

from bokeh.io import curdoc
from bokeh.layouts import column
from bokeh.models import Button, Div

button = Button(label="Click me", button_type="primary")
text = Div(text="Clicked 0 times")
rest = Button(label="Rest")
rested = Div(text="Rested 0 times")
clicks = rests = 0


def count():
    global clicks
    clicks += 1
    text.text = f"Clicked {clicks} times"


def block():
    global rests
    time.sleep(2)
    rests += 1
    rested.text = f"Rested {rests} times"


button.on_click(count)
rest.on_click(block)

curdoc().add_root(column(button, text, rest, rested))
