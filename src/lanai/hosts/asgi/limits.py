"""Limits: how much at once, and how fast."""

from __future__ import annotations

import asyncio
import ipaddress

from lanai.core.clock import Clock
from lanai.hosts.asgi.names import address_of

BURST = 4.0
"""Seconds' worth of messages that may come at once, as after a lost connection."""

SUBSCRIBER = 64
"""Bits of an IPv6 address that tell subscribers apart: each may take as many addresses below as he likes."""


class Crowd:
    """How many are in at once. `most` is how many there is room for, 0 for any number."""

    def __init__(self, most: int = 0) -> None:
        self.most = most
        self.present = 0

    def enter(self) -> bool:
        """Come in; False where there is no room."""
        if self.most and self.present >= self.most:
            return False
        self.present += 1
        return True

    def leave(self) -> None:
        """Make room."""
        self.present -= 1


class Pace:
    """A token bucket: `rate` a second in the long run (0: any number), and `BURST` seconds' worth at once."""

    __slots__ = ("_clock", "_rate", "_since", "_tokens")

    def __init__(self, clock: Clock, rate: float) -> None:
        self._clock = clock
        self._rate = rate
        self._tokens = rate * BURST
        self._since = clock.monotonic()

    def take(self) -> float:
        """Count one. Returns how many seconds it came too early."""
        if not self._rate:
            return 0.0
        now = self._clock.monotonic()
        self._tokens = min(self._rate * BURST, self._tokens + (now - self._since) * self._rate) - 1
        self._since = now
        return max(0.0, -self._tokens / self._rate)


async def pause(clock: Clock, seconds: float) -> None:
    """Wait, by that clock."""
    over = asyncio.Event()
    alarm = clock.call_at(clock.monotonic() + seconds, over.set)
    try:
        await over.wait()
    finally:
        alarm.cancel()


def visitor_of(address: str) -> str:
    """Whom an address counts for: itself, and of IPv6 the network that one subscriber has whole."""
    found = address_of(address)
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((found, SUBSCRIBER), strict=False))
    return address if found is None else str(found)
