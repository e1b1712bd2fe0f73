"""Param's record of an object, made as small as it can be."""

from __future__ import annotations

import threading
from typing import Any

from param.parameterized import _InstancePrivate

_making = threading.Lock()


class LeanPrivate(_InstancePrivate):
    """The record of one component, whose parts are made when Param first asks for them.

    Param gives every object a dozen empty containers, for watchers, references and tasks it may never have: more
    than all the rest of a component. A page has hundreds of components, a server hundreds of pages.
    """

    __slots__ = ()

    def __init__(self, explicit_no_refs: list[str]) -> None:
        self.initialized = False
        self.explicit_no_refs = explicit_no_refs
        self.params = {}
        self.values = {}
        self.watchers = {}

    def __getattr__(self, name: str) -> Any:
        if name not in _InstancePrivate.__slots__:
            raise AttributeError(name)
        with _making:
            try:
                return object.__getattribute__(self, name)  # another thread was first
            except AttributeError:
                part = getattr(_InstancePrivate(), name)
                setattr(self, name, part)
                return part
