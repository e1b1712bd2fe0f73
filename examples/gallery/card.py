"""Card: a column with a frame and a title that folds it up."""

import lanai as pn

pn.extension()

card = pn.Card(
    pn.widgets.TextInput(name="Name", value="Ada"),
    pn.widgets.IntSlider(name="Age", value=36, end=100),
    title="Visitor",
    width=360,
)
header = pn.Row("**A header** of components", pn.widgets.Button(name="Refresh"))

pn.Column(
    "# Card",
    pn.Row(
        card,
        pn.Card("Always open.", title="Not to be folded", collapsible=False, width=260, margin=(0, 16)),
    ),
    pn.bind(lambda collapsed: f"Folded up: {collapsed}", card.param.collapsed),
    "## Header",
    pn.Card("Below it.", header=header, width=360),
    pn.Card("No header at all.", hide_header=True, width=360, margin=(16, 0)),
    pn.Card("In colour.", title="Warning", header_background="#7c2d12", header_color="white", width=360),
).servable(title="Card")
