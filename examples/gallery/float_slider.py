"""FloatSlider: a number between two limits."""

import lanai as pn

pn.extension()

price = pn.widgets.FloatSlider(name="Price", start=0.5, end=9.75, step=0.25, value=2.5, format="$0.00")
share = pn.widgets.FloatSlider(name="Share", value=0.35, step=0.01, format="0%")
tiny = pn.widgets.FloatSlider(name="Rate", end=1e-5, step=1e-7, value=3e-6)
bare = pn.widgets.FloatSlider(name="Without its value", value=0.5, show_value=False, tooltips=False)

pn.Column(
    "# FloatSlider",
    "`format` says how the number is written; without it, with as many decimals as its steps have.",
    price,
    share,
    tiny,
    bare,
    pn.bind("A price of {} and a share of {:.2f}.".format, price, share),
).servable(title="FloatSlider")
