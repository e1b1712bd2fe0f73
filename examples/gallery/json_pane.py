"""JSON: nested data as a tree."""

import lanai as pn

pn.extension()

station = {
    "name": "North",
    "position": {"latitude": 63.43, "longitude": 10.39},
    "readings": [{"hour": hour, "celsius": round(12 + hour / 3, 1)} for hour in range(24)],
    "online": True,
    "serial": 2**60,
    "note": None,
}

depth = pn.widgets.IntSlider(name="Depth", start=0, end=3, value=1)
previews = pn.widgets.Checkbox(name="Preview under the pointer", value=True)

pn.Column(
    "# JSON",
    "Branches open by a click, or by Enter. Numbers keep all their digits.",
    pn.Row(depth, previews),
    pn.pane.JSON(station, depth=depth, hover_preview=previews),
    "## Dark",
    pn.pane.JSON('{"from": "a text", "dark": [true, false]}', theme="dark", depth=2, width=320),
).servable(title="JSON")
