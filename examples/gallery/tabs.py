"""Tabs: one component is seen at a time."""

import lanai as pn

pn.extension()

tabs = pn.Tabs(
    ("Notes", "Give `Tabs` pairs of *(title, component)*. It is used like a list."),
    ("Settings", pn.Column(pn.widgets.TextInput(name="Owner"), pn.widgets.Checkbox(name="Public"))),
    ("Table", "| a | b |\n|---|---|\n| 1 | 2 |"),
    closable=True,
)
location = pn.widgets.Select(name="Where the tabs are", options=["above", "below", "left", "right"])
location.link(tabs, value="tabs_location")
add = pn.widgets.Button(name="Add a tab")
add.on_click(lambda _: tabs.append((f"More {add.clicks}", "A new tab.")))


def slow(name):
    return lambda: f"The function behind *{name}* ran when you came here first."


dynamic = pn.Tabs(*((name, slow(name)) for name in ("Paris", "Rome", "Oslo")), dynamic=True)

pn.Column(
    "# Tabs",
    location,
    add,
    tabs,
    pn.bind(lambda active, titles: f"Seen: {active} of {titles}", tabs.param.active, tabs.param.titles),
    "## Dynamic",
    "The browser has only the tab that is seen, and functions run when they are needed.",
    dynamic,
).servable(title="Tabs")
