"""Tabs: one component is seen at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import param

from lanai.components.base import Component, expect
from lanai.components.layout.named import NamedListPanel
from lanai.components.pane.base import as_component, pane_type
from lanai.components.pane.function import ParamRef
from lanai.components.parameters import Choice
from lanai.errors import BadArgument, BadValue


class Place(param.Integer[Any]):
    """The index of one of the components of a layout."""

    __slots__ = ()

    def __set__(self, obj: Any, val: Any) -> None:
        made = obj is not None and obj._param__private.initialized
        if made and isinstance(val, int) and not 0 <= val < max(1, len(obj)):
            raise BadArgument(
                f"Expected `{self.name}` to be the place of one of {len(obj)} tabs, counted from 0, got {val}."
            )
        super().__set__(obj, val)


class Tabs(NamedListPanel):
    """Components behind tabs. Give them as (title, component) pairs.

    With `dynamic` the browser has only the one that is seen; functions put in run when they are seen first.
    """

    active = Place(default=0, bounds=(0, None), doc="Which is seen, counted from 0.")
    closable = param.Boolean(default=False, doc="Whether a visitor can close them.")
    dynamic = param.Boolean(default=False, doc="Whether the browser is given only the one that is seen.")
    tabs_location = Choice("above", ["above", "below", "left", "right"], doc="Where the tabs are.")

    _edits: ClassVar[tuple[str, ...]] = ("active",)
    _events: ClassVar[dict[str, tuple[str, ...]]] = {"close": ("objects", "active")}
    _untitled: ClassVar[str] = "Tab"

    def below(self, name: str) -> Sequence[Component]:
        objects: Sequence[Component] = self.objects
        return objects

    def children_of(self, name: str) -> Sequence[Component]:
        objects = self.below(name)
        return objects[self.active : self.active + 1] if self.dynamic else objects

    def _make(self, obj: Any) -> Component:
        wants = self.dynamic and not isinstance(obj, Component) and not hasattr(type(obj), "__panel__")
        if wants and issubclass(pane_type(obj), ParamRef):
            component: Component = as_component(obj, lazy=True)
            return component
        return super()._make(obj)

    def _changed(self, name: str) -> None:
        super()._changed(name)
        if name == "objects" and self.active >= max(1, len(self.objects)):
            self._store("active", max(0, len(self.objects) - 1))
        elif name == "dynamic" or (name == "active" and self.dynamic):
            for sink in self._sinks:
                sink.mark(self, "objects")

    def decode(self, name: str, data: Any) -> Any:
        value = super().decode(name, data)
        if name == "active" and not 0 <= expect(value, int, name) < len(self.objects):
            raise BadValue(f"Expected the place of one of {len(self.objects)} tabs, got {value}.")
        return value

    def event(self, name: str, data: dict[str, Any]) -> None:
        """A visitor closed the tab of the component with the id `data["key"]`; the one that was seen stays seen."""
        numbers = [obj._number for obj in self.objects]
        if not self.closable or data.get("key") not in numbers:
            raise BadValue(f"Expected the id of a tab that can be closed, got {data.get('key')!r}.")
        place = numbers.index(data["key"])
        active = self.active - (place < self.active)
        with param.parameterized.batch_call_watchers(self):
            del self[place]
            self.active = min(active, max(0, len(self.objects) - 1))
