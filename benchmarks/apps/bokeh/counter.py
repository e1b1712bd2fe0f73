"""A button and a text that counts its clicks."""

from bokeh.io import curdoc
from bokeh.layouts import column
from bokeh.models import Button, Div

button = Button(label="Click me", button_type="primary")
text = Div(text="Clicked 0 times")
clicks = 0


def count():
    global clicks
    clicks += 1
    text.text = f"Clicked {clicks} times"


button.on_click(count)

curdoc().add_root(column(button, text))
