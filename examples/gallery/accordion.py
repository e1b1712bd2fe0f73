"""Accordion: titles that open and close what is below them."""

import lanai as pn

pn.extension()

accordion = pn.Accordion(
    ("What is it?", "Parts below titles. A visitor opens and closes them, and so does the app."),
    ("Which are open?", "Those in `active`: a list of places, counted from 0."),
    ("Widgets", pn.Column(pn.widgets.IntSlider(name="Level", end=10), pn.widgets.Switch(name="On"))),
    active=[0],
    width=480,
    margin=(5, 10),
)
toggle = pn.widgets.Checkbox(name="One at a time")
toggle.link(accordion, value="toggle")

coloured = pn.Accordion(
    ("A coloured title", "Lit while it is open."),
    header_background="#dbeafe",
    header_color="#1e3a8a",
    active_header_background="#bfdbfe",
    width=480,
    margin=(5, 10),
)

pn.Column(
    "# Accordion",
    toggle,
    accordion,
    pn.bind(lambda active: f"Open: {active}", accordion.param.active),
    "## Colours",
    coloured,
).servable(title="Accordion")
