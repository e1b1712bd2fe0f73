"""Progress: how far something has come."""

from __future__ import annotations

from typing import Any

import param

from lanai.components.base import SIZING_MODES
from lanai.components.indicators.base import COLORS, ValueIndicator
from lanai.components.parameters import Choice

UNKNOWN = -1
"""The value of what goes on without anybody knowing how far it has come."""


class Progress(ValueIndicator):
    """A bar that fills from 0 to `max`. While `value` is -1 or None nobody knows how far it is."""

    active = param.Boolean(default=True, doc="Whether the bar moves while it is not known how far it is.")
    bar_color = Choice("success", COLORS, doc="The colour of what is done.")
    max = param.Integer(default=100, bounds=(0, None), doc="The value at which all is done.")
    sizing_mode = Choice(None, SIZING_MODES, doc="How it fills its place.")
    value = param.Integer(
        default=UNKNOWN, bounds=(UNKNOWN, None), allow_None=True, doc="How far it is; -1 or None if unknown."
    )
    width = param.Integer(default=300, bounds=(0, None), allow_None=True, doc="Width in px.")

    def encode(self, name: str, value: Any) -> Any:
        return UNKNOWN if name == "value" and value is None else super().encode(name, value)
