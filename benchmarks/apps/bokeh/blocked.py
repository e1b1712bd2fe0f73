"""The counter, and a button whose callback blocks for two seconds."""

import itertools
import time

from bokeh.io import curdoc
from bokeh.layouts import column
from bokeh.models import Button, Div

button = Button(label="Click me", button_type="primary")
text = Div(text="Clicked 0 times")
rest = Button(label="Rest")
rested = Div(text="Rested 0 times")
clicks = itertools.count(1)
rests = itertools.count(1)


def count():
    text.text = f"Clicked {next(clicks)} times"


def block():
    time.sleep(2)
    rested.text = f"Rested {next(rests)} times"


button.on_click(count)
rest.on_click(block)

curdoc().add_root(column(button, text, rest, rested))
