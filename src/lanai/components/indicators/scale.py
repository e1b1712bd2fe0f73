"""What the gauges share: a number on a scale from one bound to another, and colours by thresholds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.indicators.base import ValueIndicator, write_number


class Reading(param.Number[Any]):
    """A number within the bounds of its object, or none (None or NaN)."""

    def _validate_bounds(self, val: Any, bounds: Any, inclusive_bounds: Any) -> None:
        if val is not None and val == val:
            super()._validate_bounds(val, bounds, inclusive_bounds)


class Bounds(param.Range[Any]):
    """The two ends of a scale, the lower first."""

    def _validate(self, val: Any) -> None:
        super()._validate(val)
        if val is None or not (math.isfinite(val[0]) and math.isfinite(val[1]) and val[0] < val[1]):
            raise ValueError(f"Expected for {self.name!r} two numbers, the lower first, got {val!r}.")


class Thresholds(param.List[Any]):
    """Colours by where they end, as a part of the scale: (0.5, 'green'), (1, 'red'); or colours evenly spaced."""

    def _validate(self, val: Any) -> None:
        super()._validate(val)
        for entry in val or ():
            if not (isinstance(entry, str) or _is_threshold(entry)):
                raise ValueError(
                    f"Expected for {self.name!r} colours, or pairs of a number from 0 to 1 and a colour, got {entry!r}."
                )


def _is_threshold(entry: Any) -> bool:
    if not isinstance(entry, (tuple, list)) or len(entry) != 2:
        return False
    part, color = entry
    return isinstance(part, (int, float)) and 0 <= part <= 1 and isinstance(color, str)


class ScaleIndicator(ValueIndicator):
    """A number on a scale. A value outside `bounds` raises `ValueError`; None and NaN are no value."""

    __abstract = True

    bounds = Bounds(default=(0, 100), doc="The two ends of the scale.")
    colors = Thresholds(
        default=None, allow_None=True, doc="Colours, each with the part of the scale where it ends."
    )
    format = param.String(default="{value}%", doc="How the number is written, as for `str.format`.")
    value = Reading(default=25, bounds=(0, 100), allow_None=True, doc="The number; None or NaN for none.")

    _local: ClassVar[frozenset[str]] = ValueIndicator._local | {"format"}
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "value": ("reading",),
        "bounds": ("reading",),
        "format": ("reading",),
        "colors": ("reading",),
    }

    reading = param.Parameter(default=None, precedence=-1, doc="The texts that the browser shows.")

    def __init__(self, **params: Any) -> None:
        value = {"value": params.pop("value")} if "value" in params else {}
        super().__init__(**params)
        if "bounds" in params:
            self._bind()
        if value:
            self.param.update(**value)

    def _changed(self, name: str) -> None:
        if (
            name == "bounds" and self._param__private.initialized
        ):  # until then its parameters are those of the class
            self._bind()
        super()._changed(name)

    def _bind(self) -> None:
        """Hold the value within the object's own bounds."""
        self.param["value"].bounds = tuple(self.bounds)

    def encode(self, name: str, value: Any) -> Any:
        if name == "reading":
            low, high = self.bounds
            limits = [low + part * (high - low) for part, _ in _evenly(self.colors) or ()]
            return {
                "text": self._written(self.value),
                "ends": [self._written(end) for end in self.bounds],
                "limits": [self._written(limit) for limit in limits],
            }
        if name == "value":
            return None if value is None or value != value else value
        return _evenly(value) if name == "colors" else super().encode(name, value)

    def definition(self) -> dict[str, Any]:
        return {**super().definition(), "reading": self.property("reading")}

    def _written(self, number: Any) -> str:
        return write_number(self.format, number, getattr(self, "nan_format", "-"))


def _evenly(colors: list[Any] | None) -> list[list[Any]] | None:
    """Thresholds for colours that have none."""
    if not colors:
        return None
    count = len(colors)
    return [
        [(place + 1) / count, entry] if isinstance(entry, str) else list(entry)
        for place, entry in enumerate(colors)
    ]
