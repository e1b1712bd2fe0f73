"""An amount that several holders share, and of which they may not take more than there is."""

from __future__ import annotations

import threading


class Budget:
    """At most `limit` of something, bytes for example. From any thread."""

    __slots__ = ("_lock", "limit", "taken")

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.taken = 0
        self._lock = threading.Lock()

    def take(self, amount: int) -> bool:
        """Take `amount`, whole or not at all. Returns whether it was there."""
        with self._lock:
            if self.taken + amount > self.limit:
                return False
            self.taken += amount
            return True

    def give_back(self, amount: int) -> None:
        """Take `amount` no longer."""
        with self._lock:
            self.taken -= amount
