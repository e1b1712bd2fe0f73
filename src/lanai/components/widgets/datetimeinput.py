"""Moments as text in a format of the app's: DatetimeInput for one, DatetimeRangeInput for two."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.widgets.base import Widget
from lanai.components.widgets.datekinds import moment
from lanai.components.widgets.literal import LiteralInput
from lanai.errors import BadArgument, BadValue

FORMAT = "How it is written, as for `strptime`."


def _written(when: dt.datetime, form: str) -> str:
    """As `strftime`, with the four digits of the year that `strptime` wants."""
    return when.strftime(
        re.sub("%[%Y]", lambda found: {"%Y": f"{when.year:04d}"}.get(found[0], found[0]), form)
    )


class _Written(Widget):
    """What both share: a format, and limits."""

    __abstract = True

    end: Any = param.Date(default=None, allow_None=True, doc="The last moment.")
    format = param.String(default="%Y-%m-%d %H:%M:%S", doc=FORMAT)
    start: Any = param.Date(default=None, allow_None=True, doc="The first moment.")

    _local: ClassVar[frozenset[str]] = Widget._local | {"start", "end", "format"}

    def _text_of(self, value: Any) -> str:
        return "" if value is None else _written(moment(value), self.format)

    def _moment_of(self, name: str, data: Any) -> dt.datetime | None:
        """The moment that was typed. Raises `BadValue`."""
        text = expect(data, str, name).strip()
        if not text:
            return None
        try:
            value = dt.datetime.strptime(text, self.format).replace(tzinfo=None)  # noqa: DTZ007
        except ValueError:
            raise BadValue(
                f"Expected a moment for {self.label!r} as {self._example()}, got another text."
            ) from None
        if not self._within(value):
            raise BadValue(f"Expected {self.label!r} from {self.start} to {self.end}, got {value}.")
        return value

    def _example(self) -> str:
        return _written(dt.datetime(2030, 12, 31, 23, 59, 58), self.format)  # noqa: DTZ001

    def _within(self, value: Any) -> bool:
        start, end = self.start, self.end
        return (start is None or moment(start) <= moment(value)) and (
            end is None or moment(value) <= moment(end)
        )

    def _refuse_beyond(self, *values: Any) -> None:
        for value in values:
            if value is not None and not self._within(value):
                raise BadArgument(
                    f"Expected a value from {self.start} to {self.end} for a {type(self).__name__}, got {value}."
                )

    @classmethod
    def _from_parameter(cls, parameter: param.Parameter[Any]) -> dict[str, Any]:
        start, end = getattr(parameter, "bounds", None) or (None, None)
        return {**super()._from_parameter(parameter), "start": start, "end": end}


class DatetimeInput(_Written, LiteralInput):
    """A field for a moment as text in `format`, or nothing (None)."""

    type = param.ClassSelector(
        class_=(type, tuple),
        is_instance=True,
        default=None,
        doc="Accepted for compatibility; it is a datetime.",
    )
    value: Any = param.Date(default=None, allow_None=True, doc="The moment entered.")

    _local: ClassVar[frozenset[str]] = LiteralInput._local | _Written._local
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {"format": ("value",)}

    def __init__(self, **params: Any) -> None:
        super().__init__(**params)
        self._refuse_beyond(self.value)

    def _changed(self, name: str) -> None:
        if name == "format":
            self._text = self._text_of(self.value)
        super()._changed(name)

    def _write(self, value: Any) -> str:
        return self._text_of(value)

    def decode(self, name: str, data: Any) -> Any:
        """A moment within the limits, or None for an empty field."""
        return self._moment_of(name, Widget.decode(self, name, data))


class DatetimeRangeInput(_Written):
    """Two fields for a range of moments as text in `format`. An empty field is None."""

    value = param.Tuple(default=(None, None), doc="The first and the last moment.")
    width = param.Integer(default=300, bounds=(0, None), allow_None=True, doc="Width in px.")

    _edits: ClassVar[tuple[str, ...]] = ("value",)
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {"format": ("value",)}

    def __init__(self, **params: Any) -> None:
        super().__init__(**params)
        self._refuse_beyond(*self.value)
        if self._reversed(*self.value):
            raise BadArgument(f"Expected the first before the last moment, got {self.value}.")

    def definition(self) -> dict[str, Any]:
        return {**super().definition(), "value": self.property("value")}

    def encode(self, name: str, value: Any) -> Any:
        return [self._text_of(each) for each in value] if name == "value" else super().encode(name, value)

    def decode(self, name: str, data: Any) -> Any:
        """A tuple of two moments, in order, None for an empty field."""
        texts = expect(super().decode(name, data), list, name)
        if len(texts) != 2:
            raise BadValue(f"Expected a first and a last for {name!r}, got {len(texts)} texts.")
        ends = tuple(self._moment_of(name, text) for text in texts)
        if self._reversed(*ends):
            raise BadValue(f"Expected the first before the last for {self.label!r}.")
        return ends

    @staticmethod
    def _reversed(first: Any, last: Any) -> bool:
        return first is not None and last is not None and moment(first) > moment(last)
