"""How punctual the periodic callbacks of many sessions stay while one session blocks."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.errors import ServerError
from benchmarks.guests import arrive, visiting
from benchmarks.measures.base import Metric, Sample, Subject
from benchmarks.plan import Plan
from benchmarks.processes import cpu_seconds
from benchmarks.servers import Server
from benchmarks.stats import quantile

PERIOD_SECONDS = 0.1
LATE = "100 ms ticks while one blocks: late, p99"
BLOCK_SECONDS = 2.0
DIGITS = 4
"""Of a lateness in s: steps of 0.1 ms, below which a ratio of two would mean nothing."""
SETTLE_SECONDS = 1.0
"""After the last of the ticking visitors has come; the one that will block arrives meanwhile."""
CALM_SECONDS = 3.0
"""Watched before the first block."""


@dataclass(frozen=True)
class Fairness:
    """Two hundred visitors whose sessions tick every 100 ms; one of the sessions sleeps instead."""

    name: str = "fairness"
    title: str = "Ticks of many sessions while one blocks"
    how: str = (
        "Visitors without a browser keep 200 sessions open (50 in the quick plan), each with a periodic callback of "
        "100 ms that changes a text; the callback of one of them runs time.sleep(2) instead, again and again. The "
        "server's process notes when each callback of the others runs. A tick's lateness is the time since the "
        "session's tick before, less 100 ms, and nothing where that is negative; a wait that has not ended with the "
        "watch counts as late by what it has lasted. Steps of 0.1 ms. CPU time of the server's processes over the same seconds. The "
        "row with nobody blocking is of the three seconds before: a server that is late there has more ticks to run "
        "than it can. Each round has a server of its own."
    )
    metrics: tuple[Metric, ...] = (
        Metric("p50", "Lateness of 100 ms ticks beside a blocking session, p50", "ms", headline=False),
        Metric("p99", "Lateness of 100 ms ticks beside a blocking session, p99", "ms", short=LATE),
        Metric("calm", "Lateness of 100 ms ticks with nobody blocking, p99", "ms", headline=False),
        Metric("max", "Lateness of 100 ms ticks beside a blocking session, worst", "ms", headline=False),
        Metric(
            "rate", "Ticks per second of a session (10 are due)", "/s", lower_is_better=False, headline=False
        ),
        Metric("cpu", "Ticks of all sessions, server CPU", "%", headline=False),
    )
    app: str = "ticks"
    fresh: bool = True
    keep_sessions: bool = False
    warm_up: bool = False

    def rounds(self, plan: Plan) -> int:
        """One watch a round."""
        return plan.fairness_rounds

    async def sample(self, subject: Subject) -> Sample:
        """Let everyone arrive, watch while one blocks, then read the server's notes."""
        server, seconds = subject.running, subject.plan.fairness_seconds
        others = subject.plan.fairness_sessions - 1
        async with visiting(server, ["role=ticker"] * others):
            calm = time.monotonic() + SETTLE_SECONDS
            start = calm + CALM_SECONDS
            end = start + seconds
            blocker = asyncio.create_task(keep_blocker(server, start, end))
            try:
                cpu = await cpu_between(server.pid, start, end)
                notes = await read_notes(server)
            finally:
                blocker.cancel()
        expect_blocks(notes.blocks, seconds)
        if len(notes.ticks) != others:
            raise ServerError(f"expected the ticks of {others} sessions, got those of {len(notes.ticks)}")
        late = notes.lateness(start, end)
        ran = sum(start < tick <= end for ticks in notes.ticks for tick in ticks)
        return {
            "p50": quantile(late, 0.5) * 1000,
            "p99": quantile(late, 0.99) * 1000,
            "calm": quantile(notes.lateness(calm, start), 0.99) * 1000,
            "max": max(late) * 1000,
            "rate": ran / seconds / others,
            "cpu": cpu / seconds * 100,
        }


@dataclass(frozen=True)
class Notes:
    """The moments, in s of the machine's monotonic clock, that the app noted."""

    blocks: list[float]
    """When the session that blocks went to sleep."""

    ticks: list[list[float]]
    """When the callback of each of the others ran."""

    @classmethod
    def parse(cls, blocks: str, ticks: str) -> Notes:
        """Read `1.0,2.0` and `1.0,1.1;1.0,1.1`, as the app writes them."""
        return cls(moments(blocks), [moments(line) for line in ticks.split(";")])

    def lateness(self, start: float, end: float, period: float = PERIOD_SECONDS) -> list[float]:
        """The lateness in s of every session's ticks, one of which is due every `period`, between the two moments."""
        return [late for ticks in self.ticks for late in lateness(ticks, period, start, end)]


def moments(line: str) -> list[float]:
    """The numbers between the commas."""
    return [float(number) for number in line.split(",") if number]


def lateness(ticks: Sequence[float], period: float, start: float, end: float) -> list[float]:
    """How much longer than `period` each wait for a tick was, for the ticks after `start` up to `end`; at least 0.

    The distance from tick to tick and not from a timetable: a scheduler that counts each period from the run before
    falls behind a timetable more and more without ever being late by much. Ticks are in order; all in s. The
    wait under way at `end` counts when it is already too long, so that a session that never ticks is late.
    """
    last = [tick for tick in ticks if tick <= start][-1:] or [start]
    within = [tick for tick in ticks if start < tick <= end]
    watched = [*last, *within]
    late = [max(0.0, round(after - before - period, DIGITS)) for before, after in pairwise(watched)]
    under_way = round(end - watched[-1] - period, DIGITS)
    return [*late, under_way] if under_way > 0 else late


async def keep_blocker(server: Server, start: float, end: float) -> None:
    """The visitor whose session blocks between the two moments; stays until cancelled."""
    async with visiting(server, [f"role=blocker&start={start}&end={end}"]):
        await asyncio.Event().wait()


async def cpu_between(pid: int, start: float, end: float) -> float:
    """CPU time in s that the process and its children use between two moments of the monotonic clock."""
    await asyncio.sleep(start - time.monotonic())
    used = cpu_seconds(pid)
    await asyncio.sleep(end - time.monotonic())
    return cpu_seconds(pid) - used


async def read_notes(server: Server) -> Notes:
    """What the app noted, from a page that shows it."""
    guest = await arrive(server, "role=report")
    try:
        text = await guest.read(r"blocks ([\d.,]* ticks [\d.,;]*) end")
    finally:
        await guest.leave()
    blocks, ticks = text.split(" ticks ")
    return Notes.parse(blocks, ticks)


def expect_blocks(blocks: Sequence[float], seconds: float) -> None:
    """Raises ServerError when the session that should block did so for less than half of the time."""
    if len(blocks) * BLOCK_SECONDS < seconds / 2:
        raise ServerError(
            f"expected a block of {BLOCK_SECONDS:.0f} s again and again for {seconds:.0f} s, got {len(blocks)}"
        )
