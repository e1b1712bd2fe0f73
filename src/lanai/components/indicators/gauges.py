"""Gauge, Dial and LinearGauge: a number on a scale, drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.indicators.scale import ScaleIndicator


class Gauge(ScaleIndicator):
    """A number as on a speedometer: a needle, a scale with labels, and colours along it."""

    annulus_width = param.Integer(default=10, bounds=(0, None), doc="Width of the scale in px.")
    custom_opts = param.Dict(
        default=None,
        allow_None=True,
        doc="Options of ECharts' gauge. Those with an effect: of `pointer` itemStyle.color, show and width; of "
        "`title`, `detail` and `axisLabel` show, color and fontSize.",
    )
    end_angle = param.Number(
        default=-45, doc="Where the scale ends, in degrees anticlockwise from the right."
    )
    height = param.Integer(default=300, bounds=(0, None), allow_None=True, doc="Height in px.")
    num_splits = param.Integer(
        default=10, bounds=(1, None), doc="Into how many parts labels divide the scale."
    )
    show_labels = param.Boolean(default=True, doc="Whether the scale has labels.")
    show_ticks = param.Boolean(default=True, doc="Whether the scale has ticks.")
    start_angle = param.Number(
        default=225, doc="Where the scale begins, in degrees anticlockwise from the right."
    )
    title_size = param.Integer(default=18, bounds=(1, None), doc="The title's size in px.")
    tooltip_format = param.String(default="{b} : {c}%", doc="The tooltip: {b} is the title, {c} the value.")
    width = param.Integer(default=300, bounds=(0, None), allow_None=True, doc="Width in px.")


class Dial(ScaleIndicator):
    """A number as the filled part of a ring, with a needle and the number in the middle."""

    annulus_width = param.Number(
        default=0.2, bounds=(0, 1), doc="Width of the ring, as a part of its radius."
    )
    background = param.Parameter(default=None, doc="The background, as CSS.")
    default_color = param.String(default="lightblue", doc="Colour of what is filled, without `colors`.")
    end_angle = param.Number(default=25, doc="Where the ring ends, in degrees clockwise from the right.")
    height = param.Integer(default=250, bounds=(0, None), allow_None=True, doc="Height in px.")
    label_color = param.String(default="black", doc="Colour of the texts; 'black' is light on a dark page.")
    nan_format = param.String(default="-", doc="What stands for a number that is missing (None or NaN).")
    needle_color = param.String(default="black", doc="Colour of the needle; 'black' is light on a dark page.")
    needle_width = param.Number(default=0.1, bounds=(0, None), doc="Width of the needle in radians.")
    start_angle = param.Number(
        default=-205, doc="Where the ring begins, in degrees clockwise from the right."
    )
    tick_size = param.String(default=None, allow_None=True, doc="Size of the labels of the ends, as CSS.")
    title_size = param.String(default=None, allow_None=True, doc="Size of the title, as CSS.")
    unfilled_color = param.String(
        default="whitesmoke", doc="Colour of what is not filled; 'whitesmoke' is dark on a dark page."
    )
    value_size = param.String(default=None, allow_None=True, doc="Size of the number, as CSS.")
    width = param.Integer(default=250, bounds=(0, None), allow_None=True, doc="Width in px.")

    _local: ClassVar[frozenset[str]] = ScaleIndicator._local | {"nan_format"}
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {
        **ScaleIndicator._implied,
        "nan_format": ("reading",),
    }


class LinearGauge(ScaleIndicator):
    """A number as the filled part of a bar. `horizontal` lays it down: width and height change places."""

    default_color = param.String(default="lightblue", doc="Colour of what is filled, without `colors`.")
    format = param.String(default="{value:.2f}%", doc="How the number is written, as for `str.format`.")
    height = param.Integer(
        default=300, bounds=(0, None), allow_None=True, doc="Height in px, of an upright one."
    )
    horizontal = param.Boolean(default=False, doc="Whether it lies.")
    nan_format = param.String(default="-", doc="What stands for a number that is missing (None or NaN).")
    needle_color = param.String(default="black", doc="Colour of the needle; 'black' is light on a dark page.")
    show_boundaries = param.Boolean(
        default=False, doc="Whether to show where one colour gives way to the next."
    )
    tick_size = param.String(default=None, allow_None=True, doc="Size of the labels, as CSS.")
    title_size = param.String(default=None, allow_None=True, doc="Size of the title, as CSS.")
    unfilled_color = param.String(
        default="whitesmoke", doc="Colour of what is not filled; 'whitesmoke' is dark on a dark page."
    )
    value_size = param.String(default=None, allow_None=True, doc="Size of the number, as CSS.")
    width = param.Integer(
        default=125, bounds=(0, None), allow_None=True, doc="Width in px, of an upright one."
    )

    _local: ClassVar[frozenset[str]] = ScaleIndicator._local | {"nan_format"}
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {
        **ScaleIndicator._implied,
        "nan_format": ("reading",),
        "horizontal": ("width", "height"),
        "width": ("height",),
        "height": ("width",),
    }

    def encode(self, name: str, value: Any) -> Any:
        if self.horizontal and name in ("width", "height"):
            return self.height if name == "width" else self.width
        return super().encode(name, value)

    def definition(self) -> dict[str, Any]:
        sides = {name: self.property(name) for name in ("width", "height")} if self.horizontal else {}
        return {**super().definition(), **sides}
