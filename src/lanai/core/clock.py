"""Time, injected. Whoever waits asks a clock; tests bring one that is advanced by hand."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Callable
from typing import Protocol


class Handle(Protocol):
    """Something that was arranged and can be called off."""

    def cancel(self) -> None:
        """Call it off. Harmless when it has already happened."""


class Clock(Protocol):
    """Two readings and one alarm."""

    def monotonic(self) -> float:
        """Seconds since some fixed moment; never goes back."""

    def now(self) -> dt.datetime:
        """The wall clock, aware, in UTC."""

    def call_at(self, when: float, callback: Callable[[], object]) -> Handle:
        """Call `callback` on the event loop once `monotonic()` reaches `when` (s)."""


def utc_now() -> dt.datetime:
    """The machine's wall clock, aware, in UTC: for what runs outside every loop."""
    return dt.datetime.fromtimestamp(time.time(), dt.timezone.utc)


class LoopClock:
    """The real clock of an asyncio event loop."""

    __slots__ = ("_loop",)

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def monotonic(self) -> float:
        return self._loop.time()

    def now(self) -> dt.datetime:
        return utc_now()

    def call_at(self, when: float, callback: Callable[[], object]) -> Handle:
        return self._loop.call_at(when, callback)


def stopwatch() -> float:
    """Seconds that only grow, as finely as the machine counts them. For figures: nothing may be decided by it."""
    return time.perf_counter()
