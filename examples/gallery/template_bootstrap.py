"""BootstrapTemplate: a strong blue header, a sidebar with a clear edge, and light and dark with a switch."""

import lanai as pn

pn.extension()

kind = pn.widgets.Select(name="Kind of notification", options=["info", "success", "warning", "error"])
tell = pn.widgets.Button(name="Tell me", button_type="primary")

template = pn.template.BootstrapTemplate(title="Bootstrap", sidebar=[kind, tell])
pn.config.notifications = True
tell.on_click(lambda event: pn.state.notifications.send(f"This is of kind {kind.value!r}.", type=kind.value))
template.main.append(
    pn.Column(
        "## Light and dark",
        "The switch is in the header. Without a choice of the app's or the visitor's, the page is as the system is.",
        "## Notifications",
        "They work on every page, with a template or without one.",
    )
)
template.servable()
