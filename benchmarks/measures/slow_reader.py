"""What a visitor costs who does not read, and how soon he is up to date when he does."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass

from benchmarks.errors import ServerError
from benchmarks.guests import Guest, arrive
from benchmarks.measures.base import Metric, Sample, Subject
from benchmarks.plan import Plan
from benchmarks.processes import resident_bytes

WARM_UP_SECONDS = 3.0
POLL_SECONDS = 0.25
RECEIVE_BUFFER = 64 * 1024
"""Bytes that the visitor's kernel takes in for him: what does not fit waits at the server."""
FRESH_SECONDS = 0.25
"""A text younger than this is the present one."""
PATIENCE_SECONDS = 20.0
TICKS_PER_SECOND = 50
TICK = re.compile(r"tick (\d+) at (\d+\.\d+)")


@dataclass(frozen=True)
class SlowReader:
    """A visitor of a fast stream stops reading for a while."""

    name: str = "slow-reader"
    title: str = "A visitor who does not read"
    how: str = (
        "A periodic callback of 20 ms streams 1,000 points to a Bokeh ColumnDataSource that keeps 5,000, and sets a text to "
        "the time. One visitor without a browser reads for three seconds, then not at all for fifteen seconds (four in "
        "the quick plan), with a receive buffer of 64 KiB. Peak growth of the server's resident memory meanwhile; and "
        "the time from when the visitor reads again until he has a text that is less than 250 ms old. A server may also "
        "spare memory by letting the callback wait: how many of its ticks ran meanwhile is a figure of its own."
    )
    metrics: tuple[Metric, ...] = (
        Metric("memory", "Visitor who does not read a stream, peak memory", "KB", headline=False),
        Metric("catch_up", "Visitor who reads again, until up to date", "ms", headline=False),
        Metric(
            "ticks",
            "Ticks of the stream that ran meanwhile",
            "%",
            lower_is_better=False,
            headline=False,
        ),
    )
    app: str = "slow_reader"
    fresh: bool = True
    keep_sessions: bool = False
    warm_up: bool = False

    def rounds(self, plan: Plan) -> int:
        """One visitor a round."""
        return plan.slow_rounds

    async def sample(self, subject: Subject) -> Sample:
        """Read, stop reading, read again."""
        server = subject.running
        guest = await arrive(server, receive_buffer=RECEIVE_BUFFER)
        try:
            guest.stay()
            await asyncio.sleep(WARM_UP_SECONDS)
            await guest.pause()
            memory = await peak_growth(server.pid, subject.plan.slow_seconds)
            seconds, share = await asyncio.wait_for(catch_up(guest), PATIENCE_SECONDS)
        finally:
            await guest.leave()
        return {"memory": memory / 1000, "catch_up": seconds * 1000, "ticks": share * 100}


async def peak_growth(pid: int, seconds: float) -> float:
    """By how many bytes the resident memory of `pid` exceeds the present one, at most, within `seconds`."""
    before = peak = resident_bytes(pid)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        await asyncio.sleep(POLL_SECONDS)
        peak = max(peak, resident_bytes(pid))
    return peak - before


async def catch_up(guest: Guest) -> tuple[float, float]:
    """Seconds of reading until a text comes that is the present one, and which share of the ticks has run since the first.

    Raises ServerError when the socket closes.
    """
    began = time.monotonic()
    seen: list[tuple[int, float]] = []
    async for message in guest.messages():
        seen += [(int(tick), float(moment)) for tick, moment in TICK.findall(message)]
        if seen and time.time() - seen[-1][1] < FRESH_SECONDS:
            (first, then), (last, now) = seen[0], seen[-1]
            return time.monotonic() - began, (last - first) / (now - then) / TICKS_PER_SECOND
    raise ServerError("expected the stream to go on when the visitor reads again, the socket was closed")
