"""Checkbox: yes or no."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.widgets.base import Widget


class Checkbox(Widget):
    """A box with a tick, or without."""

    value = param.Boolean(default=False, doc="Whether it is ticked.")

    _edits: ClassVar[tuple[str, ...]] = ("value",)

    def decode(self, name: str, data: Any) -> Any:
        return expect(super().decode(name, data), bool, name)
