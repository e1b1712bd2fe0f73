"""Floods, from a process of their own: `python -m benchmarks.attackers FRAMEWORK PORT FLOOD SECONDS`.

All of it goes to 127.0.0.1, and ends by itself. It says when it is ready, waits for a line, and prints in the end how many
lines were let in.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from benchmarks import lines
from benchmarks.errors import ServerError
from benchmarks.frameworks import frameworks
from benchmarks.guests import get_page
from benchmarks.lines import Line, bomb, frame
from benchmarks.opening import Opening
from benchmarks.processes import allow_many_sockets
from benchmarks.servers import Server

LINES = 10
PENDING = 300
BURST = 100
PAUSE_SECONDS = 0.02
"""Between two bursts of a line: ten lines say 50,000 messages a second, if they are read."""
BOMB_BYTES = 16 * 2**20
BEHIND = 10
"""Niceness: an attacker on another machine would take no CPU time of the server's."""
GRACE_SECONDS = 1.0

Use = Callable[[Line, Opening], Awaitable[None]]


@dataclass
class Flood:
    """What all lines of one flood share. `opened` counts those that were let in."""

    server: Server
    end: float
    opened: int = 0

    @property
    def left(self) -> float:
        """Seconds until it is over."""
        return self.end - time.monotonic()

    async def on_lines(self, count: int, use: Use, *, compress: bool = False) -> None:
        """Use so many lines at once, a page for all that never open, and one for each of the others."""
        await asyncio.gather(*(self._on_line(use, compress) for _ in range(count)))

    async def _on_line(self, use: Use, compress: bool) -> None:
        with contextlib.suppress(OSError, EOFError, asyncio.TimeoutError, ServerError):
            line, opening = await self.open(compress)
            try:
                await use(line, opening)
            finally:
                line.abort()

    async def open(self, compress: bool = False) -> tuple[Line, Opening]:
        """A WebSocket of a page of its own, about which nothing has been said yet."""
        framework = self.server.framework
        assert framework.open is not None
        opening = framework.open(await asyncio.to_thread(get_page, self.server, ""), self.server.path)
        line = await Line.open(
            self.server.port, opening.path, subprotocols=opening.subprotocols, compress=compress
        )
        self.opened += 1
        return line, opening

    async def repeat(self, line: Line, data: bytes, pause: float = PAUSE_SECONDS) -> None:
        """Say the same over and over until the end."""
        while self.left > 0:
            await line.send(data)
            await asyncio.sleep(pause)


def framed(message: str | bytes) -> bytes:
    """A message of the page's as its browser sends it."""
    if isinstance(message, str):
        return frame(lines.TEXT, message.encode())
    return frame(lines.BINARY, message)


async def begin(line: Line, opening: Opening) -> None:
    """Open the session as the page does."""
    if opening.greeted:
        await line.reader.read(1)
    for message in opening.messages:
        await line.send(framed(message))


async def messages(flood: Flood) -> None:
    """What the page may say at any time, over and over."""

    async def use(line: Line, opening: Opening) -> None:
        await begin(line, opening)
        await flood.repeat(line, b"".join(map(framed, opening.repeated)) * BURST)

    await flood.on_lines(LINES, use)


async def pings(flood: Flood) -> None:
    """WebSocket pings, whose answers are not read."""

    async def use(line: Line, opening: Opening) -> None:
        await begin(line, opening)
        await flood.repeat(line, frame(lines.PING, b"p" * 125) * BURST)

    await flood.on_lines(LINES, use)


async def bombs(flood: Flood) -> None:
    """Messages of 16 KB that become 16 MB, where the server agrees on compression."""
    data = bomb(BOMB_BYTES)

    async def use(line: Line, opening: Opening) -> None:
        if line.compressed:
            await begin(line, opening)
            await flood.repeat(line, data, pause=0.1)

    await flood.on_lines(LINES, use, compress=True)


async def pending(flood: Flood) -> None:
    """Connections that never say anything."""
    line, opening = await flood.open()

    async def stay() -> None:
        with contextlib.suppress(OSError, EOFError, asyncio.TimeoutError, ServerError):
            waiting = await Line.open(flood.server.port, opening.path, subprotocols=opening.subprotocols)
            flood.opened += 1
            await asyncio.sleep(flood.left)
            waiting.abort()

    await asyncio.gather(*(stay() for _ in range(PENDING)))
    line.abort()


FLOODS: Mapping[str, Callable[[Flood], Awaitable[None]]] = {
    "messages": messages,
    "pings": pings,
    "bombs": bombs,
    "pending": pending,
}


async def main(framework: str, port: int, name: str, seconds: float) -> int:
    """Make the flood; how many lines were opened."""
    server = Server(frameworks()[framework], "hostile", port, pid=0, start_seconds=0.0)
    flood = Flood(server, time.monotonic() + seconds)
    with contextlib.suppress(OSError, EOFError, asyncio.TimeoutError, ServerError):
        await asyncio.wait_for(FLOODS[name](flood), seconds + GRACE_SECONDS)
    return flood.opened


if __name__ == "__main__":
    allow_many_sockets()
    os.nice(BEHIND)
    print("ready", flush=True)
    sys.stdin.readline()
    print(asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], float(sys.argv[4]))), flush=True)
    os._exit(0)  # a page that is still waited for, on a thread, is nobody's any more
