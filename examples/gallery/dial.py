"""Dial: a number as the filled part of a ring."""

import lanai as pn

pn.extension()

value = pn.widgets.IntSlider(name="Revolutions per minute", value=2500, start=0, end=3000, step=50)
colors = [(0.2, "seagreen"), (0.8, "goldenrod"), (1, "crimson")]
engine = pn.indicators.Dial(name="Engine", value=value, bounds=(0, 3000), format="{value} rpm", colors=colors)
share = pn.indicators.Dial(name="Failure rate", value=10)
thin = pn.indicators.Dial(
    name="Temperature", value=21.5, bounds=(-10, 40), format="{value} °C", annulus_width=0.1
)
missing = pn.indicators.Dial(name="Nothing measured", value=None, nan_format="none")

pn.Column(
    "# Dial",
    "`value` lies within `bounds`; `colors` say where one colour gives way to the next, as parts of the scale.",
    value,
    pn.FlexBox(engine, share, thin, missing),
    pn.bind("The engine makes **{} rpm**.".format, value),
).servable(title="Dial")
