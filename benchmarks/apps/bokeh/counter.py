"""A button and a text that counts its clicks."""

import itertools

from bokeh.io import curdoc
from bokeh.layouts import column
from bokeh.models import Button, Div

button = Button(label="Click me", button_type="primary")
text = Div(text="Clicked 0 times")
clicks = itertools.count(1)


def count():
    text.text = f"Clicked {next(clicks)} times"


button.on_click(count)

curdoc().add_root(column(button, text))
