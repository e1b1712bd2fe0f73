"""Accordion: titles that open and close what is below them."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.layout.named import NamedListPanel
from lanai.components.limits import Limit
from lanai.components.parameters import OwnList
from lanai.errors import BadValue


class Accordion(NamedListPanel):
    """Components below titles that open and close them. Give them as (title, component) pairs."""

    active = OwnList(doc="Which are open, counted from 0.")
    active_header_background = param.String(
        default=None, allow_None=True, doc="Background of titles whose component is open, as CSS."
    )
    header_background = param.String(default="", doc="Background of the titles, as CSS.")
    header_color = param.String(default="", doc="Colour of the titles, as CSS.")
    toggle = param.Boolean(default=False, doc="Whether only one is open at a time.")

    _edits: ClassVar[tuple[str, ...]] = ("active",)
    _untitled: ClassVar[str] = "Part"

    def _changed(self, name: str) -> None:
        super()._changed(name)
        if name == "toggle" and self.toggle and len(self.active) > 1:
            self._store("active", self.active[:1])
        elif name == "objects" and self._param__private.initialized:
            kept = [place for place in self.active if place < len(self.objects)]
            if kept != self.active:
                self._store("active", kept)

    def _limit_of(self, name: str) -> Limit:
        return Limit(values=len(self.objects)) if name == "active" else super()._limit_of(name)

    def decode(self, name: str, data: Any) -> Any:
        value = super().decode(name, data)
        if name != "active":
            return value
        places = range(len(self.objects))
        known = isinstance(value, list) and all(type(place) is int and place in places for place in value)
        if not known or len(set(value)) != len(value) or (self.toggle and len(value) > 1):
            most = "one place" if self.toggle else "different places"
            raise BadValue(f"Expected a list of {most} below {len(self.objects)}, got {value!r}.")
        return value
