"""DatePicker, DateRangePicker, DatetimePicker and DatetimeRangePicker: fields with a calendar."""

import datetime as dt

import lanai as pn

pn.extension()

day = pn.widgets.DatePicker(
    name="Day", value=dt.date(2030, 5, 14), start=dt.date(2030, 1, 1), end=dt.date(2031, 12, 31)
)
weekdays = pn.widgets.DatePicker(
    name="Not in the first week",
    value=dt.date(2030, 5, 14),
    disabled_dates=[(dt.date(2030, 5, 1), dt.date(2030, 5, 7))],
)
days = pn.widgets.DateRangePicker(name="Stay", value=(dt.date(2030, 5, 10), dt.date(2030, 5, 17)))
moment = pn.widgets.DatetimePicker(
    name="Meeting", value=dt.datetime(2030, 5, 14, 9, 30), enable_seconds=False
)
moments = pn.widgets.DatetimeRangePicker(
    name="Window",
    value=(dt.datetime(2030, 5, 14, 9), dt.datetime(2030, 5, 15, 17, 30)),
    enable_seconds=False,
    width=420,
)
empty = pn.widgets.DatePicker(name="None yet")
closed = pn.widgets.DatePicker(name="Disabled", value=dt.date(2030, 1, 1), disabled=True)

pn.Column(
    "# Pickers of dates",
    "Type, or choose from the calendar. An empty field is `None`.",
    pn.Row(pn.Column(day, weekdays, days, empty), pn.Column(moment, moments, closed)),
    pn.bind(
        lambda *values: "\n".join(f"- `{value!r}`" for value in values), day, days, moment, moments, empty
    ),
).servable(title="Pickers of dates")
