"""A visitor without a browser, over real HTTP and a real WebSocket: for the neighbour as for the attacker."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.typing import Origin

from lanai.testing.browser import Browser, Node
from lanai.wire import messages

HOST = "127.0.0.1"
PAGE = 30.0
"""Seconds in which a page comes."""
STATE = re.compile(r'<script type="application/json" id="lanai-page">(.*?)</script>', re.DOTALL)


class Refused(Exception):
    """The server answered, but with no page."""


async def fetch(port: int, path: str) -> tuple[int, str]:
    """Status and body of a GET, over a connection of its own. Raises OSError, asyncio.TimeoutError."""
    return await asyncio.wait_for(_fetch(port, path), PAGE)


async def _fetch(port: int, path: str) -> tuple[int, str]:
    reader, writer = await asyncio.open_connection(HOST, port, limit=2**20)
    try:
        head = f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nAccept: text/html\r\nConnection: close\r\n\r\n"
        writer.write(head.encode())
        answer = await reader.read(-1)
    finally:
        writer.close()
    first, _, body = answer.partition(b"\r\n\r\n")
    if not first:
        raise ConnectionError("the server closed the connection without an answer")
    return int(first.split(b" ", 2)[1]), body.decode("utf-8", "replace")


class Visitor:
    """One page of the server at `port`. `wire` is its WebSocket while it is connected."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.browser = Browser()
        self.wire: ClientConnection | None = None
        self.token = self.path = ""
        self._going: asyncio.Queue[bytes] = asyncio.Queue()
        self._came = asyncio.Event()

    async def fetch(self, path: str) -> None:
        """Ask for the page. Raises Refused, OSError, asyncio.TimeoutError."""
        status, page = await fetch(self.port, path)
        found = STATE.search(page)
        if status != 200 or found is None:
            raise Refused(f"expected a page at {path}, got status {status}")
        state = json.loads(found[1])
        self.token, self.path = state["token"], state["ws"]
        self.browser.take(json.dumps(state["frame"]).encode())

    @contextlib.asynccontextmanager
    async def connected(self) -> AsyncIterator[Visitor]:
        """With the WebSocket open, and the page on the screen. Raises OSError, WebSocketException."""
        address = f"ws://{HOST}:{self.port}{self.path}"
        origin = Origin(f"http://{HOST}:{self.port}")
        async with connect(
            address, origin=origin, ping_interval=None, close_timeout=0.2, max_size=None
        ) as wire:
            self.wire = wire
            work = [asyncio.create_task(self._read(wire)), asyncio.create_task(self._write(wire))]
            self.browser.attach(self._going.put_nowait, self.token)
            self.browser.say(messages.Loaded())
            try:
                yield self
            finally:
                self.browser.detach()
                for task in work:
                    task.cancel()
                await asyncio.wait(work)
                self.wire = None

    async def until(self, done: Callable[[], bool], patience: float) -> None:
        """Wait until what has come makes `done` true. Raises asyncio.TimeoutError, ConnectionError when it is closed."""
        await asyncio.wait_for(self._until(done), patience)

    async def _until(self, done: Callable[[], bool]) -> None:
        while not done():
            if self.wire is None or self.wire.close_code is not None:
                raise ConnectionError("the server closed the WebSocket")
            self._came.clear()
            await self._came.wait()

    async def _read(self, wire: ClientConnection) -> None:
        with contextlib.suppress(ConnectionClosed):
            async for data in wire:
                self.browser.take(*((data.encode(), False) if isinstance(data, str) else (data, True)))
                self._came.set()
        self._came.set()

    async def _write(self, wire: ClientConnection) -> None:
        with contextlib.suppress(ConnectionClosed):
            while True:
                await wire.send((await self._going.get()).decode())

    # -- what visitors do ---------------------------------------------------------------------------

    def nodes(self, *types: str) -> list[Node]:
        """The components on the page of these types."""
        return [node for node in list(self.browser.nodes.values()) if node.type in types]

    def set_everything_going(self, number: int = 0) -> None:
        """Press every button, enter a text, ask for every file, filter."""
        for node in self.nodes("Button"):
            self.browser.event(node.id, "click")
        for node in self.nodes("TextInput"):
            self.browser.edit(node.id, {"value": f"text {number}"})
        for node in self.nodes("FileDownload"):
            self.browser.event(node.id, "request")
        for node in self.nodes("CrossSelector"):
            self.browser.event(node.id, "filter", {"side": "left", "pattern": f"a{number}"})


UNWELCOME = (OSError, EOFError, asyncio.TimeoutError, Refused, WebSocketException)
"""What an attacker has to expect: that he is refused, cut off, or not answered."""


async def visit(
    port: int, path: str, tally: Counter[str], act: Callable[[Visitor], Awaitable[Any]] | None = None
) -> None:
    """Open a page, `act`, and go. `tally` counts how far the visitors came, and what stopped them."""
    visitor = Visitor(port)
    tally["came"] += 1
    try:
        await visitor.fetch(path)
        async with visitor.connected():
            tally["in"] += 1
            if act is not None:
                await act(visitor)
    except UNWELCOME as error:
        tally["answered"] += isinstance(error, Refused)
        tally[f"{type(error).__name__}: {error}"[:80]] += 1
