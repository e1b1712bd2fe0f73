"""Time that stands still until it is moved: an event loop, and the clock that reads it."""

from __future__ import annotations

import asyncio
import datetime as dt
import heapq
from collections.abc import Callable

from lanai.core.clock import Handle

START = dt.datetime(2026, 1, 1, tzinfo=dt.timezone.utc)


class ManualLoop(asyncio.SelectorEventLoop):
    """An event loop whose time is moved by hand, so that `asyncio.sleep` and every timeout obey it as well."""

    def __init__(self) -> None:
        super().__init__()
        self._moment = 0.0
        self._clock_resolution = 1e-6  # after years, a nanosecond is less than a float can add to the time

    def time(self) -> float:
        """Seconds since the loop was made, as moved by hand."""
        return self._moment

    def move_to(self, moment: float) -> None:
        """Set the time; it never goes back. What is due runs when the loop next runs."""
        self._moment = max(self._moment, moment)

    def next_timer(self) -> float | None:
        """When the next timer is due, or None. It costs little however many there are."""
        timers: list[asyncio.TimerHandle] = self._scheduled  # type: ignore[attr-defined]
        while timers and timers[0].cancelled():  # put away as the loop itself does it
            heapq.heappop(timers)._scheduled = False  # type: ignore[attr-defined]
            self._timer_cancelled_count: int = max(0, self._timer_cancelled_count - 1)
        return timers[0].when() if timers else None

    def has_ready(self) -> bool:
        """Whether some callback could run at once."""
        return bool(self._ready)  # type: ignore[attr-defined]

    def wait_for_threads(self, seconds: float) -> None:
        """Let `seconds` of real time pass, or less: until a thread calls `call_soon_threadsafe`."""
        self._selector.select(seconds)  # type: ignore[attr-defined]


class ManualClock:
    """The clock of a `ManualLoop`. Fulfils `lanai.core.clock.Clock`. `start` is the wall clock's time at 0 s."""

    def __init__(self, loop: ManualLoop, start: dt.datetime = START) -> None:
        self._loop = loop
        self._start = start

    def monotonic(self) -> float:
        """Seconds since the beginning of the test."""
        return self._loop.time()

    def now(self) -> dt.datetime:
        """The wall clock, aware, in UTC."""
        return self._start + dt.timedelta(seconds=self._loop.time())

    def call_at(self, when: float, callback: Callable[[], object]) -> Handle:
        """Call `callback` when the time has been moved to `when` (s)."""
        return self._loop.call_at(when, callback)
