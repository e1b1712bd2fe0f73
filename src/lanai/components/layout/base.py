"""Layouts: components that hold others, and are used like a list of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, SupportsIndex, overload

from lanai.components.base import Component, Viewable
from lanai.components.pane.base import as_component
from lanai.components.parameters import Choice, OwnList
from lanai.errors import BadArgument

SCROLL = (False, True, "both-auto", "y-auto", "x-auto", "both", "x", "y")


class Children(OwnList):
    """A list of components; anything else that is put in is shown by the pane that suits it."""

    __slots__ = ()

    def __set__(self, obj: Any, val: Any) -> None:
        super().__set__(obj, _components(val) if isinstance(val, (list, tuple)) else val)


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
                values["objects"] = _components(values["objects"])
        super()._changed(name)

    def clone(self, *objects: Any, **params: Any) -> Any:
        """A new layout of this kind with the same parameters, but for `params`; with `objects` where some are given."""
        return super().clone(**({"objects": list(objects)} if objects else {}), **params)

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
        objects = list(self.objects)
        objects[index] = value
        self.objects = objects

    def __delitem__(self, index: SupportsIndex | slice) -> None:
        objects = list(self.objects)
        del objects[index]
        self.objects = objects

    def __add__(self, other: Iterable[Any]) -> Any:
        return self.clone(objects=[*self.objects, *_listed(other)])

    def __radd__(self, other: Iterable[Any]) -> Any:
        return self.clone(objects=[*_listed(other), *self.objects])

    def __iadd__(self, other: Iterable[Any]) -> Any:
        self.extend(other)
        return self

    def append(self, obj: Any) -> None:
        """Put `obj` at the end."""
        self.objects = [*self.objects, obj]

    def extend(self, objects: Iterable[Any]) -> None:
        """Put all of `objects` at the end."""
        self.objects = [*self.objects, *_listed(objects)]

    def insert(self, index: SupportsIndex, obj: Any) -> None:
        """Put `obj` before the one at `index`."""
        objects = list(self.objects)
        objects.insert(index, obj)
        self.objects = objects

    def pop(self, index: SupportsIndex = -1) -> Any:
        """Take out the one at `index` and return it. Raises IndexError."""
        objects = list(self.objects)
        taken = objects.pop(index)
        self.objects = objects
        return taken

    def remove(self, obj: Any) -> None:
        """Take out the first that is `obj`. Raises ValueError."""
        objects = list(self.objects)
        objects.remove(obj)
        self.objects = objects

    def clear(self) -> list[Any]:
        """Take out all and return them."""
        taken = list(self.objects)
        self.objects = []
        return taken

    def reverse(self) -> None:
        """Turn the order round."""
        self.objects = self.objects[::-1]

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


def _components(objects: Iterable[Any]) -> list[Component]:
    return [as_component(item) for item in objects]


def _listed(objects: Iterable[Any]) -> list[Any]:
    if isinstance(objects, (str, bytes)):
        raise BadArgument(f"Expected a list of objects, got the text {objects!r}. Put it in a list.")
    return list(objects)
