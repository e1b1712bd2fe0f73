"""Visitors without a screen who come all at once, look at what streams, and click now and then."""

from __future__ import annotations

import asyncio
import json
import random
from contextlib import suppress
from urllib.parse import urlsplit

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from lanai.testing.browser import Browser
from lanai.wire import messages
from tests.hosts.visitor import state_of


class Guest:
    """One visitor of the page at `path` of the server at `url`."""

    def __init__(self, url: str, path: str, chance: random.Random) -> None:
        self._url = url
        self._path = path
        self._chance = chance
        self._browser = Browser()
        self._sending: asyncio.Queue[bytes] = asyncio.Queue()

    async def stay(self, client: httpx.AsyncClient) -> None:
        """Open the page and use it until the server ends, or the task is cancelled."""
        answer = await client.get(f"{self._url}{self._path}")
        state = state_of(answer.text)
        self._browser.take(json.dumps(state["frame"]).encode())
        address = f"ws://{urlsplit(self._url).netloc}{state['ws']}"
        async with connect(address, proxy=None, origin=Origin(self._url), max_size=None) as line:
            self._browser.attach(self._sending.put_nowait, state["token"])
            self._browser.say(messages.Loaded())
            tasks = [asyncio.create_task(work) for work in (self._take(line), self._say(line), self._act())]
            try:
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in tasks:
                    task.cancel()

    async def _take(self, line: ClientConnection) -> None:
        with suppress(ConnectionClosed):
            async for data in line:
                binary = isinstance(data, bytes)
                self._browser.take(data if isinstance(data, bytes) else data.encode(), binary)
                self._browser.frames.clear()

    async def _say(self, line: ClientConnection) -> None:
        with suppress(ConnectionClosed):
            while True:
                await line.send((await self._sending.get()).decode())

    async def _act(self) -> None:
        while True:
            await asyncio.sleep(self._chance.uniform(1, 8))
            buttons = [node.id for node in self._browser.nodes.values() if node.type == "Button"]
            self._browser.event(self._chance.choice(buttons), "click")


async def crowd(url: str, path: str, many: int) -> None:
    """Let `many` visitors use a page, until the task is cancelled."""
    chance = random.Random(1)
    async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
        await asyncio.gather(*(Guest(url, path, chance).stay(client) for _ in range(many)))
