"""What others feel while one session blocks."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from playwright.async_api import Page

from benchmarks.browser import click_to_text, find_button, open_page, visitor
from benchmarks.measures.base import Metric, Sample, Subject
from benchmarks.plan import Plan

CLICK = "Neighbour's click while a session blocks for 2 s"
READY = "Clicked 0 times"
WELL_ASLEEP_SECONDS = 0.2
HEAD_START_SECONDS = 0.15


@dataclass(frozen=True)
class Neighbour:
    """Session A sleeps for two seconds in a callback; B clicks, and C opens the page."""

    name: str = "neighbour"
    title: str = "Neighbour of a blocked session"
    how: str = (
        "Session A's synchronous callback runs time.sleep(2). 0.2 s into it, session B clicks, and as soon as "
        "that is answered (0.15 s later at most) C opens the page with an empty cache."
    )
    metrics: tuple[Metric, ...] = (
        Metric("click", CLICK, "ms", short="Click while another session blocks"),
        Metric("load", "Neighbour's page load while a session blocks for 2 s", "ms", headline=False),
    )
    app: str = "blocked"
    fresh: bool = False
    keep_sessions: bool = False
    warm_up: bool = False

    def rounds(self, plan: Plan) -> int:
        """One block a round."""
        return plan.blocked_rounds

    async def sample(self, subject: Subject) -> Sample:
        """Open all three visitors, block A, and time the other two."""
        browser, url = subject.browser, subject.running.url
        async with visitor(browser) as a, visitor(browser) as b, visitor(browser) as c:
            await open_page(a, url, READY)
            await open_page(b, url, READY)
            button = await find_button(b, "Click me")
            await click_to_text(b, button, "Clicked 1 times")
            resting = asyncio.create_task(rest(a))
            await asyncio.sleep(WELL_ASLEEP_SECONDS)
            click = asyncio.create_task(click_to_text(b, button, "Clicked 2 times"))
            try:
                await asyncio.wait({click}, timeout=HEAD_START_SECONDS)
                load = await open_page(c, url, READY)
                await resting
                return {"click": await click, "load": load}
            finally:
                resting.cancel()
                click.cancel()


async def rest(page: Page) -> None:
    """Click the button that blocks, and wait until the server has had its rest."""
    button = await find_button(page, "Rest")
    await click_to_text(page, button, "Rested 1 times")
