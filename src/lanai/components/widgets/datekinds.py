"""Days and moments as the widgets for them know them: naive, by the app's own clock, never shifted by a time zone."""

from __future__ import annotations

import datetime as dt
from typing import Any

EPOCH = dt.datetime(1970, 1, 1)  # noqa: DTZ001
MILLISECOND = dt.timedelta(milliseconds=1)


def moment(value: Any) -> dt.datetime:
    """A date, a datetime, a NumPy datetime or an ISO text as a naive datetime; a day as its midnight."""
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001
    return dt.datetime.fromisoformat(str(value)[:26]).replace(tzinfo=None)


def is_day(value: Any) -> bool:
    """Whether it is a day without a time of it."""
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def milliseconds(value: Any) -> int:
    """A day or moment as ms since 1970 by its own clock."""
    return (moment(value) - EPOCH) // MILLISECOND


def from_milliseconds(number: float) -> dt.datetime:
    """The moment so many ms after 1970 by its own clock. Raises `OverflowError` beyond the years 1 to 9999."""
    return EPOCH + dt.timedelta(milliseconds=number)
