"""Sliders over time: DateSlider over days, DatetimeSlider over moments, and the same for ranges of them."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.widgets.datekinds import from_milliseconds, is_day, milliseconds
from lanai.components.widgets.look import SliderLook
from lanai.components.widgets.range import THROTTLED, RangeLook
from lanai.errors import BadArgument, BadValue

FORMAT = "How it is written, as for `strftime`: '%d %b %Y %H:%M'."
LIMITS = frozenset({"start", "end"})


class _Timeline(SliderLook):
    """What the sliders over time share: they travel as ms since 1970 by the app's own clock."""

    __abstract = True

    end: Any = param.Date(default=None, allow_None=True, doc="The last day or moment.")
    format = param.String(default=None, allow_None=True, doc=FORMAT)
    start: Any = param.Date(default=None, allow_None=True, doc="The first day or moment.")

    def encode(self, name: str, value: Any) -> Any:
        if name in LIMITS:
            return None if value is None else milliseconds(value)
        return super().encode(name, value)

    def _within(self, name: str, data: Any) -> Any:
        """The moment for so many ms, within the limits. Raises `BadValue`."""
        number = expect(data, (int, float), name)
        for limit in (self.start, self.end):
            if limit is not None and number == milliseconds(limit):
                return limit  # exactly, with what is below a millisecond
        try:
            value = from_milliseconds(number)
        except (OverflowError, ValueError):
            raise BadValue(f"Expected ms since 1970 for {name!r}, got {number}.") from None
        if not self._holds(value):
            raise BadValue(f"Expected {name!r} from {self.start} to {self.end}, got {value}.")
        return value

    def _holds(self, value: Any) -> bool:
        number, start, end = milliseconds(value), self.start, self.end
        return (start is None or milliseconds(start) <= number) and (
            end is None or number <= milliseconds(end)
        )

    def _refuse_beyond(self, *values: Any) -> None:
        for value in values:
            if not self._holds(value):
                raise BadArgument(
                    f"Expected a value from {self.start} to {self.end} for a {type(self).__name__}, got {value}."
                )

    @classmethod
    def _from_parameter(cls, parameter: param.Parameter[Any]) -> dict[str, Any]:
        """Soft limits are widened by the value, which may lie beyond them."""
        given = super()._from_parameter(parameter)
        start, end = getattr(parameter, "get_soft_bounds", lambda: (None, None))()
        value = given["value"]
        values = value if isinstance(value, (tuple, list)) else [] if value is None else [value]
        given["start"] = None if start is None else min([start, *values], key=milliseconds)
        given["end"] = None if end is None else max([end, *values], key=milliseconds)
        return given


class DateSlider(_Timeline):
    """A slider over days. `value` follows while it is dragged, `value_throttled` when it is let go.

    Without a value it stands at `start`. A visitor's choice is a date, or with `as_datetime` its midnight.
    """

    as_datetime = param.Boolean(default=False, doc="Whether what a visitor chooses is a datetime.")
    step = param.Integer(default=1, bounds=(1, None), doc="Distance from one value to the next in days.")
    value: Any = param.Date(default=None, allow_None=True, doc="The day chosen.")
    value_throttled: Any = param.Date(
        default=None, allow_None=True, doc="The day when the handle was let go."
    )

    _local: ClassVar[frozenset[str]] = _Timeline._local | {"as_datetime"}

    _quick: ClassVar[frozenset[str]] = frozenset({"value", "value_throttled"})

    def __init__(self, **params: Any) -> None:
        if params.get("value") is None:
            params["value"] = params.get("start", type(self).start)
        params.setdefault("value_throttled", params["value"])
        super().__init__(**params)
        if self.value is not None:
            self._refuse_beyond(self.value)

    def encode(self, name: str, value: Any) -> Any:
        if name in {"value", "value_throttled"}:
            return None if value is None else milliseconds(value)
        return super().encode(name, value)

    def decode(self, name: str, data: Any) -> Any:
        """A day or moment within the limits."""
        value = self._within(name, super().decode(name, data))
        if self.as_datetime:
            return from_milliseconds(milliseconds(value)) if is_day(value) else value
        return value if is_day(value) else value.date()


class DatetimeSlider(DateSlider):
    """A slider over moments. `value` follows while it is dragged, `value_throttled` when it is let go."""

    as_datetime = param.Boolean(default=True, doc="Whether what a visitor chooses is a datetime.")
    step: Any = param.Number(default=60, bounds=(1, None), doc="Distance from one value to the next in s.")


class _TimeRange(RangeLook, _Timeline):
    """What the sliders over ranges of time share."""

    __abstract = True

    end: Any = param.Date(default=None, allow_None=True, doc="The last day or moment.")
    start: Any = param.Date(default=None, allow_None=True, doc="The first day or moment.")
    value: Any = param.DateRange(default=None, allow_None=True, doc="The first and the last of the range.")
    value_end: Any = param.Date(default=None, allow_None=True, doc="The last: setting it sets `value`.")
    value_start: Any = param.Date(default=None, allow_None=True, doc="The first: setting it sets `value`.")
    value_throttled: Any = param.DateRange(default=None, allow_None=True, doc=THROTTLED)

    def __init__(self, **params: Any) -> None:
        super().__init__(**params)
        if self.value is not None:
            self._refuse_beyond(*self.value)

    def _sent(self, end: Any) -> Any:
        return milliseconds(end)

    def _taken(self, name: str, end: Any) -> Any:
        """Days where the app's own limits are days, else moments."""
        value = self._within(name, end)
        if is_day(self.start) and is_day(self.end):
            return value if is_day(value) else value.date()
        return from_milliseconds(milliseconds(value)) if is_day(value) else value


class DateRangeSlider(_TimeRange):
    """A slider over a range of days: dates where `start` and `end` are dates, else datetimes."""

    step = param.Number(default=1, bounds=(0, None), inclusive_bounds=(False, True), doc="Distance in days.")


class DatetimeRangeSlider(_TimeRange):
    """A slider over a range of moments."""

    step = param.Number(
        default=60_000, bounds=(0, None), inclusive_bounds=(False, True), doc="Distance in ms."
    )

    def _taken(self, name: str, end: Any) -> Any:
        value = self._within(name, end)
        return from_milliseconds(milliseconds(value)) if is_day(value) else value
