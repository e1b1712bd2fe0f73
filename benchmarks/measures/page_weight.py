"""What travels to a cold visitor."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from benchmarks.browser import open_page, visitor, watch_traffic
from benchmarks.measures.base import Metric, Sample, Subject
from benchmarks.plan import Plan

SETTLE_SECONDS = 1.0


@dataclass(frozen=True)
class PageWeight:
    """One visitor with an empty cache opens the counter page, with the browser's network log on."""

    name: str = "page_weight"
    title: str = "Weight of the counter page"
    how: str = (
        "Requests, and bytes as they came over the wire with their headers, by the browser's own account "
        "(DevTools protocol), with an empty cache, until one second after the text is visible. What WebSockets "
        "received is counted apart, before compression."
    )
    metrics: tuple[Metric, ...] = (
        Metric("weight", "Counter page, transferred", "KB", short="Counter page: weight"),
        Metric("requests", "Counter page, requests", "", headline=False),
        Metric("socket", "Counter page, received over WebSockets", "KB", headline=False),
    )
    app: str = "counter"
    fresh: bool = False
    keep_sessions: bool = False
    warm_up: bool = False

    def rounds(self, plan: Plan) -> int:
        """One visitor a round; the figures hardly vary."""
        return plan.weight_rounds

    async def sample(self, subject: Subject) -> Sample:
        """Open the page, and let what follows the text arrive as well."""
        async with visitor(subject.browser) as page:
            traffic = await watch_traffic(page)
            await open_page(page, subject.running.url, "Clicked 0 times")
            await asyncio.sleep(SETTLE_SECONDS)
            return {
                "weight": traffic.transferred / 1000,
                "requests": float(traffic.requests),
                "socket": traffic.socket_bytes / 1000,
            }
