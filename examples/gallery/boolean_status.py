"""BooleanStatus and LoadingSpinner: whether something is so."""

import lanai as pn

pn.extension()

value = pn.widgets.Switch(name="Busy", value=True)
colors = pn.indicators.BooleanStatus.param.color.objects
lamps = [pn.indicators.BooleanStatus(name=color, value=value, color=color) for color in colors]
spinners = [
    pn.indicators.LoadingSpinner(name="Loading", value=value, color=color, size=40)
    for color in ("primary", "success", "danger")
]

pn.Column(
    "# BooleanStatus and LoadingSpinner",
    "Each state shows for `throttle` ms at least, so that none flickers.",
    value,
    pn.FlexBox(*lamps),
    pn.FlexBox(*spinners, gap="32px"),
    pn.bind("It is **{}**.".format, value),
).servable(title="BooleanStatus and LoadingSpinner")
