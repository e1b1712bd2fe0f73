"""Checkbox and Switch: yes or no."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.widgets.base import Widget


class _Boolean(Widget):
    """What Checkbox and Switch share: a value that is True or False."""

    __abstract = True

    value = param.Boolean(default=False, doc="Whether it is on.")

    _edits: ClassVar[tuple[str, ...]] = ("value",)
    _quick: ClassVar[frozenset[str]] = frozenset({"value"})

    def decode(self, name: str, data: Any) -> Any:
        return expect(super().decode(name, data), bool, name)


class Checkbox(_Boolean):
    """A box with a tick, or without."""

    value = param.Boolean(default=False, doc="Whether it is ticked.")


class Switch(_Boolean):
    """A switch that is on or off."""
