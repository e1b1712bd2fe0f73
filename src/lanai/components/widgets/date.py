"""Fields with a calendar: for a day, a moment, or a range of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.widgets.base import Widget
from lanai.components.widgets.datekinds import moment
from lanai.core.lazy import load
from lanai.errors import BadArgument, BadValue

TYPED = "Accepted for compatibility; what is chosen in the calendar can always be typed too."
DAYS = "a list of dates, or of (first, last) for all days between"


class _Picker(Widget):
    """What the fields share: limits, days that are left out, and None for an empty field.

    Dates and times are naive: they mean what the app says they mean, wherever the visitor is.
    """

    __abstract = True

    disabled_dates = param.List(default=None, allow_None=True, doc=f"Days that cannot be chosen: {DAYS}.")
    enabled_dates = param.List(
        default=None, allow_None=True, doc=f"The only days that can be chosen: {DAYS}."
    )
    end: Any = param.Date(default=None, allow_None=True, doc="The last day or moment.")
    start: Any = param.Date(default=None, allow_None=True, doc="The first day or moment.")
    width = param.Integer(default=300, bounds=(0, None), allow_None=True, doc="Width in px.")

    _edits: ClassVar[tuple[str, ...]] = ("value",)

    def __init__(self, **params: Any) -> None:
        super().__init__(**params)
        for value in _both(self.value):
            if not self._within(value):
                raise BadArgument(
                    f"Expected a value from {self.start} to {self.end} for a {type(self).__name__}, got {value}."
                )

    def encode(self, name: str, value: Any) -> Any:
        if name in {"disabled_dates", "enabled_dates"}:
            return None if value is None else [_span(entry) for entry in value]
        if name in {"start", "end"}:
            return None if value is None else self._written(value)
        return super().encode(name, value)

    def _written(self, value: Any) -> str:
        """A day or moment as the text of the browser's field. Each kind of field has its own."""
        raise NotImplementedError

    def _parse(self, text: str) -> Any:
        """The day or moment of such a text. Raises ValueError for what is none. Each kind of field has its own."""
        raise NotImplementedError

    def _chosen(self, name: str, data: Any) -> Any:
        """The day or moment that a visitor chose. Raises `BadValue` for what cannot be chosen."""
        try:
            value = self._parse(expect(data, str, name))
        except ValueError:
            raise BadValue(f"Expected a date for {name!r} as 2030-12-31.") from None
        if not self._within(value):
            raise BadValue(f"Expected {name!r} from {self.start} to {self.end}, got {value}.")
        day = moment(value).date()
        if _holds(self.disabled_dates or (), day) or not _holds(self.enabled_dates, day, without=True):
            raise BadValue(f"Expected one of the days that can be chosen for {name!r}, got {day}.")
        return value

    def _within(self, value: Any) -> bool:
        start, end = self.start, self.end
        return (start is None or moment(start) <= moment(value)) and (
            end is None or moment(value) <= moment(end)
        )

    @classmethod
    def _from_parameter(cls, parameter: param.Parameter[Any]) -> dict[str, Any]:
        start, end = getattr(parameter, "bounds", None) or (None, None)
        return {**super()._from_parameter(parameter), "start": start, "end": end}


class _One(_Picker):
    """What the fields for one day or moment share."""

    __abstract = True

    _quick: ClassVar[frozenset[str]] = frozenset({"value"})

    def encode(self, name: str, value: Any) -> Any:
        if name == "value":
            return None if value is None else self._written(value)
        return super().encode(name, value)

    def decode(self, name: str, data: Any) -> Any:
        """What was chosen, or None for an empty field."""
        data = super().decode(name, data)
        return None if data is None else self._chosen(name, data)


class _Two(_Picker):
    """What the fields for a range share: the value is a tuple of its first and its last."""

    __abstract = True

    value: Any = param.DateRange(default=None, allow_None=True, doc="The first and the last of the range.")

    _quick: ClassVar[frozenset[str]] = frozenset({"value"})

    def encode(self, name: str, value: Any) -> Any:
        if name == "value":
            return None if value is None else [self._written(end) for end in value]
        return super().encode(name, value)

    def decode(self, name: str, data: Any) -> Any:
        """The range chosen, or None for empty fields."""
        data = super().decode(name, data)
        if data is None:
            return None
        ends = expect(data, list, name)
        if len(ends) != 2:
            raise BadValue(f"Expected a first and a last for {name!r}, got {len(ends)} dates.")
        first, last = (self._chosen(name, end) for end in ends)
        if moment(first) > moment(last):
            raise BadValue(f"Expected the first before the last for {name!r}, got {first} and {last}.")
        return first, last


class _Day(_Picker):
    """What the fields for days share."""

    __abstract = True

    end = param.CalendarDate(default=None, allow_None=True, doc="The last day.")
    start = param.CalendarDate(default=None, allow_None=True, doc="The first day.")

    def _written(self, value: Any) -> str:
        return moment(value).date().isoformat()

    def _parse(self, text: str) -> dt.date:
        return dt.date.fromisoformat(text)


class DatePicker(_One, _Day):
    """A field for a day, or nothing (None)."""

    value = param.CalendarDate(default=None, allow_None=True, doc="The day chosen.")


class DateRangePicker(_Two, _Day):
    """Fields for a range of days, or nothing (None)."""

    value: Any = param.DateRange(default=None, allow_None=True, doc="The first and the last day.")


class _Moment(_Picker):
    """What the fields for moments share."""

    __abstract = True

    allow_input = param.Boolean(default=False, doc=TYPED)
    as_numpy_datetime64 = param.Boolean(
        default=None,
        allow_None=True,
        doc="Whether a visitor's choice is a NumPy datetime64; None: where the present value is one.",
    )
    enable_seconds = param.Boolean(default=True, doc="Whether seconds can be chosen.")
    enable_time = param.Boolean(default=True, doc="Whether a time of the day can be chosen.")
    military_time = param.Boolean(
        default=True, doc="Whether the calendar's clock has 24 hours. In the field the browser decides."
    )

    _local: ClassVar[frozenset[str]] = _Picker._local | {"allow_input", "as_numpy_datetime64", "mode"}

    def _written(self, value: Any) -> str:
        return moment(value).isoformat(timespec="seconds")

    def _parse(self, text: str) -> Any:
        parsed = dt.datetime.fromisoformat(text).replace(tzinfo=None)
        return load("numpy", needed_for="datetime64").datetime64(parsed) if self._wants_numpy() else parsed

    def _wants_numpy(self) -> bool:
        if self.as_numpy_datetime64 is not None:
            return bool(self.as_numpy_datetime64)
        return any(type(value).__name__ == "datetime64" for value in _both(self.value))


class DatetimePicker(_One, _Moment):
    """A field for a day and a time of it, or nothing (None)."""

    mode = param.String(default="single", constant=True, doc="Accepted for compatibility.")
    value: Any = param.Date(default=None, allow_None=True, doc="The moment chosen.")


class DatetimeRangePicker(_Two, _Moment):
    """Fields for a range of moments, or nothing (None)."""

    mode = param.String(default="range", constant=True, doc="Accepted for compatibility.")
    value: Any = param.DateRange(default=None, allow_None=True, doc="The first and the last moment.")


def _both(value: Any) -> tuple[Any, ...]:
    """The days or moments of a value: of a range both, of nothing none."""
    return () if value is None else tuple(value) if isinstance(value, (tuple, list)) else (value,)


def _span(entry: Any) -> list[str]:
    """The first and the last of the days that an entry of a list of days means, as text."""
    first, last = entry if isinstance(entry, (tuple, list)) else (entry, entry)
    return [moment(first).date().isoformat(), moment(last).date().isoformat()]


def _holds(entries: Iterable[Any] | None, day: dt.date, without: bool = False) -> bool:
    """Whether a day is among those of a list; `without` a list, as that says."""
    if entries is None:
        return without
    text = day.isoformat()
    return any(first <= text <= last for first, last in map(_span, entries))
