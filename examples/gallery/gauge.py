"""Gauge: a number on a scale, as on a speedometer."""

import lanai as pn

pn.extension()

value = pn.widgets.IntSlider(name="Revolutions per minute", value=2500, start=0, end=3000, step=50)
colors = [(0.2, "seagreen"), (0.8, "goldenrod"), (1, "crimson")]
engine = pn.indicators.Gauge(
    name="Engine", value=value, bounds=(0, 3000), format="{value} rpm", colors=colors
)
engine.tooltip_format = "{b}: {c} rpm"
share = pn.indicators.Gauge(name="Failure rate", value=10)
plain = pn.indicators.Gauge(
    name="Half a circle",
    value=62,
    start_angle=180,
    end_angle=0,
    num_splits=4,
    annulus_width=24,
    show_ticks=False,
)

pn.Column(
    "# Gauge",
    "`value` lies within `bounds`; `colors` say where one colour gives way to the next, as parts of the scale.",
    value,
    pn.FlexBox(engine, share, plain),
    pn.bind("The engine makes **{} rpm**.".format, value),
).servable(title="Gauge")
