"""Button and Toggle: with icons, in all types and both styles."""

import lanai as pn

pn.extension()

TYPES = ["default", "primary", "success", "warning", "danger", "light"]

clicks = pn.widgets.Button(name="Count", icon="alarm", button_type="primary")
toggle = pn.widgets.Toggle(name="Follow", icon="eye", button_type="success")

pn.Column(
    "# Button and Toggle",
    "`icon` is the name of one of [Tabler's icons](https://tabler.io/icons), or SVG.",
    pn.Row(clicks, toggle),
    pn.bind(lambda count, on: f"clicked {count} times, following: {on}", clicks.param.clicks, toggle),
    "## Types",
    pn.Row(*(pn.widgets.Button(name=kind, button_type=kind) for kind in TYPES)),
    pn.Row(*(pn.widgets.Button(name=kind, button_type=kind, button_style="outline") for kind in TYPES)),
    pn.Row(
        pn.widgets.Button(name="Disabled", disabled=True),
        pn.widgets.Button(name="Large icon", icon="rocket", icon_size="2em"),
    ),
).servable(title="Button")
