"""Dates: DatePicker for a day, DatetimePicker for a moment."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.widgets.base import Widget
from lanai.errors import BadValue


class _Picker(Widget):
    """What the fields for dates share: limits, days that are left out, and an empty field for None."""

    __abstract = True

    disabled_dates = param.List(default=None, allow_None=True, doc="Days that cannot be chosen.")
    enabled_dates = param.List(default=None, allow_None=True, doc="The only days that can be chosen.")
    width = param.Integer(default=300, bounds=(0, None), allow_None=True, doc="Width in px.")

    end: Any = param.Date(default=None, allow_None=True, doc="The last moment.")
    start: Any = param.Date(default=None, allow_None=True, doc="The first moment.")

    _edits: ClassVar[tuple[str, ...]] = ("value",)
    _local: ClassVar[frozenset[str]] = Widget._local | {"disabled_dates", "enabled_dates"}

    def encode(self, name: str, value: Any) -> Any:
        if name in {"start", "end", "value"}:
            return None if value is None else self._written(value)
        return super().encode(name, value)

    def decode(self, name: str, data: Any) -> Any:
        """A date within the limits, or None for an empty field."""
        data = super().decode(name, data)
        if data is None:
            return None
        try:
            value = self._parse(expect(data, str, name))
        except ValueError:
            raise BadValue(f"Expected a date for {name!r} as 2030-12-31.") from None
        self._check(value, name)
        return value

    def _written(self, value: Any) -> str:
        """The value as the text of the browser's field. Each kind of picker has its own."""
        raise NotImplementedError

    def _parse(self, text: str) -> Any:
        """The value of the browser's text. Raises ValueError for what is none. Each kind of picker has its own."""
        raise NotImplementedError

    def _check(self, value: Any, name: str) -> None:
        start, end = self.start, self.end
        if (start is not None and moment(value) < moment(start)) or (
            end is not None and moment(value) > moment(end)
        ):
            raise BadValue(f"Expected {name!r} from {start} to {end}, got {value}.")
        day = moment(value).date()
        closed = self.disabled_dates is not None and day in self.disabled_dates
        if closed or (self.enabled_dates is not None and day not in self.enabled_dates):
            raise BadValue(f"Expected one of the days that can be chosen for {name!r}, got {day}.")

    @classmethod
    def _from_parameter(cls, parameter: param.Parameter[Any]) -> dict[str, Any]:
        start, end = getattr(parameter, "bounds", None) or (None, None)
        return {**super()._from_parameter(parameter), "start": start, "end": end}


class DatePicker(_Picker):
    """A field for a day, or nothing (None)."""

    end = param.CalendarDate(default=None, allow_None=True, doc="The last day.")
    start = param.CalendarDate(default=None, allow_None=True, doc="The first day.")
    value = param.CalendarDate(default=None, allow_None=True, doc="The day entered.")

    def _written(self, value: dt.date) -> str:
        return value.isoformat()

    def _parse(self, text: str) -> dt.date:
        return dt.date.fromisoformat(text)


class DatetimePicker(_Picker):
    """A field for a day and a time of it, or nothing (None). The time is naive: it means what the app says it means."""

    value: Any = param.Date(default=None, allow_None=True, doc="The moment entered.")

    def _written(self, value: Any) -> str:
        return moment(value).isoformat(timespec="seconds")

    def _parse(self, text: str) -> dt.datetime:
        return dt.datetime.fromisoformat(text).replace(tzinfo=None)


def moment(value: Any) -> dt.datetime:
    """A date, a datetime or a NumPy datetime as a naive datetime; a day as its midnight."""
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, dt.date):
        return dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001
    return dt.datetime.fromisoformat(str(value)[:26])
