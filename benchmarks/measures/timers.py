"""What it costs to keep a timer for each of ten thousand visitors."""

from __future__ import annotations

import time
from dataclasses import dataclass

from benchmarks.crowds import gathering
from benchmarks.errors import ServerError
from benchmarks.measures.base import Metric, Sample, Subject
from benchmarks.measures.fairness import cpu_between, read_notes
from benchmarks.plan import Plan
from benchmarks.processes import resident_bytes
from benchmarks.stats import quantile

PERIOD_SECONDS = 1.0
SETTLE_SECONDS = 2.0
"""After the last visitor has come, until all of them have ticked."""


@dataclass(frozen=True)
class Timers:
    """Ten thousand visitors whose sessions poll every second and find nothing new."""

    name: str = "timers"
    title: str = "A timer for each of ten thousand visitors"
    how: str = (
        "Visitors without a browser open a page whose session has a periodic callback of one second, which notes the "
        "moment and changes nothing that is seen, as a poll that finds nothing new: 10,000 of them (500 in the quick "
        "plan) in one process, or as many as arrive within the plan's time. From two seconds after the last of them: CPU "
        "time of the server's processes, as a share of one core for each thousand visitors, and the lateness of the "
        "ticks, counted as above. Growth of resident memory since the server started, for each visitor."
    )
    metrics: tuple[Metric, ...] = (
        Metric("held", "Visitors with a 1 s timer let in", "", lower_is_better=False, headline=False),
        Metric("cpu", "A thousand 1 s timers, server CPU", "%", short="1,000 timers of 1 s: CPU"),
        Metric("p50", "Lateness of 1 s timers, p50", "ms", headline=False),
        Metric("p99", "Lateness of 1 s timers, p99", "ms", headline=False),
        Metric("max", "Lateness of 1 s timers, worst", "ms", headline=False),
        Metric(
            "rate", "Ticks per second of a session (1 is due)", "/s", lower_is_better=False, headline=False
        ),
        Metric("memory", "Visitor with a 1 s timer, server memory", "KB", headline=False),
    )
    app: str = "ticks"
    fresh: bool = True
    keep_sessions: bool = False
    warm_up: bool = False

    def rounds(self, plan: Plan) -> int:
        """One crowd a round."""
        return plan.timer_rounds

    async def sample(self, subject: Subject) -> Sample:
        """Let everyone arrive, watch, then read the server's notes."""
        server, plan = subject.running, subject.plan
        memory = resident_bytes(server.pid)
        async with gathering(server, "role=poller") as crowd:
            await crowd.grow(plan.timer_visitors, time.monotonic() + plan.timer_arrival_seconds)
            start = time.monotonic() + SETTLE_SECONDS
            end = start + plan.timer_seconds
            cpu = await cpu_between(server.pid, start, end)
            grown = resident_bytes(server.pid) - memory
            count = crowd.connected()
            notes = await read_notes(server)
        if len(notes.ticks) < count:
            raise ServerError(f"expected the ticks of {count} sessions, got those of {len(notes.ticks)}")
        late = notes.lateness(start, end, PERIOD_SECONDS)
        ran = sum(start < tick <= end for ticks in notes.ticks for tick in ticks)
        return {
            "held": count,
            "cpu": cpu / plan.timer_seconds * 100 / count * 1000,
            "p50": quantile(late, 0.5) * 1000,
            "p99": quantile(late, 0.99) * 1000,
            "max": max(late) * 1000,
            "rate": ran / plan.timer_seconds / count,
            "memory": grown / count / 1000,
        }
