"""Number: one number, large."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.indicators.base import ValueIndicator, write_number


class Number(ValueIndicator):
    """A number with its title above, in a colour that may depend on it.

    `colors` is a list of (threshold, colour), from the lowest threshold to the highest: the number has the colour of
    the first threshold that it does not exceed, above all of them `default_color`.
    """

    colors = param.List(default=None, allow_None=True, doc="Thresholds and their colours, as CSS.")
    default_color = param.String(default="currentcolor", doc="The colour without a threshold, as CSS.")
    font_size = param.String(default="54pt", doc="The number's size, as CSS.")
    format = param.String(default="{value}", doc="How the number is written, as for `str.format`.")
    nan_format = param.String(default="-", doc="What stands for a number that is missing (None or NaN).")
    title_size = param.String(default="18pt", doc="The title's size, as CSS.")

    _local: ClassVar[frozenset[str]] = ValueIndicator._local | {"format", "nan_format"}
    _renamed: ClassVar[Mapping[str, str]] = {"value": "text", "colors": "color"}
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "value": ("colors",),
        "format": ("value",),
        "nan_format": ("value",),
    }

    _text = "-"

    def _changed(self, name: str) -> None:
        if name in ("value", "format", "nan_format"):
            self._text = write_number(self.format, self.value, self.nan_format)
        super()._changed(name)

    def definition(self) -> dict[str, Any]:
        return {**super().definition(), "text": self._text}

    def encode(self, name: str, value: Any) -> Any:
        if name == "value":
            return self._text
        return self._color() if name == "colors" else super().encode(name, value)

    def _color(self) -> str | None:
        number = self.value
        if number is None:
            return None
        return next((color for threshold, color in self.colors or () if number <= threshold), None)
