"""Crowds of visitors without a browser, who come a few at a time and stay."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.errors import ServerError
from benchmarks.guests import Guest, Hear, arrive
from benchmarks.servers import Server

AT_ONCE = 8
"""Visitors on their way in at the same time: enough to keep a server busy, few enough to be answered in time."""
LET_GO = 0.01
"""The share of a crowd that a busy server may lose without making the figures worthless."""


@dataclass
class Crowd:
    """The visitors of one server's page, with `query` in their address; `hear` is told what reaches each of them."""

    server: Server
    query: str = ""
    hear: Hear | None = None
    guests: list[Guest] = field(default_factory=list)

    async def grow(self, most: int, deadline: float) -> None:
        """Let visitors in until there are `most`, or the deadline (s, monotonic) has come."""
        missing = max(0, most - len(self.guests))
        places = iter(range(missing))
        await asyncio.gather(*(self._let_in(places, deadline) for _ in range(min(AT_ONCE, missing))))

    async def _let_in(self, places: Iterator[int], deadline: float) -> None:
        """One visitor after the other, a place for each."""
        for _ in places:
            if time.monotonic() >= deadline:
                return
            guest = await arrive(self.server, self.query)
            guest.stay(self.hear)
            self.guests.append(guest)

    def connected(self) -> int:
        """How many are still there. Raises ServerError as `still_there` does."""
        return still_there([guest.connected for guest in self.guests])


def still_there(connected: Sequence[bool]) -> int:
    """How many of those who came are connected.

    Raises ServerError when nobody came, or the server let more than one in a hundred go.
    """
    there = sum(connected)
    gone = len(connected) - there
    if not there or gone > LET_GO * len(connected):
        raise ServerError(
            f"expected visitors who stay connected, got {len(connected)}, of whom {gone} were let go"
        )
    return there


@contextlib.asynccontextmanager
async def gathering(server: Server, query: str = "", hear: Hear | None = None) -> AsyncIterator[Crowd]:
    """A crowd, nobody at first; at the end of the block all of them vanish.

    The harness collects no cyclic garbage meanwhile: with thousands of visitors that holds it up for half a second,
    which would count as the server's.
    """
    crowd = Crowd(server, query, hear)
    gc.disable()
    try:
        yield crowd
    finally:
        gc.enable()
        for guest in crowd.guests:
            guest.vanish()
