"""Visitors over real WebSockets: they do what those in memory do, and their lines break as lines do."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import random
import re
import socket

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.typing import Origin

from lanai.testing.browser import Browser
from lanai.wire import messages
from tests.soak.visits import FILE, LABELS, PIECE

BUFFER = 4096
"""Bytes that the kernel takes in of a line before they are read: a slow reader is slow soon."""
FINAL = range(4400, 4500)
"""Close codes after which a browser does not come again by itself."""
SLOW = 2.0
"""Seconds in which a slow reader reads nothing."""
PAUSE = 0.3
"""Seconds, about, between two things that a visitor does."""


class Guest:
    """One visitor at `url`, from the page to whatever end."""

    def __init__(self, url: str, chance: random.Random) -> None:
        self._url, self._chance = url, chance
        self._browser = Browser()
        self._token = self._path = ""
        self._uploads = 0
        self._over = False
        self._reads = asyncio.Event()
        self._desk = chance.random() < 0.8

    async def stay(self, until: float) -> None:
        """Come, do this and that, and go, at the moment `until` of the loop's time at the latest."""
        await self._fetch()
        if self._chance.random() < 0.05:
            return  # what fetched the page was no browser
        now = asyncio.get_running_loop().time
        while now() < until and not self._over:
            with contextlib.suppress(ConnectionClosed, WebSocketException, OSError):
                await self._converse(until)
            await asyncio.sleep(self._chance.random() * PAUSE)

    async def _fetch(self) -> None:
        async with httpx.AsyncClient(timeout=60) as client:
            page = (await client.get(self._url + ("/" if self._desk else "/plot"))).raise_for_status().text
        found = re.search(r'<script type="application/json" id="lanai-page">(.*?)</script>', page, re.DOTALL)
        assert found is not None
        state = json.loads(found[1])
        self._token, self._path = state["token"], state["ws"]
        self._browser.take(json.dumps(state["frame"]).encode())

    async def _converse(self, until: float) -> None:
        """One connection, to its end."""
        going: asyncio.Queue[bytes] = asyncio.Queue()
        address = self._url.removeprefix("http://")
        line = await _line(int(address.rpartition(":")[2]))
        # Browsers answer pings and send none.
        async with connect(
            f"ws://{address}{self._path}",
            sock=line,
            origin=Origin(self._url),
            ping_interval=None,
            close_timeout=1,
        ) as wire:
            self._reads.set()
            both = [asyncio.create_task(self._read(wire)), asyncio.create_task(_write(wire, going))]
            self._browser.attach(going.put_nowait, self._token)
            self._browser.say(messages.Loaded())
            try:
                await self._act(wire, both[0], until)
            finally:
                self._browser.detach()
                for task in both:
                    task.cancel()
                await asyncio.wait(both)

    async def _read(self, wire: ClientConnection) -> None:
        try:
            while True:
                await self._reads.wait()
                data = await wire.recv()
                self._browser.take(*((data.encode(), False) if isinstance(data, str) else (data, True)))
        except ConnectionClosed:
            self._over = wire.close_code in FINAL or self._browser.closed is not None

    async def _act(self, wire: ClientConnection, reading: asyncio.Task[None], until: float) -> None:
        """Do one thing after the other, until the line ends in one way or another."""
        now = asyncio.get_running_loop().time
        while now() < until and not reading.done():
            await asyncio.sleep(self._chance.random() * 2 * PAUSE)
            befallen = self._chance.random()
            if befallen < 0.04:
                wire.transport.abort()
                return
            if befallen < 0.08:
                await wire.close()
                return
            if befallen < 0.12:
                self._reads.clear()
                await asyncio.sleep(SLOW)
                self._reads.set()
            elif befallen < 0.16:
                self._over = True
                return
            elif self._desk:
                self._use()

    def _use(self) -> None:
        (use,) = self._chance.choices((self._click, self._type, self._upload), (60, 25, 15))
        use()

    def _click(self) -> None:
        label = self._chance.choice(LABELS)
        self._browser.event(self._id("Button", label), "click")

    def _type(self) -> None:
        self._browser.edit(
            self._id("TextInput", "Name"), {"value": "".join(self._chance.choices("abc", k=5))}
        )

    def _upload(self) -> None:
        """A file in pieces, of which the last may not come."""
        self._uploads += 1
        key, field = f"upload {self._uploads}", self._id(self._chance.choice(("FileInput", "FileDropper")))
        files = [[f"{self._uploads % 5}.txt", "text/plain", len(FILE)]]
        self._browser.event(field, "begin", {"key": key, "files": files, "more": True})
        for place in range(0, len(FILE) - PIECE * self._chance.randint(0, 1), PIECE):
            piece = base64.b64encode(FILE[place : place + PIECE]).decode()
            self._browser.event(field, "piece", {"key": key, "data": piece, "more": True})

    def _id(self, kind: str, label: str | None = None) -> int:
        return next(
            node.id
            for node in self._browser.nodes.values()
            if node.type == kind and label in (None, node.props.get("label"))
        )


async def _line(port: int) -> socket.socket:
    line = socket.socket()
    line.setblocking(False)
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, BUFFER)
    await asyncio.get_running_loop().sock_connect(line, ("127.0.0.1", port))
    return line


async def _write(wire: ClientConnection, going: asyncio.Queue[bytes]) -> None:
    with contextlib.suppress(ConnectionClosed):
        while True:
            await wire.send((await going.get()).decode())
