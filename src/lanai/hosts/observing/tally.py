"""Counts and durations of what a server does, for its figures."""

from __future__ import annotations

import bisect
import threading
from collections import Counter

from lanai.core.observer import Act, Cut, Reason, Watch

MOMENTS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds (s) by which durations of callbacks are told apart."""
STAYS = (1.0, 10.0, 60.0, 300.0, 900.0, 3600.0, 14400.0, 86400.0)
"""Upper bounds (s) by which ages of sessions are told apart."""


class Histogram:
    """How many values there were up to each of `bounds`, and their sum. On any thread."""

    __slots__ = ("_bounds", "_counts", "_lock", "_sum")

    def __init__(self, bounds: tuple[float, ...]) -> None:
        self._bounds = bounds
        self._counts = [0] * (len(bounds) + 1)
        self._sum = 0.0
        self._lock = threading.Lock()

    def add(self, value: float) -> None:
        """Count one."""
        with self._lock:
            self._counts[bisect.bisect_left(self._bounds, value)] += 1
            self._sum += value

    def read(self) -> tuple[list[tuple[str, float]], float]:
        """Upper bounds, as texts, with how many values there were up to each; and the sum of the values."""
        with self._lock:
            counts, total = list(self._counts), self._sum
        found: list[tuple[str, float]] = []
        reached = 0
        for bound, count in zip((*self._bounds, float("inf")), counts, strict=True):
            reached += count
            found.append(("+Inf" if bound == float("inf") else str(bound), reached))
        return found, total


class Tally:
    """An `Observer` that counts, for the whole server."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.durations: dict[str, Histogram] = {}
        """How long callbacks ran (s), by kind."""
        self.waits: dict[str, Histogram] = {}
        """How long they waited for their turn (s), by kind."""
        self.errors: Counter[str] = Counter()
        """How many of them raised, by kind."""
        self.messages: Counter[str] = Counter()
        """Messages of browsers, by their kind."""
        self.ended: Counter[str] = Counter()
        """Sessions that are over, by why."""
        self.lifetimes = Histogram(STAYS)
        self.frames = 0
        self.frame_bytes = 0
        self.connections = 0
        self.reconnects = 0
        self.cuts: Counter[str] = Counter()
        """Lines that the server ended, by why."""

    def watch(self, session: str, endpoint: str) -> Watch:
        """The same for all sessions."""
        return _Counting(self)

    def count(self, act: Act) -> None:
        """A callback is over. On any thread."""
        with self._lock:
            if act.kind not in self.durations:
                self.durations[act.kind], self.waits[act.kind] = Histogram(MOMENTS), Histogram(MOMENTS)
            durations, waits = self.durations[act.kind], self.waits[act.kind]
            self.errors[act.kind] += act.error is not None
        durations.add(act.ended - act.begun)
        waits.add(act.begun - act.queued)


class _Counting(Watch):
    """Hands on to the tally. Like a session it dies with it."""

    __slots__ = ("_tally",)

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def receiving(self, what: str) -> None:
        self._tally.messages[what] += 1

    def ended(self, act: Act) -> None:
        self._tally.count(act)

    def sent(self, since: float, size: int) -> None:
        self._tally.frames += 1
        self._tally.frame_bytes += size

    def connected(self, again: bool) -> None:
        self._tally.connections += 1
        self._tally.reconnects += again

    def cut(self, why: Cut) -> None:
        self._tally.cuts[why] += 1

    def closed(self, reason: Reason, age: float) -> None:
        self._tally.ended[reason] += 1
        self._tally.lifetimes.add(age)
