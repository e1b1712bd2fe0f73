"""Results in memory."""

from __future__ import annotations

import threading
from typing import Any, Literal, NamedTuple, Protocol

Policy = Literal["LRU", "LFU", "FIFO"]
"""Which entry gives way: the least recently used, the least frequently used, the first that came."""

POLICIES: tuple[Policy, ...] = ("LRU", "LFU", "FIFO")


class Limits(NamedTuple):
    """How much is kept, and how long. `ttl` in seconds."""

    max_items: int | None = None
    policy: Policy = "LRU"
    ttl: float | None = None


class Found(NamedTuple):
    """A result that is there."""

    value: Any


class Store(Protocol):
    """Where results are kept, by key. May be called from any thread. `now` is the time in seconds."""

    def get(self, key: bytes, now: float) -> Found | None:
        """The result, where there is one that is not too old."""

    def put(self, key: bytes, value: Any, now: float) -> None:
        """Keep a result; others give way to it where there are too many."""

    def clear(self) -> None:
        """Forget everything."""


class _Entry:
    __slots__ = ("created", "uses", "value")

    def __init__(self, value: Any, created: float) -> None:
        self.value = value
        self.created = created
        self.uses = 0


class MemoryStore:
    """Keeps the results of one function."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._entries: dict[bytes, _Entry] = {}
        """In the order in which they give way, but for LFU."""

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: bytes, now: float) -> Found | None:
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            if self._is_old(entry, now):
                del self._entries[key]
                return None
            entry.uses += 1
            if self._limits.policy == "LRU":
                self._entries[key] = self._entries.pop(key)
            return Found(entry.value)

    def put(self, key: bytes, value: Any, now: float) -> None:
        with self._lock:
            self._entries.pop(key, None)
            for old in [other for other, entry in self._entries.items() if self._is_old(entry, now)]:
                del self._entries[old]
            most = self._limits.max_items
            while most is not None and len(self._entries) >= most:
                del self._entries[self._next_to_go()]
            self._entries[key] = _Entry(value, now)

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()

    def _is_old(self, entry: _Entry, now: float) -> bool:
        return self._limits.ttl is not None and now - entry.created >= self._limits.ttl

    def _next_to_go(self) -> bytes:
        if self._limits.policy == "LFU":
            return min(self._entries, key=lambda key: self._entries[key].uses)
        return next(iter(self._entries))
