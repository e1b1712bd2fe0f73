"""DiscreteSlider: one of several options that have an order."""

import datetime as dt

import lanai as pn

pn.extension()

size = pn.widgets.DiscreteSlider(name="Size", options=["XS", "S", "M", "L", "XL"], value="M")
power = pn.widgets.DiscreteSlider(
    name="Power", options=[10**n for n in range(7)], value=1000, formatter="%.0e"
)
term = pn.widgets.DiscreteSlider(name="Term", options={"a month": 30, "a quarter": 91, "a year": 365})
day = pn.widgets.DiscreteSlider(name="Day", options=[dt.date(2030, 1, day) for day in (1, 8, 15, 29)])

pn.Column(
    "# DiscreteSlider",
    "Options are a list, or a dict of label to value.",
    size,
    power,
    term,
    day,
    pn.bind("{}, {}, {} days, {}".format, size, power, term, day),
).servable(title="DiscreteSlider")
