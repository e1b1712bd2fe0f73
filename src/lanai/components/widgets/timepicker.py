"""TimePicker: a time of the day."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.parameters import Choice
from lanai.components.widgets.base import Widget
from lanai.errors import BadArgument, BadValue

INCREMENT = "What one step of the {} is."


class TimePicker(Widget):
    """A field for a time of the day, or nothing (None). `start`, `end` and `value` may be texts such as '09:30' too."""

    clock = Choice("12h", ["12h", "24h"], doc="Whether the clock has 12 or 24 hours.")
    end = param.ClassSelector(class_=(dt.time, str), default=None, allow_None=True, doc="The last time.")
    format = param.String(
        default="H:i", doc="Accepted for compatibility; `clock` says how the time is shown."
    )
    hour_increment = param.Integer(default=1, bounds=(1, None), doc=INCREMENT.format("hours"))
    minute_increment = param.Integer(default=1, bounds=(1, None), doc=INCREMENT.format("minutes"))
    second_increment = param.Integer(default=1, bounds=(1, None), doc=INCREMENT.format("seconds"))
    seconds = param.Boolean(default=False, doc="Whether seconds can be chosen.")
    start = param.ClassSelector(class_=(dt.time, str), default=None, allow_None=True, doc="The first time.")
    value = param.ClassSelector(
        class_=(dt.time, str), default=None, allow_None=True, doc="The time chosen; a visitor's is a time."
    )

    _edits: ClassVar[tuple[str, ...]] = ("value",)
    _local: ClassVar[frozenset[str]] = Widget._local | {"format"}

    def __init__(self, **params: Any) -> None:
        super().__init__(**params)
        for name in ("start", "end", "value"):
            try:
                time_of(getattr(self, name))
            except ValueError:
                raise BadArgument(
                    f"Expected a time such as '09:30' as {name} of a TimePicker, got {getattr(self, name)!r}."
                ) from None
        if self.value is not None and not self._within(time_of(self.value)):
            raise BadArgument(
                f"Expected a value from {self.start} to {self.end} for a TimePicker, got {self.value}."
            )

    def encode(self, name: str, value: Any) -> Any:
        if name in {"start", "end", "value"}:
            return None if value is None else time_of(value).isoformat(timespec="seconds")
        return super().encode(name, value)

    def decode(self, name: str, data: Any) -> Any:
        """A time within the limits, or None for an empty field."""
        data = super().decode(name, data)
        if data is None:
            return None
        try:
            value = time_of(expect(data, str, name))
        except ValueError:
            raise BadValue(f"Expected a time for {name!r} as 09:30.") from None
        if not self._within(value):
            raise BadValue(f"Expected {name!r} from {self.start} to {self.end}, got {value}.")
        return value

    def _within(self, value: Any) -> bool:
        start, end = time_of(self.start), time_of(self.end)
        return (start is None or start <= value) and (end is None or value <= end)


def time_of(value: dt.time | str | None) -> Any:
    """A naive time of the day. Raises ValueError for a text that is none."""
    if value is None or isinstance(value, dt.time):
        return value if value is None else value.replace(tzinfo=None)
    return dt.time.fromisoformat(value).replace(tzinfo=None)
