"""A button and a text that counts its clicks."""

import panel as pn

pn.extension()

button = pn.widgets.Button(name="Click me", button_type="primary")
text = pn.widgets.StaticText(value="Clicked 0 times")


def count(event):
    text.value = f"Clicked {button.clicks} times"


button.on_click(count)

pn.Column(button, text).servable()
