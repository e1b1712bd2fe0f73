"""Layouts whose components have titles: lists of components, or of (title, component) pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from lanai.components.base import Component
from lanai.components.layout.base import ListPanel
from lanai.components.pane.base import as_component
from lanai.components.parameters import OwnList
from lanai.errors import BadArgument


class NamedListPanel(ListPanel):
    """A list of components, each with a title.

    Wherever a component may be put in, so may a pair (title, component). One without a title has its own name,
    or that of the object it shows.
    """

    __abstract = True

    titles = OwnList(doc="The titles, in order. Follows `objects`; set it to give other titles.")

    _derived: ClassVar[frozenset[str]] = frozenset({"titles"})
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    _untitled: ClassVar[str] = "Part"
    """What a component without a name is called, before its number."""

    def __init__(self, *objects: Any, **params: Any) -> None:
        self._fresh: list[str] = []
        self._adopted: list[Component] = []
        super().__init__(*objects, **params)

    def _adopt(self, items: Iterable[Any]) -> list[Component]:
        if items is self._adopted:
            return self._adopted  # Param hands on what a parameter of the class was given to the object's own
        pairs = [_pair(item) for item in items]
        components = [self._make(obj) for _, obj in pairs]
        known = {id(obj): title for title, obj in self._entries()}
        self._fresh = [
            title
            if title is not None
            else known.get(id(obj)) or obj.name or _name_of(given) or f"{self._untitled} {number}"
            for number, ((title, given), obj) in enumerate(zip(pairs, components, strict=True), 1)
        ]
        self._adopted = components
        return components

    def _make(self, obj: Any) -> Component:
        """The component for what is put in."""
        component: Component = as_component(obj)
        return component

    def _changed(self, name: str) -> None:
        super()._changed(name)
        if name == "objects":
            self._store("titles", self._fresh)

    def _entries(self) -> list[Any]:
        values = self._param__private.values
        objects, titles = values.get("objects", ()), values.get("titles", ())
        return [(titles[place] if place < len(titles) else "", obj) for place, obj in enumerate(objects)]

    def encode(self, name: str, value: Any) -> Any:
        """Titles travel with the ids of what they belong to, which the browser may not have yet."""
        if name == "titles":
            return [[obj._number, title] for title, obj in self._entries()]
        return super().encode(name, value)


def _name_of(given: Any) -> str:
    """The name that what was put in has itself, such as a figure of Bokeh's."""
    name = getattr(given, "name", None)
    return name if isinstance(name, str) and not isinstance(given, type) else ""


def _pair(item: Any) -> tuple[str | None, Any]:
    if not isinstance(item, tuple):
        return None, item
    if len(item) == 2 and isinstance(item[0], str):
        return item
    raise BadArgument(f"Expected a component or a pair (title, component), got the tuple {item!r}.")
