"""Modal: a dialog over the page."""

import lanai as pn

pn.extension()

name = pn.widgets.TextInput(name="Your name")
done = pn.widgets.Button(name="Done", button_type="primary")
modal = pn.Modal("## Welcome", "Escape, the cross and a click beside it close it.", name, done)
done.on_click(lambda _: modal.hide())

pn.Column(
    "# Modal",
    modal.create_button("show", name="Open the dialog", button_type="primary"),
    modal,
    pn.bind(lambda open, name: f"Open: {open}. Name: {name or 'none yet'}.", modal.param.open, name),
).servable(title="Modal")
