"""ButtonIcon: an icon that is a button."""

import lanai as pn

pn.extension()

like = pn.widgets.ButtonIcon(name="Like", icon="heart", size="1.6em")
copy = pn.widgets.ButtonIcon(
    icon="clipboard", active_icon="clipboard-check", toggle_duration=800, description="Copy"
)
off = pn.widgets.ButtonIcon(name="Locked", icon="lock", disabled=True)

pn.Column(
    "# ButtonIcon",
    "Icons are [Tabler's](https://tabler.io/icons), by name, or SVG. A click shows `active_icon` for a moment.",
    pn.Row(like, copy, off),
    pn.bind(lambda likes, copies: f"{likes} likes, {copies} copies", like.param.clicks, copy.param.clicks),
).servable(title="ButtonIcon")
