"""Select and MultiSelect: menus and lists."""

import lanai as pn

pn.extension()

menu = pn.widgets.Select(name="Menu", options={"One": 1, "Two": 2, "Three": 3}, disabled_options=[3])
groups = pn.widgets.Select(name="Groups", groups={"Europe": ["Bern", "Paris"], "Asia": ["Seoul", "Tokyo"]})
listed = pn.widgets.Select(name="List", options=["a", "b", "c", "d", "e"], size=4)
several = pn.widgets.MultiSelect(name="Several", options=["a", "b", "c", "d", "e"], value=["b", "c"])

pn.Column(
    "# Select and MultiSelect",
    "`size` above 1 makes a list; `groups` puts options under headings; `disabled_options` cannot be chosen.",
    pn.Row(menu, groups),
    pn.Row(listed, several),
    pn.bind(lambda a, b, c, d: f"{a}, {b}, {c}, {d}", menu, groups, listed, several),
).servable(title="Select")
