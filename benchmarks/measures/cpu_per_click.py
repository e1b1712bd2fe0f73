"""What a click costs the server."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.browser import clicks_to_text, find_button, open_page, visitor
from benchmarks.measures.base import Metric, Sample, Subject
from benchmarks.plan import Plan
from benchmarks.processes import cpu_seconds
from benchmarks.stats import median

WARM_UP_CLICKS = 30


@dataclass(frozen=True)
class CpuPerClick:
    """The server's CPU time over many clicks, each sent when the one before has been answered."""

    name: str = "cpu_per_click"
    title: str = "Server CPU per click"
    how: str = (
        "CPU time of the server's processes over a run of clicks from one browser, each sent as soon as the one "
        "before was answered, divided by their number; and the time to the text of each of these clicks."
    )
    metrics: tuple[Metric, ...] = (
        Metric("cpu", "Server CPU per click", "ms", short="Click: server CPU"),
        Metric("p50", "Click to text, clicks back to back, p50", "ms", headline=False),
    )
    app: str = "counter"
    fresh: bool = False
    keep_sessions: bool = False
    warm_up: bool = False

    def rounds(self, plan: Plan) -> int:
        """One visitor with many clicks a round."""
        return plan.cpu_rounds

    async def sample(self, subject: Subject) -> Sample:
        """Warm up, then read the CPU clock before and after the clicks."""
        pid = subject.running.pid
        async with visitor(subject.browser) as page:
            await open_page(page, subject.running.url, "Clicked 0 times")
            button = await find_button(page, "Click me")
            count = WARM_UP_CLICKS + subject.plan.cpu_clicks
            texts = [f"Clicked {number} times" for number in range(1, count + 1)]
            await clicks_to_text(page, button, texts[:WARM_UP_CLICKS], 0)
            before = cpu_seconds(pid)
            times = await clicks_to_text(page, button, texts[WARM_UP_CLICKS:], 0)
            used = cpu_seconds(pid) - before
            return {"cpu": used / len(times) * 1000, "p50": median(times)}
