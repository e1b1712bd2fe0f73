"""RangeSlider and IntRangeSlider: a range between two limits."""

import lanai as pn

pn.extension()

price = pn.widgets.RangeSlider(name="Price", end=20, step=0.5, value=(4, 12.5), format="0.00 €")
years = pn.widgets.IntRangeSlider(name="Years", start=1950, end=2030, value=(1984, 2001))
warm = pn.widgets.IntRangeSlider(name="Temperature", start=-20, end=40, value=(-4, 21), bar_color="#b91c1c")
closed = pn.widgets.RangeSlider(name="Disabled", value=(0.2, 0.7), disabled=True)

pn.Column(
    "# RangeSlider, IntRangeSlider",
    "The value is a tuple; its ends are `value_start` and `value_end` too.",
    price,
    years,
    warm,
    closed,
    pn.bind("From {} to {}, in {} years.".format, price.param.value_start, price.param.value_end, years),
).servable(title="RangeSlider")
