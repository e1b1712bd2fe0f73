"""How long a visitor waits for the answer to a click."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.browser import clicks_to_text, find_button, open_page, visitor
from benchmarks.measures.base import Metric, Sample, Subject
from benchmarks.plan import Plan
from benchmarks.stats import quantile

WARM_UP_CLICKS = 5
PAUSE_MS = 150.0
"""Between two clicks of one visitor. Within some 40 ms the TCP acknowledgement of the answer before would still be
under way, and a server that writes in small pieces waits for it: that is what `cpu_per_click` shows."""


@dataclass(frozen=True)
class Click:
    """Clicks one at a time on the counter, each timed inside the page."""

    name: str = "click"
    title: str = "Click to text"
    how: str = (
        "Inside the page: from the dispatch of the click to the MutationObserver that sees the new text "
        "(performance.now, steps of 0.1 ms), with 150 ms of rest between one visitor's clicks."
    )
    metrics: tuple[Metric, ...] = (
        Metric("p50", "Click to text, p50", "ms", short="Click to text"),
        Metric("p95", "Click to text, p95", "ms", headline=False),
    )
    app: str = "counter"
    fresh: bool = False
    keep_sessions: bool = False
    warm_up: bool = False

    def rounds(self, plan: Plan) -> int:
        """One visitor with many clicks a round."""
        return plan.click_rounds

    async def sample(self, subject: Subject) -> Sample:
        """One visitor clicks; the first few clicks do not count."""
        async with visitor(subject.browser) as page:
            await open_page(page, subject.running.url, "Clicked 0 times")
            button = await find_button(page, "Click me")
            count = WARM_UP_CLICKS + subject.plan.clicks
            texts = [f"Clicked {number} times" for number in range(1, count + 1)]
            times = (await clicks_to_text(page, button, texts, PAUSE_MS))[WARM_UP_CLICKS:]
            return {"p50": quantile(times, 0.5), "p95": quantile(times, 0.95)}
