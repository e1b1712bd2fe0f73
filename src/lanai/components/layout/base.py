"""Layouts: components that hold others, and are used like a list of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, SupportsIndex, overload

import param

from lanai.components.base import Component, Viewable
from lanai.components.pane.base import as_component
from lanai.components.parameters import Choice, OwnList
from lanai.errors import BadArgument

SCROLL = (False, True, "both-auto", "y-auto", "x-auto", "both", "x", "y")


class Children(OwnList):
    """A list of components; anything else that is put in is shown by the pane that suits it."""

    __slots__ = ()

    def __set__(self, obj: Any, val: Any) -> None:
        given = val if obj is None or not isinstance(val, (list, tuple)) else obj._adopt(val)
        super().__set__(obj, given)


class Child(param.Parameter[Any]):
    """One component, or None; anything else is shown by the pane that suits it."""

    __slots__ = ()
    holds_one: ClassVar[bool] = True

    def __set__(self, obj: Any, val: Any) -> None:
        super().__set__(obj, val if obj is None or val is None else as_component(val))


class Panel(Viewable):
    """The base of all layouts."""

    __abstract = True


class ListLike(Panel):
    """Holds components in order and behaves like a list of them.

    What is put in and is no component is shown by the pane that suits it. Each change of the list assigns a new one
    to `objects`, so that it travels and is seen by watchers.
    """

    __abstract = True

    objects = Children(doc="The components, in order.")

    _children: ClassVar[tuple[str, ...]] = ("objects",)

    def __init__(self, *objects: Any, **params: Any) -> None:
        if objects:
            if "objects" in params:
                raise BadArgument(
                    f"Expected the objects of a {type(self).__name__} either as positional arguments or as `objects`, "
                    "got both. Leave one out."
                )
            params["objects"] = list(objects)
        super().__init__(**params)

    def _changed(self, name: str) -> None:
        if name == "objects":
            values = self._param__private.values
            if any(not isinstance(child, Component) for child in values["objects"]):  # given by a reference
                values["objects"] = self._adopt(values["objects"])
        super()._changed(name)

    def _adopt(self, items: Iterable[Any]) -> list[Component]:
        """The components for what is about to become `objects`."""
        return [as_component(item) for item in items]

    def _entries(self) -> list[Any]:
        """What `objects` could be set to for all to stay as it is."""
        return list(self.objects)

    def clone(self, *objects: Any, **params: Any) -> Any:
        """A new layout of this kind with the same parameters, but for `params`; with `objects` where some are given."""
        if objects:
            params["objects"] = list(objects)
        elif "objects" not in params and "objects" not in self._param__private.refs:
            params["objects"] = self._entries()
        return super().clone(**params)

    # -- like a list --------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self.objects)

    def __iter__(self) -> Iterator[Any]:
        return iter(list(self.objects))

    def __contains__(self, obj: object) -> bool:
        return obj in self.objects

    @overload
    def __getitem__(self, index: SupportsIndex) -> Any: ...

    @overload
    def __getitem__(self, index: slice) -> list[Any]: ...

    def __getitem__(self, index: SupportsIndex | slice) -> Any:
        return self.objects[index]

    def __setitem__(self, index: SupportsIndex | slice, value: Any) -> None:
        entries = self._entries()
        entries[index] = value
        self.objects = entries

    def __delitem__(self, index: SupportsIndex | slice) -> None:
        entries = self._entries()
        del entries[index]
        self.objects = entries

    def __add__(self, other: Iterable[Any]) -> Any:
        return self.clone(objects=[*self._entries(), *_listed(other)])

    def __radd__(self, other: Iterable[Any]) -> Any:
        return self.clone(objects=[*_listed(other), *self._entries()])

    def __iadd__(self, other: Iterable[Any]) -> Any:
        self.extend(other)
        return self

    def append(self, obj: Any) -> None:
        """Put `obj` at the end."""
        self.objects = [*self._entries(), obj]

    def extend(self, objects: Iterable[Any]) -> None:
        """Put all of `objects` at the end."""
        self.objects = [*self._entries(), *_listed(objects)]

    def insert(self, index: SupportsIndex, obj: Any) -> None:
        """Put `obj` before the one at `index`."""
        entries = self._entries()
        entries.insert(index, obj)
        self.objects = entries

    def pop(self, index: SupportsIndex = -1) -> Any:
        """Take out the one at `index` and return it. Raises IndexError."""
        taken = self.objects[index]
        del self[index]
        return taken

    def remove(self, obj: Any) -> None:
        """Take out the first that is `obj`. Raises ValueError."""
        del self[self.objects.index(obj)]

    def clear(self) -> list[Any]:
        """Take out all and return them."""
        taken = list(self.objects)
        self.objects = []
        return taken

    def reverse(self) -> None:
        """Turn the order round."""
        self.objects = self._entries()[::-1]

    def index(self, obj: Any) -> int:
        """Where `obj` is. Raises ValueError."""
        return int(self.objects.index(obj))

    def count(self, obj: Any) -> int:
        """How often `obj` is in it."""
        return int(self.objects.count(obj))


class ListPanel(ListLike):
    """A list of components that can scroll."""

    __abstract = True

    scroll = Choice(False, SCROLL, doc="Whether, and along which axis, it scrolls.")


def _listed(objects: Iterable[Any]) -> list[Any]:
    if isinstance(objects, (str, bytes)):
        raise BadArgument(f"Expected a list of objects, got the text {objects!r}. Put it in a list.")
    return objects._entries() if isinstance(objects, ListLike) else list(objects)
