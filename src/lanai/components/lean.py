"""Param's record of an object, made as small as it can be."""

from __future__ import annotations

import threading
from types import MappingProxyType
from typing import Any

from param.parameterized import _InstancePrivate

from lanai.components.batches import Batches

_making = threading.Lock()
_slots = MappingProxyType({name: vars(_InstancePrivate)[name] for name in ("params", "refs", "watchers")})


class LeanPrivate(_InstancePrivate):
    """The record of one component, whose parts are made when Param first asks for them.

    Param gives every object a dozen empty containers, for watchers, references and tasks it may never have: more
    than all the rest of a component. A page has hundreds of components, a server hundreds of pages. Those that
    Param fills while the object is made are taken away again by `trim` where they stayed empty.
    """

    __slots__ = ()

    def __init__(self, explicit_no_refs: list[str]) -> None:
        self.initialized = False
        self.explicit_no_refs = explicit_no_refs
        self.params = {}
        self.values = {}
        self.watchers = {}

    def trim(self) -> None:
        """The object is made: keep no empty parts."""
        for slot in _slots.values():
            if not slot.__get__(self):
                slot.__delete__(self)

    def concerns(self, name: str) -> bool:
        """Whether somebody watches parameter `name`, or a reference gives its value."""
        return self._has("watchers", name) or self._has("refs", name)

    def _has(self, part: str, name: str) -> bool:
        try:
            return name in _slots[part].__get__(self)
        except AttributeError:  # it has not been needed
            return False

    def __getattr__(self, name: str) -> Any:
        if name not in _InstancePrivate.__slots__:
            raise AttributeError(name)
        with _making:
            try:
                return object.__getattribute__(self, name)  # another thread was first
            except AttributeError:
                part = _part(name)
                setattr(self, name, part)
                return part


def _part(name: str) -> Any:
    """What stands in a slot before anything is put there."""
    if name == "parameters_state":
        return Batches()
    return {} if name in _slots else getattr(_InstancePrivate(), name)
