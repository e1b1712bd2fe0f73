"""The program that must not notice: a neighbour who clicks, and others who load pages, in a process of their own.

Its argument is the server's port. For each line of its input, a number of seconds, it watches for so long and prints what it
found: the time of each click and of each page in ms, less what this process itself was late by meanwhile.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

from websockets.exceptions import WebSocketException

from tests.attack.visitor import Refused, Visitor, fetch

CLICK_PAUSE = 0.015
"""Seconds between the answer to a click and the next."""
PAGE_PAUSE = 0.1
"""Seconds between two pages."""
PATIENCE = 10.0
"""Seconds after which a click, or a page, counts as lost."""
BEAT = 0.002
"""Seconds between two looks at the own clock."""

FAILURES = (OSError, EOFError, asyncio.TimeoutError, Refused, WebSocketException)


class Punctuality:
    """How late this process is by itself: a machine that is busy must not count as the server's fault."""

    def __init__(self) -> None:
        self._late: list[tuple[float, float]] = []
        self.worst = 0.0

    async def beat(self) -> None:
        """Look at the clock, for ever."""
        while True:
            due = time.perf_counter() + BEAT
            await asyncio.sleep(BEAT)
            late = time.perf_counter() - due
            if late > BEAT:
                self._late.append((due, late))
                self.worst = max(self.worst, late)

    def between(self, start: float, end: float) -> float:
        """Seconds that this process was late by, together, between two moments."""
        while self._late and self._late[0][0] + self._late[0][1] < start:
            self._late.pop(0)
        return sum(late for due, late in self._late if due < end)


class Neighbour:
    """Has a page of the server at `port` open, from one watch to the next."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._stack = contextlib.AsyncExitStack()
        self._visitor: Visitor | None = None
        self._clicks = 0

    async def click(self) -> None:
        """Click, and wait for what the page says then. Raises one of FAILURES; then the page is given up."""
        try:
            visitor = self._visitor or await self.come()
            (button,), (text,) = visitor.nodes("Button"), visitor.nodes("StaticText")
            self._clicks += 1
            visitor.browser.event(button.id, "click")
            await visitor.until(lambda: text.props["text"] == f"{self._clicks} clicks", PATIENCE)
        except FAILURES:
            await self.leave()
            raise

    async def come(self) -> Visitor:
        """Open the page."""
        self._visitor, self._clicks = Visitor(self._port), 0
        await asyncio.wait_for(self._visitor.fetch("/"), PATIENCE)
        await self._stack.enter_async_context(self._visitor.connected())
        browser = self._visitor.browser
        await self._visitor.until(lambda: browser.opened, PATIENCE)
        return self._visitor

    async def leave(self) -> None:
        """Give up the page."""
        self._visitor = None
        with contextlib.suppress(*FAILURES):
            await self._stack.aclose()


class Watch:
    """One watch of the server at `port`."""

    def __init__(self, port: int, neighbour: Neighbour, seconds: float) -> None:
        self._port, self._neighbour = port, neighbour
        self._end = time.perf_counter() + seconds
        self._own = Punctuality()
        self.clicks: list[float] = []
        self.pages: list[float] = []
        self.lost: list[str] = []

    async def run(self) -> dict[str, Any]:
        """Watch, and say what was seen."""
        beating = asyncio.create_task(self._own.beat())
        await asyncio.gather(
            self._often("a click", self._neighbour.click, self.clicks, CLICK_PAUSE),
            self._often("a page", self._load, self.pages, PAGE_PAUSE),
        )
        beating.cancel()
        return {
            "clicks": self.clicks,
            "pages": self.pages,
            "lost": self.lost,
            "own": self._own.worst * 1000,
        }

    async def _often(
        self, what: str, once: Callable[[], Awaitable[object]], times: list[float], pause: float
    ) -> None:
        """Do it until the watch is over, a pause (s) apart. Who has lost one gives up."""
        while time.perf_counter() < self._end:
            began = time.perf_counter()
            try:
                await once()
            except FAILURES as error:
                self.lost.append(f"{what} was lost: {error!r}")
                return
            times.append(self._took(began))
            await asyncio.sleep(pause)

    async def _load(self) -> None:
        status, _ = await asyncio.wait_for(fetch(self._port, "/"), PATIENCE)
        if status != 200:
            raise Refused(f"status {status}")

    def _took(self, began: float) -> float:
        """Milliseconds since, less what this process was late by."""
        now = time.perf_counter()
        return max(0.0, now - began - self._own.between(began, now)) * 1000


async def main(port: int) -> None:
    """Watch whenever a line says for how long."""
    loop = asyncio.get_running_loop()
    neighbour = Neighbour(port)
    await neighbour.come()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps(await Watch(port, neighbour, float(line)).run()), flush=True)  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
