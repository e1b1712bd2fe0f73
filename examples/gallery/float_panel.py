"""FloatPanel: a window within the page."""

import lanai as pn

pn.extension()

tools = pn.FloatPanel(
    pn.widgets.IntSlider(name="Size", end=20, width=220),
    "Drag the title, or give it the focus and use the arrow keys.",
    name="Tools",
    width=300,
    contained=False,
    position="center",
)
status = pn.widgets.Select(
    name="Status", options=["normalized", "maximized", "minimized", "smallified", "closed"], width=200
)
status.link(tools, value="status", bidirectional=True)

pn.Column(
    "# FloatPanel",
    status,
    tools,
    "## Within a layout",
    pn.Column(
        "It cannot leave the layout that holds it.",
        pn.FloatPanel("Held.", name="Contained", theme="success", width=220, position="right-bottom"),
        height=260,
        width=560,
        styles={"border": "1px dashed", "border_radius": "6px"},
    ),
).servable(title="FloatPanel")
