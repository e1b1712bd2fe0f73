"""TooltipIcon: a mark that tells more when it is pointed at."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.indicators.base import Indicator
from lanai.components.parameters import Align, Choice
from lanai.core.lazy import loaded

PLACES = ("top", "bottom", "left", "right")


class TooltipText(param.Parameter[Any]):
    """A text, or Bokeh's `Tooltip` with one."""

    def _validate_value(self, value: Any, allow_None: bool) -> None:
        if value is None or isinstance(value, str) or _is_tooltip(value):
            return
        raise ValueError(
            f"Expected for {self.name!r} a text or a bokeh.models.Tooltip, got {type(value).__name__}."
        )


class TooltipIcon(Indicator):
    """A question mark that shows `value` when a visitor points at it or reaches it by keyboard."""

    align = Align(default="center", doc="Where it stands in its row or column.")
    sizing_mode = Choice(None, Indicator.param["sizing_mode"].objects, doc="How it fills its place.")
    value = TooltipText(
        default="Description", doc="The text, or a `bokeh.models.Tooltip` with a text and a position."
    )

    _local: ClassVar[frozenset[str]] = Indicator._local

    def encode(self, name: str, value: Any) -> Any:
        if name != "value" or value is None or isinstance(value, str):
            return super().encode(name, value)
        content, position = value.content, value.position
        return {
            "text": content if isinstance(content, str) else str(getattr(content, "text", "") or ""),
            "place": position if position in PLACES else "right",
        }


def _is_tooltip(value: Any) -> bool:
    models = loaded("bokeh.models")
    return models is not None and isinstance(value, models.Tooltip)
