"""How late the event loop is: what every visitor of a server feels at once."""

from __future__ import annotations

from collections import deque

from lanai.core.clock import Clock, Handle, stopwatch
from lanai.hosts.observing.tally import MOMENTS, Histogram

PERIOD = 0.5
"""Seconds between two looks."""
RECENT = 2.0
"""Seconds that are still recent."""
KEPT = 120
"""Looks that the worst one is taken from: a minute."""


class Pulse:
    """Asks to be called every `PERIOD`, and notes by how much that was too late. On the event loop, from `start` on."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._due = 0.0
        self._handle: Handle | None = None
        self._kept: deque[float] = deque(maxlen=KEPT)
        self.lags = Histogram(MOMENTS)
        """All of them (s)."""

    @property
    def recent(self) -> float:
        """The largest of the last two seconds (s); 0 before the first look."""
        return max(list(self._kept)[-round(RECENT / PERIOD) :], default=0.0)

    @property
    def worst(self) -> float:
        """The largest of the last minute (s)."""
        return max(list(self._kept), default=0.0)

    def start(self) -> None:
        """Begin."""
        self._due = stopwatch() + PERIOD
        self._handle = self._clock.call_at(self._clock.monotonic() + PERIOD, self._look)

    def stop(self) -> None:
        """Look no more."""
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _look(self) -> None:
        lag = max(0.0, stopwatch() - self._due)
        self._kept.append(lag)
        self.lags.add(lag)
        self.start()
