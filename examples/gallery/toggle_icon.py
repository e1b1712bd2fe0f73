"""ToggleIcon: an icon that stays pressed."""

import lanai as pn

pn.extension()

star = pn.widgets.ToggleIcon(name="Favourite", icon="star")
sound = pn.widgets.ToggleIcon(name="Sound", icon="volume-off", active_icon="volume", value=True)
large = pn.widgets.ToggleIcon(icon="thumb-up", size="2.5em", description="Approve")

pn.Column(
    "# ToggleIcon",
    "`value` is whether it is pressed; pressed, an icon is filled unless `active_icon` says otherwise.",
    pn.Row(star, sound, large),
    pn.bind(lambda a, b, c: f"favourite: {a}, sound: {b}, approved: {c}", star, sound, large),
).servable(title="ToggleIcon")
