"""All that a process has cached."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from functools import partial

from lanai.callbacks.cache.shelf import Shelf
from lanai.core.protocols import CurrentSession

Named = tuple[bytes, ...]


class Caches:
    """Finds the shelf of a function again, also when its script is run anew for each session."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._shared: dict[Named, Shelf] = {}
        self._own: weakref.WeakSet[Shelf] = weakref.WeakSet()

    def shared(self, name: Named, make: Callable[[], Shelf]) -> Shelf:
        """The shelf of that name, of which the process has one."""
        with self._lock:
            shelf = self._shared.get(name)
            if shelf is None:
                shelf = self._shared[name] = make()
            return shelf

    def of_session(self, session: CurrentSession, name: Named, make: Callable[[], Shelf]) -> Shelf:
        """The shelf of that name that ends with `session`."""
        name = (*name, session.id.encode())
        with self._lock:
            known = self._shared.get(name)
            shelf = self._shared[name] = make() if known is None else known
        if known is None:
            session.when_closed(partial(self._forget, name))
        return shelf

    def own(self, shelf: Shelf) -> Shelf:
        """Take note of a shelf that lives as long as its function does."""
        with self._lock:
            self._own.add(shelf)
        return shelf

    def clear(self) -> None:
        """Forget every result, in memory and on disk."""
        with self._lock:
            shelves = [*self._shared.values(), *self._own]
        for shelf in shelves:
            shelf.clear()

    def _forget(self, name: Named) -> None:
        with self._lock:
            self._shared.pop(name, None)
