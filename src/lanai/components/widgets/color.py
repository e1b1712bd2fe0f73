"""Colours: ColorPicker for one, ColorMap for a row of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.parameters import OwnDict
from lanai.components.widgets.base import Widget
from lanai.components.widgets.choices import OneChoice, place_of
from lanai.errors import BadArgument, BadValue

HEX = re.compile(r"#[0-9a-f]{6}\Z")
SAMPLES = 32
"""How many colours of a continuous map are shown."""


class ColorPicker(Widget):
    """A colour, as '#1f77b4' or by its CSS name."""

    value = param.Color(default=None, allow_None=True, doc="The colour chosen; a visitor's is as '#1f77b4'.")
    width = param.Integer(default=52, bounds=(0, None), allow_None=True, doc="Width in px.")

    _edits: ClassVar[tuple[str, ...]] = ("value",)
    _quick: ClassVar[frozenset[str]] = frozenset({"value"})

    def decode(self, name: str, data: Any) -> Any:
        text = expect(super().decode(name, data), str, name).lower()
        if not HEX.match(text):
            raise BadValue(f"Expected a colour for {name!r} as '#1f77b4'.")
        return text


class ColorMap(OneChoice):
    """A choice among maps of colours: `options` is a dict of name to a list of colours or a Matplotlib colormap.

    `value` is the map chosen, `value_name` its name: setting one sets the other.
    """

    ncols = param.Integer(default=1, bounds=(1, None), doc="Columns of the list of maps.")
    options = OwnDict(doc="Maps by their name: lists of CSS colours, or Matplotlib's colormaps.")
    swatch_height = param.Integer(default=20, bounds=(1, None), doc="Height of a map in the list in px.")
    swatch_width = param.Integer(default=100, bounds=(1, None), doc="Width of a map in the list in px.")
    value = param.Parameter(default=None, doc="The map chosen.")
    value_name = param.String(default=None, allow_None=True, doc="The name of the map chosen.")

    _local: ClassVar[frozenset[str]] = OneChoice._local | {"value_name"}

    def __init__(self, **params: Any) -> None:
        super().__init__(**params)
        name, value = params.get("value_name"), params.get("value")
        unknown = value is not None and self._label(value) is None
        if unknown or (name is not None and name not in self.options):
            raise BadArgument(
                f"Expected one of {', '.join(self.labels)} for a ColorMap, got {name if name is not None else value!r}."
            )
        if name is not None and value is None:
            self._store("value", self.options[name])
        self._store("value_name", self._label(self.value))

    def _changed(self, name: str) -> None:
        super()._changed(name)
        if not self._param__private.initialized:
            return
        if name == "value" and self.value_name != self._label(self.value):
            self._store("value_name", self._label(self.value))
        elif name == "value_name" and self.value_name in self.options:
            value = self.options[self.value_name]
            if place_of(self.value, [value]) is None:
                self.value = value

    def encode(self, name: str, value: Any) -> Any:
        if name == "options":
            return [[str(label), colors_of(colormap)] for label, colormap in value.items()]
        return super().encode(name, value)

    @classmethod
    def _from_parameter(cls, parameter: param.Parameter[Any]) -> dict[str, Any]:
        given = super()._from_parameter(parameter)
        names = getattr(parameter, "names", None)
        return {**given, "options": dict(names)} if names else given


def colors_of(colormap: Any) -> list[str]:
    """The colours of a map as CSS: of a list all of them, of a Matplotlib colormap samples from end to end."""
    if callable(colormap):
        colors = [colormap(place / (SAMPLES - 1)) for place in range(SAMPLES)]
    else:
        colors = list(colormap.values()) if isinstance(colormap, Mapping) else list(colormap)
    return [color if isinstance(color, str) else _css(color) for color in colors]


def _css(color: Any) -> str:
    """Red, green and blue from 0 to 1 (or 0 to 255, as whole numbers) as CSS."""
    parts = list(color)[:3]
    if all(isinstance(part, int) for part in parts):
        return f"rgb({parts[0]}, {parts[1]}, {parts[2]})"
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, float(part)))):02x}" for part in parts)
