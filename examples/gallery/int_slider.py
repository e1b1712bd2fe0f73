"""IntSlider: a whole number between two limits."""

import lanai as pn

pn.extension()

speed = pn.widgets.IntSlider(name="Speed", start=1, end=99, step=2, value=33)
volume = pn.widgets.IntSlider(name="Volume", end=11, value=7, bar_color="#c2410c", direction="rtl")
stock = pn.widgets.IntSlider(name="Stock", end=90_000, step=500, value=12_500, format="0,0")
upright = pn.widgets.IntSlider(name="Level", end=10, value=4, orientation="vertical", height=180)
closed = pn.widgets.IntSlider(name="Disabled", end=10, value=3, disabled=True)

pn.Column(
    "# IntSlider",
    "`value` follows while the handle is dragged, `value_throttled` when it is let go.",
    pn.Row(pn.Column(speed, volume, stock, closed), upright),
    pn.bind("Speed {}, let go at {}.".format, speed, speed.param.value_throttled),
).servable(title="IntSlider")
