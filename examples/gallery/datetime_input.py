"""DatetimeInput and DatetimeRangeInput: moments as text in a format of your own."""

import datetime as dt

import lanai as pn

pn.extension()

moment = pn.widgets.DatetimeInput(name="Moment", value=dt.datetime(2030, 5, 14, 9, 30))
day = pn.widgets.DatetimeInput(name="Day first", format="%d.%m.%Y", value=dt.datetime(2030, 5, 14))
span = pn.widgets.DatetimeRangeInput(
    name="Window",
    format="%Y-%m-%d %H:%M",
    value=(dt.datetime(2030, 5, 14), dt.datetime(2030, 6, 1)),
    width=360,
)

pn.Column(
    "# DatetimeInput, DatetimeRangeInput",
    "What is no moment in the format is refused, and the field goes back.",
    moment,
    day,
    span,
    pn.bind("{}, {}, {}".format, moment, day, span),
).servable(title="DatetimeInput")
