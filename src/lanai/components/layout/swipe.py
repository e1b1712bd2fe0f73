"""Swipe: two components over each other, and a handle that uncovers one of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import param

from lanai.components.base import Component, expect
from lanai.components.layout.base import ListLike
from lanai.errors import BadArgument, BadValue


class Swipe(ListLike):
    """Two components in one place: left of the handle the first is seen, right of it the second."""

    end = param.Integer(default=100, doc="The value where only the first is seen.")
    slider_color = param.Color(default="black", allow_named=True, doc="Colour of the handle, as CSS.")
    slider_width = param.Integer(default=5, bounds=(1, 20), doc="Width of the handle in px.")
    start = param.Integer(default=0, doc="The value where only the second is seen.")
    value = param.Integer(default=50, doc="Where the handle is, from `start` to `end`.")

    _edits: ClassVar[tuple[str, ...]] = ("value",)
    _quick: ClassVar[frozenset[str]] = frozenset({"value"})

    @property
    def before(self) -> Component | None:
        """The component that is seen left of the handle."""
        return self.objects[0] if self.objects else None

    @property
    def after(self) -> Component | None:
        """The component that is seen right of the handle."""
        return self.objects[1] if len(self.objects) > 1 else None

    def _adopt(self, items: Iterable[Any]) -> list[Component]:
        components = super()._adopt(items)
        if len(components) > 2:
            raise BadArgument(
                f"Expected at most two components for a Swipe, got {len(components)}. Put several in a Column."
            )
        return components

    def decode(self, name: str, data: Any) -> Any:
        value = expect(super().decode(name, data), int, name)
        if not self.start <= value <= self.end:
            raise BadValue(f"Expected {name!r} from {self.start} to {self.end}, got {value}.")
        return value
