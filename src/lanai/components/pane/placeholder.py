"""Placeholder: a place whose content is exchanged."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.base import Component
from lanai.components.pane.base import Pane, as_component, pane_type
from lanai.components.parameters import OwnList


class Placeholder(Pane):
    """A place in a layout that shows `object`, whatever it is: a component, or what a pane can show.

    `update` shows something else. In a `with` statement the place may show other things, and shows what it did before
    when the statement ends.
    """

    inplace = param.Boolean(
        default=False, doc="Whether a pane that suits the new object takes it over, not a new one."
    )
    object = param.Parameter(default=None, allow_refs=False, doc="What is shown.")
    objects = OwnList(doc="What is shown, as components: one or none.")

    _type: ClassVar[str] = "Place"
    _children: ClassVar[tuple[str, ...]] = ("objects",)
    _local: ClassVar[frozenset[str]] = Pane._local | {"inplace", "object"}
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    def __init__(self, object: Any = None, **params: Any) -> None:
        self._made: Component | None = None
        self._before: list[Any] = []
        super().__init__(object, **params)

    def encode(self, name: str, value: Any) -> Any:
        """Unless it has a margin of its own, what is in it has one."""
        return (
            0
            if name == "margin" and value == type(self).param["margin"].default
            else super().encode(name, value)
        )

    def update(self, object: Any) -> None:
        """Show `object`."""
        self.object = object

    def __enter__(self) -> Placeholder:
        self._before.append(self.object)
        return self

    def __exit__(self, *_: builtins.object) -> None:
        self.object = self._before.pop()

    def _changed(self, name: str) -> None:
        super()._changed(name)
        if name == "object":
            obj = self.object
            self._show(obj)
            if self.object is not obj:  # another thread has set it meanwhile, and may have been quicker
                self._show(self.object)

    def _show(self, obj: Any) -> None:
        made = self._made
        if self.inplace and made is not None and _suits(made, obj):
            made._store("object", obj)
            return
        self._made = None
        if obj is None:
            self._store("objects", [])
            return
        shown = as_component(obj)
        if shown is not obj and isinstance(shown, Pane):
            self._made = shown
        self._store("objects", [shown])


def _suits(made: Component, obj: Any) -> bool:
    plain = obj is not None and not isinstance(obj, Component) and not hasattr(type(obj), "__panel__")
    return plain and type(made) is pane_type(obj)
