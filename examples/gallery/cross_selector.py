"""CrossSelector: two lists."""

import lanai as pn

pn.extension()

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

cross = pn.widgets.CrossSelector(name="Months", options=MONTHS, value=["May"], size=8)

pn.Column(
    "# CrossSelector",
    "Mark options and move them; the filters take regular expressions, or what `filter_fn` makes of them.",
    cross,
    pn.bind(lambda chosen: f"chosen: {chosen}", cross),
).servable(title="CrossSelector")
