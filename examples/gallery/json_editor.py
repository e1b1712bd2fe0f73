"""JSONEditor: dicts and lists as a tree or as text."""

import lanai as pn

pn.extension()

VALUE = {
    "name": "Ada",
    "age": 36,
    "tags": ["mathematics", "engines"],
    "address": {"city": "London", "zip": None},
}
SCHEMA = {"type": "object", "properties": {"age": {"type": "integer", "maximum": 30}}}

mode = pn.widgets.RadioButtonGroup(name="Mode", options=["tree", "text", "view", "preview"])
editor = pn.widgets.JSONEditor(name="Person", value=VALUE, schema=SCHEMA, mode=mode, height=380, width=600)

pn.Column(
    "# JSONEditor",
    "`value` is what JSON can hold. A `schema` marks what does not fit it.",
    mode,
    editor,
    pn.bind(lambda value: f"`{value}`", editor),
).servable(title="JSONEditor")
