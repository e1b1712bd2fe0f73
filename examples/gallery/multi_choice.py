"""MultiChoice: what is chosen are tags in a field."""

import lanai as pn

pn.extension()

COLOURS = ["red", "orange", "yellow", "green", "blue", "indigo", "violet"]

choice = pn.widgets.MultiChoice(name="Colours", options=COLOURS, value=["red", "blue"])
limited = pn.widgets.MultiChoice(
    name="At most two", options=COLOURS, max_items=2, placeholder="Choose", solid=False
)
off = pn.widgets.MultiChoice(name="Disabled", options=COLOURS, value=["green"], disabled=True)

pn.Column(
    "# MultiChoice",
    "Type to search, Enter takes an offer, Backspace takes the last tag out.",
    pn.Row(choice, limited, off),
    pn.bind(lambda chosen, two: f"chosen: {chosen}, at most two: {two}", choice, limited),
).servable(title="MultiChoice")
