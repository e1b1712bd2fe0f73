"""LinearGauge: a number as the filled part of a bar."""

import lanai as pn

pn.extension()

value = pn.widgets.IntSlider(name="Revolutions per minute", value=2500, start=0, end=3000, step=50)
common = {"value": value, "bounds": (0, 3000), "format": "{value:.0f} rpm"}
thresholds = [(0.2, "seagreen"), (0.8, "goldenrod"), (1, "crimson")]

pn.Column(
    "# LinearGauge",
    "Its colour is that of the threshold which the value has reached; `show_boundaries` shows all of them.",
    value,
    pn.FlexBox(
        pn.indicators.LinearGauge(name="Failure rate", value=30),
        pn.indicators.LinearGauge(name="Engine", colors=thresholds, **common),
        pn.indicators.LinearGauge(name="Boundaries", colors=thresholds, show_boundaries=True, **common),
        pn.indicators.LinearGauge(
            name="Lying", colors=["seagreen", "goldenrod", "crimson"], horizontal=True, **common
        ),
    ),
    pn.bind("The engine makes **{} rpm**.".format, value),
).servable(title="LinearGauge")
