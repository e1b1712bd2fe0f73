"""BooleanStatus, a lamp, and LoadingSpinner, a turning ring."""

from __future__ import annotations

from typing import Any

import param

from lanai.components.indicators.base import COLORS, BooleanIndicator
from lanai.components.parameters import Choice


class BooleanStatus(BooleanIndicator):
    """A lamp: filled while `value` is true, an outline while it is not."""

    color = Choice("dark", COLORS, doc="The colour of the lamp.")
    height = param.Integer(default=20, bounds=(0, None), allow_None=True, doc="Height in px.")
    width = param.Integer(default=20, bounds=(0, None), allow_None=True, doc="Width in px.")


class LoadingSpinner(BooleanIndicator):
    """A ring that turns while `value` is true, with the label beside it."""

    bgcolor = Choice("light", ("dark", "light"), doc="The colour of the ring's track.")
    color = Choice("dark", COLORS, doc="The colour of what turns.")
    size = param.Integer(default=125, bounds=(1, None), doc="The ring's diameter in px.")

    def __init__(self, **params: Any) -> None:
        sides = [side for side in (params.get("width"), params.get("height")) if side is not None]
        if sides and "size" not in params:
            params["size"] = min(sides)
        super().__init__(**params)
