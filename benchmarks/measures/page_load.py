"""How long a cold visitor waits for the app's text."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from benchmarks.browser import open_page, visitor
from benchmarks.measures.base import Metric, Sample, Subject
from benchmarks.plan import Plan

SETTLE_SECONDS = 0.3
"""What the page still does after its text must not weigh on the next framework's sample."""


@dataclass(frozen=True)
class PageLoad:
    """One visitor with an empty cache opens the page."""

    name: str
    title: str
    app: str
    text: str
    big: bool = False
    fresh: bool = False
    keep_sessions: bool = False
    warm_up: bool = True
    how: str = (
        "A new browser context with an empty cache; from the start of the navigation to the first animation "
        "frame in which the app's text takes up room and is not hidden (steps of a 60 Hz frame)."
    )

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The wait."""
        return (Metric("load", f"{self.title}, cold, to text", "ms", short=f"{self.title} to text"),)

    def rounds(self, plan: Plan) -> int:
        """One visitor a round."""
        return plan.big_load_rounds if self.big else plan.load_rounds

    async def sample(self, subject: Subject) -> Sample:
        """Open the page, and let it come to rest."""
        async with visitor(subject.browser) as page:
            load = await open_page(page, subject.running.url, self.text)
            await asyncio.sleep(SETTLE_SECONDS)
            return {"load": load}


COUNTER_PAGE = PageLoad("page_load", "Counter page", app="counter", text="Clicked 0 times")
SLIDERS_PAGE = PageLoad("big_page_load", "50 × 50 page", app="sliders", text="Slider 49 is 0", big=True)
