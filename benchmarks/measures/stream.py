"""How evenly a fast stream reaches the plot, and what it costs the server."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from benchmarks.browser import visitor
from benchmarks.errors import BrowserError
from benchmarks.measures.base import Metric, Sample, Subject
from benchmarks.plan import Plan
from benchmarks.processes import cpu_seconds
from benchmarks.stats import gaps, quantile

WARM_UP_SECONDS = 1.0
FEWEST_UPDATES = 3


@dataclass(frozen=True)
class Stream:
    """A callback every 20 ms streams one point to a Bokeh plot that one visitor watches."""

    name: str = "stream"
    title: str = "Stream every 20 ms"
    how: str = (
        "A periodic callback of 20 ms streams one point to a Bokeh ColumnDataSource, or to a Plotly graph where the "
        "framework has no Bokeh; inside the page, the gaps between the moments at which BokehJS's data source, or the "
        "graph that was just drawn, has a new last point. CPU time of the server's processes over the same seconds. "
        "Each round has a server of its own, so that no other streams beside it."
    )
    metrics: tuple[Metric, ...] = (
        Metric("p50", "20 ms stream, gap p50", "ms", headline=False),
        Metric("p99", "20 ms stream, gap p99", "ms", short="20 ms stream: gap p99"),
        Metric(
            "rate", "20 ms stream, points per second that arrive", "/s", lower_is_better=False, headline=False
        ),
        Metric("cpu", "20 ms stream, server CPU", "%", headline=False),
        Metric(
            "point",
            "20 ms stream, server CPU for each point that arrives",
            "ms",
            short="20 ms stream: CPU per point",
        ),
    )
    app: str = "stream"
    fresh: bool = True
    keep_sessions: bool = False
    warm_up: bool = False

    def rounds(self, plan: Plan) -> int:
        """One visitor watching a round."""
        return plan.stream_rounds

    async def sample(self, subject: Subject) -> Sample:
        """Watch the plot for a few seconds, once the page has settled."""
        async with visitor(subject.browser) as page:
            await page.goto(subject.running.url)
            await page.evaluate("seconds => benchmark.watchStream(seconds)", WARM_UP_SECONDS)
            seen, share = await asyncio.gather(
                page.evaluate("seconds => benchmark.watchStream(seconds)", subject.plan.stream_seconds),
                cpu_share(subject.running.pid, subject.plan.stream_seconds),
            )
        if len(seen) < FEWEST_UPDATES:
            raise BrowserError(f"expected the plot to change about every 20 ms, saw {len(seen)} changes")
        distances = gaps([moment for moment, _ in seen])
        (first, x0), (last, x1) = seen[0], seen[-1]
        rate = (x1 - x0) / (last - first) * 1000
        return {
            "p50": quantile(distances, 0.5),
            "p99": quantile(distances, 0.99),
            "rate": rate,
            "cpu": share * 100,
            "point": share * 1000 / rate,
        }


async def cpu_share(pid: int, seconds: float) -> float:
    """The share of one core that the process and its children use over so many seconds."""
    used, began = cpu_seconds(pid), time.perf_counter()
    await asyncio.sleep(seconds)
    return (cpu_seconds(pid) - used) / (time.perf_counter() - began)
