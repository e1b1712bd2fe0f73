"""What it costs to keep thousands of visitors who do nothing."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

from benchmarks.errors import ServerError
from benchmarks.guests import Guest, arrive
from benchmarks.measures.base import Metric, Sample, Subject
from benchmarks.plan import Plan
from benchmarks.processes import cpu_seconds, resident_bytes
from benchmarks.servers import Server

AT_ONCE = 8
"""Visitors on their way in at the same time: enough to keep a server busy, few enough to be answered in time."""
SETTLE_SECONDS = 3.0
LEAVING_AT_ONCE = 200


@dataclass(frozen=True)
class Idle:
    """Five thousand visitors open the counter, stay connected and do nothing."""

    name: str = "idle"
    title: str = "Connected visitors who do nothing"
    how: str = (
        "Visitors without a browser open the counter page and its WebSocket and stay: as many as arrive within the "
        "plan's time, up to 5,000 (500 in the quick plan). Three seconds later, CPU time of the server's processes "
        "over ten seconds (three in the quick plan), as a share of one core for each thousand visitors, and growth of "
        "their resident memory since the server started, for each visitor."
    )
    metrics: tuple[Metric, ...] = (
        Metric("held", "Idle visitors held by one process", "", lower_is_better=False),
        Metric("memory", "Idle connected visitor, server memory", "KB"),
        Metric("cpu", "A thousand idle visitors, server CPU", "%"),
    )
    app: str = "counter"
    fresh: bool = True
    keep_sessions: bool = False
    warm_up: bool = False

    def rounds(self, plan: Plan) -> int:
        """One crowd a round."""
        return plan.idle_rounds

    async def sample(self, subject: Subject) -> Sample:
        """Let the crowd arrive, then watch it do nothing."""
        server, plan = subject.running, subject.plan
        memory = resident_bytes(server.pid)
        async with crowd(server, plan.idle_sessions, plan.idle_arrival_seconds) as guests:
            await asyncio.sleep(SETTLE_SECONDS)
            cpu = cpu_seconds(server.pid)
            await asyncio.sleep(plan.idle_seconds)
            used = cpu_seconds(server.pid) - cpu
            grown = resident_bytes(server.pid) - memory
            expect_all_connected(guests)
        return {
            "held": len(guests),
            "memory": grown / len(guests) / 1000,
            "cpu": used / plan.idle_seconds * 100 / len(guests) * 1000,
        }


@contextlib.asynccontextmanager
async def crowd(server: Server, most: int, seconds: float) -> AsyncIterator[list[Guest]]:
    """As many guests as arrive within `seconds`, `most` at the most, while the block runs."""
    guests: list[Guest] = []
    deadline = time.monotonic() + seconds
    try:
        await asyncio.gather(*(let_in(server, guests, most, deadline) for _ in range(AT_ONCE)))
        yield guests
    finally:
        for first in range(0, len(guests), LEAVING_AT_ONCE):
            await asyncio.gather(*(guest.leave() for guest in guests[first : first + LEAVING_AT_ONCE]))


async def let_in(server: Server, guests: list[Guest], most: int, deadline: float) -> None:
    """Add one guest after the other until there are `most`, or the deadline (s, monotonic) has come."""
    while len(guests) + AT_ONCE <= most and time.monotonic() < deadline:
        guest = await arrive(server)
        guest.stay()
        guests.append(guest)


def expect_all_connected(guests: list[Guest]) -> None:
    """Raises ServerError when nobody came, or the server let somebody go."""
    gone = sum(not guest.connected for guest in guests)
    if gone or not guests:
        raise ServerError(
            f"expected visitors who stay connected, got {len(guests)}, of whom {gone} were let go"
        )
