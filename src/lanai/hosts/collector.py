"""Garbage collection while a server runs: full collections are few, and come where there is something to find.

Objects that refer to each other in a circle, as those of a session do, are found by Python's collector alone. A full
collection looks at every object there is, for 0.3 µs or more each, and everything stops meanwhile: for a second, with
ten thousand visitors. Python makes one whenever a quarter more objects are there, so while a crowd arrives it
makes one after the other, and finds nothing.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable

from lanai.core.clock import Clock, Handle

LOOK = 1.0
"""Seconds between two looks at whether a collection is due."""

FEW = 20_000
"""Blocks that may be garbage however few there are in all: they take some milliseconds to collect."""

SHARE = 0.5
"""What part of the blocks that are needed may be there once more, as garbage."""

BACKSTOP = 1000
"""Collections of the middle generation after which Python makes a full one by itself: some seven million objects."""

ENOUGH = 4
"""Sessions that must have come for saying how many blocks one takes."""

ORDINARY = frozenset({700, 2000})
"""After how many objects the versions of Python look at the youngest. Who has set another number looks after it."""


class Balance:
    """How many blocks of memory were needed when that was last known for sure, and what sessions have added since.

    What cannot be said of a session's blocks, such as modules that the first one loads, counts as if it might be
    garbage, which costs a collection that finds that it is not. `each` is how many blocks a session takes, 0 until
    that is known.
    """

    def __init__(self) -> None:
        self.each = 0.0
        self._blocks = 0
        self._sessions = 0

    def settle(self, blocks: int, sessions: int) -> None:
        """All of the blocks are needed: a full collection has just been."""
        come = sessions - self._sessions
        if come >= max(ENOUGH, self._sessions // 4):
            self.each = max(0.0, (blocks - self._blocks) / come)
        self._blocks, self._sessions = blocks, sessions

    def room(self, blocks: int, sessions: int) -> float:
        """How many blocks more may be garbage before a full collection is worth its while; none: it is now."""
        come = sessions - self._sessions
        if come >= ENOUGH:  # no session takes more than all that has been added
            self.each = min(self.each, max(0.0, (blocks - self._blocks) / come))
        needed = max(0.0, self._blocks + self.each * come)
        return needed + max(FEW, SHARE * needed) - blocks


class Collector:
    """Decides, in place of Python, when all objects are looked through. Used on the event loop.

    It takes that over for as long as a server runs, and then gives it back. It leaves alone a collector that is turned
    off, or that somebody has given thresholds of their own (another server's collector too), and does nothing on a Python
    that needs no help: from 3.14 on collections come in small steps.

    It counts Python's blocks of memory, in which objects lie: that is quick, and asks for no list of all objects.
    Such a list holds what other threads are still making, and a tuple that is looked at while it grows is an error there.

    `sessions` says how many there are. With `freeze`, for a process that is the server's own, what is there
    before the first visitor is looked at no more: modules, classes, caches.
    """

    def __init__(self, clock: Clock, sessions: Callable[[], int], *, freeze: bool = False) -> None:
        self._clock = clock
        self._sessions = sessions
        self._freezes = freeze
        self._balance = Balance()
        self._before: tuple[int, int, int] | None = None  # the thresholds, where this is in charge
        self._next: Handle | None = None
        self._fulls = 0
        self._frozen = 0  # blocks of what is looked at no more

    @property
    def in_charge(self) -> bool:
        """Whether it decides."""
        return self._before is not None

    def start(self) -> None:
        """Take over."""
        before = gc.get_threshold()
        if not gc.isenabled() or not _is_ordinary(before):
            return
        self._before = before
        gc.set_threshold(before[0], before[1], BACKSTOP)
        if self._freezes:
            self._freeze()
        self._note()
        self._wait()

    def stop(self) -> None:
        """Give it back as it was. Harmless where it has not taken over."""
        if self._next is not None:
            self._next.cancel()
            self._next = None
        before, self._before = self._before, None
        if before is None:
            return
        if gc.get_threshold() == (before[0], before[1], BACKSTOP):
            gc.set_threshold(*before)
        if self._freezes:
            gc.unfreeze()

    def _wait(self) -> None:
        self._next = self._clock.call_at(self._clock.monotonic() + LOOK, self._look)

    def _look(self) -> None:
        self._wait()
        if not gc.isenabled():  # by an app, since
            return
        if _fulls() != self._fulls:  # somebody has asked for one, or the backstop was reached
            self._note()
            return
        sessions = self._sessions()
        if self._balance.room(self._blocks(), sessions) <= 0:
            self._collect(sessions)

    def _collect(self, sessions: int) -> None:
        gc.collect()
        if self._freezes and not sessions and self._blocks() >= max(FEW, self._frozen // 4):
            # Nobody is there to be stopped. What is frozen is looked at as well, so that it does not pile up.
            gc.unfreeze()
            gc.collect()
            self._freeze()
        self._note()

    def _freeze(self) -> None:
        gc.freeze()
        self._frozen = sys.getallocatedblocks()

    def _note(self) -> None:
        self._fulls = _fulls()
        self._balance.settle(self._blocks(), self._sessions())

    def _blocks(self) -> int:
        """How many there are, of what has not been frozen."""
        return sys.getallocatedblocks() - self._frozen


def _is_ordinary(thresholds: tuple[int, int, int]) -> bool:
    steps = sys.implementation.name != "cpython" or sys.version_info >= (3, 14)
    return not steps and thresholds[0] in ORDINARY and thresholds[1:] == (10, 10)


def _fulls() -> int:
    """How many full collections there have been."""
    return int(gc.get_stats()[2]["collections"])
