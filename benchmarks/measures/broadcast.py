"""How long it takes until one callback's text has reached everyone."""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass, field

from playwright.async_api import ElementHandle

from benchmarks.browser import find_button, open_page, visitor
from benchmarks.crowds import gathering
from benchmarks.errors import ServerError
from benchmarks.measures.base import Metric, Sample, Subject
from benchmarks.plan import Plan
from benchmarks.processes import cpu_seconds
from benchmarks.servers import Server
from benchmarks.stats import median

TOLD = re.compile(r"told (\d+) at (\d+\.\d+)")
SETTLE_SECONDS = 1.0
REST_SECONDS = 0.5
"""Between two broadcasts: what the server does after one belongs to it."""
PATIENCE_SECONDS = 15.0


@dataclass
class Ear:
    """Counts who has heard which broadcast, and how long after it was said."""

    listeners: int = 0
    delays: dict[int, list[float]] = field(default_factory=dict)
    """In s, by the broadcast's number."""

    complete: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, message: str) -> None:
        """Note each broadcast in a message that has reached one of the listeners."""
        now = time.monotonic()
        for number, moment in TOLD.findall(message):
            heard = self.delays.setdefault(int(number), [])
            heard.append(now - float(moment))
            if len(heard) >= self.listeners:
                self.complete.set()


@dataclass(frozen=True)
class Broadcast:
    """A thousand visitors share a text; one of them changes it."""

    name: str = "broadcast"
    title: str = "One callback updates a thousand visitors"
    how: str = (
        "1,000 visitors without a browser (200 in the quick plan) and one with "
        "a browser have a page with a text that all share. The one clicks, and a callback changes the text to the time "
        "on the server's clock: from that moment until the text has come to half of the visitors, and to the last of "
        "them; CPU time of the server's processes from the click until half a second after it has. Each click is "
        "a sample. One process reads for all visitors and needs its time as well: the page by hand shows how much. Where "
        "fewer visitors arrive within the plan's time, there are no figures but their number."
    )
    metrics: tuple[Metric, ...] = (
        Metric(
            "last", "One callback updates 1,000 visitors, until the last", "ms", short="1,000 visitors told"
        ),
        Metric("half", "One callback updates 1,000 visitors, until half of them", "ms", headline=False),
        Metric(
            "cpu", "One callback updates 1,000 visitors, server CPU", "ms", short="1,000 visitors told: CPU"
        ),
        Metric("visitors", "Visitors updated", "", lower_is_better=False, headline=False),
    )
    app: str = "broadcast"
    fresh: bool = True
    keep_sessions: bool = False
    warm_up: bool = False

    def rounds(self, plan: Plan) -> int:
        """One crowd a round, told several times."""
        return plan.broadcast_rounds

    async def sample(self, subject: Subject) -> list[Sample]:
        """Let the crowd arrive, then tell it again and again, a sample each time but the first."""
        server, plan, ear = subject.running, subject.plan, Ear()
        async with visitor(subject.browser) as page, gathering(server, hear=ear.hear) as crowd:
            await open_page(page, server.url, "told 0")
            button = await find_button(page, "Tell everyone")
            await crowd.grow(plan.broadcast_visitors, time.monotonic() + plan.broadcast_arrival_seconds)
            await asyncio.sleep(SETTLE_SECONDS)
            ear.listeners = len(crowd.guests)
            if ear.listeners < plan.broadcast_visitors:
                return [{"visitors": ear.listeners}]
            return [await tell(button, ear, server) for _ in range(1 + plan.broadcasts)][1:]


async def tell(button: ElementHandle, ear: Ear, server: Server) -> Sample:
    """Click, wait for the last listener, and say how long that took and what it cost."""
    ear.complete.clear()
    cpu = cpu_seconds(server.pid)
    await button.evaluate("button => button.click()")
    await heard_by_all(ear)
    await asyncio.sleep(REST_SECONDS)
    delays = ear.delays[max(ear.delays)]
    return {
        "last": max(delays) * 1000,
        "half": median(delays) * 1000,
        "cpu": (cpu_seconds(server.pid) - cpu) * 1000,
        "visitors": ear.listeners,
    }


async def heard_by_all(ear: Ear) -> None:
    """Wait for the last listener. Raises ServerError when that takes too long."""
    try:
        await asyncio.wait_for(ear.complete.wait(), PATIENCE_SECONDS)
    except asyncio.TimeoutError:
        heard = len(ear.delays[max(ear.delays)]) if ear.delays else 0
        raise ServerError(
            f"expected {ear.listeners} visitors to hear within {PATIENCE_SECONDS:.0f} s, got {heard}"
        ) from None
