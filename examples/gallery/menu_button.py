"""MenuButton: a button that opens a menu."""

import lanai as pn

pn.extension()

items = [("Save", "save"), ("Save a copy", "copy"), None, ("Delete", "delete")]
file = pn.widgets.MenuButton(name="File", items=items, icon="file")
split = pn.widgets.MenuButton(name="Export", items=["CSV", "Excel", "PDF"], split=True, button_type="primary")

pn.Column(
    "# MenuButton",
    "`items` are texts or (text, value) pairs, `None` draws a line. `clicked` is what was chosen last.",
    pn.Row(file, split),
    pn.bind(lambda a, b: f"File: {a}, export: {b}", file.param.clicked, split.param.clicked),
).servable(title="MenuButton")
