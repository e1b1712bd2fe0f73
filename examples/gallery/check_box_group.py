"""CheckBoxGroup and RadioBoxGroup: options with a box each."""

import lanai as pn

pn.extension()

FRUIT = ["Apple", "Banana", "Cherry"]

several = pn.widgets.CheckBoxGroup(name="Fruit", options=FRUIT, value=["Apple"])
one = pn.widgets.RadioBoxGroup(name="Size", options={"Small": 1, "Medium": 2, "Large": 3}, value=2)
inline = pn.widgets.CheckBoxGroup(name="Side by side", options=FRUIT, inline=True)
off = pn.widgets.RadioBoxGroup(name="Disabled", options=FRUIT, inline=True, disabled=True)

pn.Column(
    "# Groups of boxes",
    "Of a `CheckBoxGroup` any number can be ticked, of a `RadioBoxGroup` one. `options` may be a dict of label to value.",
    pn.Row(several, one),
    inline,
    off,
    pn.bind(lambda fruit, size: f"fruit: {fruit}, size: {size}", several, one),
).servable(title="Groups of boxes")
