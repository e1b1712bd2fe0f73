"""How often an address may try a password."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from lanai.core.clock import Clock
from lanai.hosts.asgi.limits import visitor_of

FREE = 10
"""Failures after which an address has to wait."""
FIRST_PAUSE = 2.0
"""Seconds after the next one; each further one doubles it."""
LONGEST_PAUSE = 15 * 60.0
MEMORY = 60 * 60.0
"""Seconds without a failure after which an address has a clean slate."""
MOST = 10_000
"""Addresses that are remembered; beyond that the one that failed longest ago is forgotten."""


@dataclass
class _Record:
    failures: int = 0
    last: float = 0.0


class Attempts:
    """Counts failed attempts by address. Time comes from `clock`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._records: OrderedDict[str, _Record] = OrderedDict()

    def wait(self, address: str) -> float:
        """Seconds until `address` may try again; 0 if it may now."""
        record = self._records.get(visitor_of(address))
        if record is None or record.failures < FREE:
            return 0.0
        pause = min(FIRST_PAUSE * 2.0 ** min(record.failures - FREE, 32), LONGEST_PAUSE)
        return max(0.0, record.last + pause - self._clock.monotonic())

    def begin(self, address: str) -> None:
        """Note an attempt, which counts as failed until it succeeds: so that many at once gain nothing."""
        place, now = visitor_of(address), self._clock.monotonic()
        record = self._records.pop(place, None) or _Record()
        if now - record.last > MEMORY:
            record = _Record()
        record.failures += 1
        record.last = now
        self._records[place] = record
        if len(self._records) > MOST:
            self._records.popitem(last=False)

    def succeeded(self, address: str) -> None:
        """Take back the attempt, and only that one: who has a password may not try others for ever."""
        record = self._records.get(visitor_of(address))
        if record is not None:
            record.failures -= 1
            if record.failures <= 0:
                del self._records[visitor_of(address)]
