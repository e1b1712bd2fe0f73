"""How sliders look and write their value: what those for numbers, dates and options share."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.parameters import Choice
from lanai.components.widgets.base import Widget

FORMATTERS = ("PrintfTickFormatter", "NumeralTickFormatter")
"""Bokeh's formatters that a `NumberFormat` takes."""


class NumberFormat(param.Parameter[Any]):
    """How a number is written: a pattern such as '0.00', one of two formatters of Bokeh's, or None."""

    def _validate_value(self, value: Any, allow_None: bool) -> None:
        if value is None or isinstance(value, str) or formatter_kind(value):
            return
        raise ValueError(
            f"NumberFormat parameter {self.name!r} must be a pattern such as '0.00', or Bokeh's "
            f"{' or '.join(FORMATTERS)}, not {type(value).__name__}."
        )


def formatter_kind(value: Any) -> str:
    """Which of Bokeh's formatters `value` is; an empty text for anything else. Does not load Bokeh."""
    names = [kind.__name__ for kind in type(value).__mro__]
    return next((name for name in FORMATTERS if name in names), "")


def written_format(value: Any) -> Any:
    """A `NumberFormat` as it travels: a pattern as it is, that of printf in a dict."""
    kind = formatter_kind(value)
    if kind == "PrintfTickFormatter":
        return {"printf": str(value.format)}
    return str(value.format) if kind else value


class SliderLook(Widget):
    """What every slider has: how it lies, how it looks, what it tells, and when it counts."""

    __abstract = True

    bar_color = param.Color(
        default="#e6e6e6", doc="Colour of the bar, as CSS; the default leaves it to the theme."
    )
    direction = Choice("ltr", ["ltr", "rtl"], doc="From left to right, or the other way.")
    orientation = Choice("horizontal", ["horizontal", "vertical"], doc="Which way it lies.")
    show_value = param.Boolean(default=True, doc="Whether the value stands beside the label.")
    tooltips = param.Boolean(default=True, doc="Whether the value shows at the handle.")

    _edits: ClassVar[tuple[str, ...]] = ("value", "value_throttled")

    def encode(self, name: str, value: Any) -> Any:
        return written_format(value) if name == "format" else super().encode(name, value)
