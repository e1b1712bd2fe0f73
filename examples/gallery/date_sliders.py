"""DateSlider, DatetimeSlider, DateRangeSlider and DatetimeRangeSlider: sliders over time."""

import datetime as dt

import lanai as pn

pn.extension()

YEAR = {"start": dt.date(2030, 1, 1), "end": dt.date(2030, 12, 31)}
DAY = {"start": dt.datetime(2030, 6, 1), "end": dt.datetime(2030, 6, 2)}

day = pn.widgets.DateSlider(name="Day", value=dt.date(2030, 3, 14), **YEAR)
week = pn.widgets.DateSlider(name="Week from", step=7, format="%A, %-d %B", **YEAR)
moment = pn.widgets.DatetimeSlider(name="Moment", step=900, value=dt.datetime(2030, 6, 1, 9, 30), **DAY)
days = pn.widgets.DateRangeSlider(name="Holidays", value=(dt.date(2030, 7, 6), dt.date(2030, 8, 18)), **YEAR)
hours = pn.widgets.DatetimeRangeSlider(name="Open", step=60 * 60 * 1000, format="%H:%M", **DAY)

pn.Column(
    "# Sliders over time",
    "Dates and times are naive: they mean the same wherever the visitor is.",
    day,
    week,
    moment,
    days,
    hours,
    pn.bind(lambda *values: "\n".join(f"- `{value!r}`" for value in values), day, week, moment, days, hours),
).servable(title="Sliders over time")
