"""TimePicker: a time of the day."""

import datetime as dt

import lanai as pn

pn.extension()

alarm = pn.widgets.TimePicker(name="Alarm", value=dt.time(6, 45))
start = pn.widgets.TimePicker(
    name="Opening hours", clock="24h", start="08:00", end="18:30", value="09:30", minute_increment=15
)
exact = pn.widgets.TimePicker(name="To the second", clock="24h", seconds=True, value=dt.time(12, 30, 15))
closed = pn.widgets.TimePicker(name="Disabled", value="12:00", disabled=True)

pn.Column(
    "# TimePicker",
    "Type, or choose from the columns.",
    alarm,
    start,
    exact,
    closed,
    pn.bind("{}, {}, {}".format, alarm, start, exact),
).servable(title="TimePicker")
