"""What a visitor costs when there are ten, and when there are ten thousand."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from playwright.async_api import Browser, ElementHandle, Page

from benchmarks.browser import clicks_to_text, find_button, open_page, visitor
from benchmarks.crowds import Crowd, gathering
from benchmarks.measures.base import Metric, Sample, Subject
from benchmarks.plan import Plan
from benchmarks.processes import cpu_seconds, resident_bytes
from benchmarks.stats import median

STEPS = (10, 100, 1_000, 10_000)
SETTLE_SECONDS = 1.0
WARM_UP_CLICKS = 5
PAUSE_MS = 50.0
"""Between two clicks, so that one does not wait for what is left of the other."""


def metrics() -> tuple[Metric, ...]:
    """For each step the click, the arrival and the memory; and what they cost who do nothing."""
    steps = [f"{step:,}" for step in STEPS]
    return (
        Metric("held", "Idle visitors let in", "", lower_is_better=False, headline=False),
        Metric("memory", "Idle connected visitor, server memory", "KB", short="Idle visitor: memory"),
        Metric("idle", "A thousand idle visitors, server CPU", "%", headline=False),
        *(
            Metric(f"click_{step}", f"Click to text beside {text} visitors, p50", "ms", headline=False)
            for step, text in zip(STEPS, steps, strict=True)
        ),
        *(
            Metric(f"cpu_{step}", f"Arrival of a visitor, up to {text}, server CPU", "ms", headline=False)
            for step, text in zip(STEPS, steps, strict=True)
        ),
        *(
            Metric(f"memory_{step}", f"Memory for each of {text} visitors", "KB", headline=False)
            for step, text in zip(STEPS, steps, strict=True)
        ),
    )


@dataclass(frozen=True)
class Growth:
    """Visitors open the counter, stay connected and do nothing; one with a browser clicks among them."""

    name: str = "growth"
    title: str = "From ten to ten thousand visitors"
    how: str = (
        "Visitors without a browser open the counter page and its WebSocket and stay: 10, 100, 1,000 and 10,000 (up to "
        "1,000 in the quick plan), or as many as arrive within the plan's time; a step that was not reached in time has "
        "no figure. At each step: clicks of one visitor with a browser, 50 ms apart; CPU time of the server's processes "
        "for those who came since the step before, for each of them; growth of resident memory since the browser's "
        "first clicks, for each visitor. At last, with all of them there, CPU time while nobody does anything, as a "
        "share of one core for each thousand visitors."
    )
    metrics: tuple[Metric, ...] = field(default_factory=metrics)
    app: str = "counter"
    fresh: bool = True
    keep_sessions: bool = False
    warm_up: bool = False

    def rounds(self, plan: Plan) -> int:
        """One crowd a round."""
        return plan.growth_rounds

    async def sample(self, subject: Subject) -> Sample:
        """Let the crowd grow step by step, then watch it do nothing."""
        server, plan = subject.running, subject.plan
        async with clicking(subject.browser, server.url) as clicker, gathering(server) as crowd:
            await clicker.click(WARM_UP_CLICKS)
            memory = resident_bytes(server.pid)
            sample = await steps(crowd, clicker, plan, memory)
            cpu = cpu_seconds(server.pid)
            await asyncio.sleep(plan.idle_seconds)
            used = cpu_seconds(server.pid) - cpu
            count = crowd.connected()
            grown = resident_bytes(server.pid) - memory
        return {
            **sample,
            "held": count,
            "memory": grown / count / 1000,
            "idle": used / plan.idle_seconds * 100 / count * 1000,
        }


async def steps(crowd: Crowd, clicker: Clicker, plan: Plan, memory: float) -> dict[str, float]:
    """The figures of each step that is reached in time; `memory` is the server's, in bytes, without the crowd."""
    server, found = crowd.server, dict[str, float]()
    deadline = time.monotonic() + plan.growth_arrival_seconds
    for step in (step for step in STEPS if step <= plan.growth_visitors):
        there, cpu = len(crowd.guests), cpu_seconds(server.pid)
        await crowd.grow(step, deadline)
        if len(crowd.guests) < step:
            break
        await asyncio.sleep(SETTLE_SECONDS)
        found[f"cpu_{step}"] = (cpu_seconds(server.pid) - cpu) / (step - there) * 1000
        found[f"memory_{step}"] = (resident_bytes(server.pid) - memory) / step / 1000
        found[f"click_{step}"] = median(await clicker.click(plan.growth_clicks))
    return found


@dataclass
class Clicker:
    """A visitor with a browser, who clicks now and then."""

    page: Page
    button: ElementHandle
    clicks: int = 0

    async def click(self, count: int) -> list[float]:
        """Click so many times; the time in ms from each to its text."""
        texts = [f"Clicked {self.clicks + number} times" for number in range(1, count + 1)]
        self.clicks += count
        return await clicks_to_text(self.page, self.button, texts, PAUSE_MS)


@contextlib.asynccontextmanager
async def clicking(browser: Browser, url: str) -> AsyncIterator[Clicker]:
    """A visitor of the counter at `url` while the block runs."""
    async with visitor(browser) as page:
        await open_page(page, url, "Clicked 0 times")
        yield Clicker(page, await find_button(page, "Click me"))
