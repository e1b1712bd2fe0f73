"""Alert: messages in a coloured box."""

import lanai as pn

pn.extension()

kind = pn.widgets.Select(
    name="Kind",
    options=["primary", "secondary", "success", "danger", "warning", "info", "light", "dark"],
    value="warning",
)

pn.Column(
    "# Alert",
    "The text is Markdown. A danger or a warning is read out by screen readers when it appears.",
    kind,
    pn.pane.Alert("**Look out.** The kind of this message is the one above.", alert_type=kind),
    "## All kinds",
    *(
        pn.pane.Alert(f"This is **{name}**, with [a link](#all-kinds).", alert_type=name)
        for name in kind.options
    ),
).servable(title="Alert")
