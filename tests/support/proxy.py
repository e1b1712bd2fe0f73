"""A network that fails: a TCP proxy on the loopback that cuts, delays, and swallows without a word."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

CHUNK = 65_536


class Proxy:
    """Stands before the server at `target` (a URL). Use `url` instead of it. Its methods may be called on any thread.

    What is delayed keeps its order within a connection, as TCP does, but comes in bursts; connections overtake each other.
    """

    def __init__(self, target: str) -> None:
        parts = urlsplit(target)
        self._target = (parts.hostname or "", parts.port or 80)
        self._path = parts.path
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._pipes: set[_Pipe] = set()
        self._delay = 0.0
        self._refuses = False
        self._server: asyncio.Server | None = None
        self.accepted = 0
        """How many connections browsers have opened."""

    @property
    def url(self) -> str:
        """The address that browsers are given."""
        assert self._server is not None
        host, port = self._server.sockets[0].getsockname()[:2]
        return f"http://{host}:{port}{self._path}"

    def cut(self) -> None:
        """End every connection there is: both sides are told."""
        self._call(self._each(lambda pipe: pipe.cut()))

    def swallow(self) -> None:
        """From now on nothing arrives on the connections there are, and nobody is told."""
        self._call(self._each(lambda pipe: pipe.swallow()))

    def delay(self, seconds: float) -> None:
        """Hold back what comes from now on for so long; 0 for not at all. What waits is not hurried."""
        self._delay = seconds

    def refuse(self, refuses: bool) -> None:
        """Whether new connections are cut at once."""
        self._refuses = refuses

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()
        self._call(self._listen())

    def stop(self) -> None:
        """End everything."""
        self._call(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    def _call(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(5)

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)

    async def _close(self) -> None:
        assert self._server is not None
        self._server.close()
        await self._each(lambda pipe: pipe.cut())
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _each(self, act: Callable[[_Pipe], None]) -> None:
        for pipe in list(self._pipes):
            act(pipe)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.accepted += 1
        if self._refuses:
            writer.transport.abort()
            return
        up_reader, up_writer = await asyncio.open_connection(*self._target)
        pipes = {_Pipe(self, reader, up_writer), _Pipe(self, up_reader, writer)}
        self._pipes |= pipes
        try:
            await asyncio.wait({asyncio.ensure_future(pipe.run()) for pipe in pipes})
        finally:
            self._pipes -= pipes
            for each in (writer, up_writer):
                each.transport.abort()

    @property
    def present_delay(self) -> float:
        """Seconds for which what comes now is held back."""
        return self._delay


class _Pipe:
    """One direction of one connection."""

    def __init__(self, proxy: Proxy, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._proxy = proxy
        self._reader = reader
        self._writer = writer
        self._swallows = False
        self._last = 0.0

    async def run(self) -> None:
        """Pass on what comes until the other side has no more to say."""
        loop = asyncio.get_running_loop()
        try:
            while data := await self._reader.read(CHUNK):
                self._last = max(self._last, loop.time() + self._proxy.present_delay)
                loop.call_at(self._last, self._deliver, data)
        except OSError:
            return
        if self._swallows:
            await asyncio.Event().wait()  # its end is as unknown as what it said last
        loop.call_at(max(self._last, loop.time()), self.cut)

    def swallow(self) -> None:
        """Let nothing through any more."""
        self._swallows = True

    def cut(self) -> None:
        """End the connection."""
        if not self._swallows:
            self._writer.transport.abort()

    def _deliver(self, data: bytes) -> None:
        if not self._swallows and not self._writer.transport.is_closing():
            self._writer.write(data)


@contextmanager
def proxied(target: str) -> Iterator[Proxy]:
    """A proxy before the server at `target` for the body of a `with` statement."""
    proxy = Proxy(target)
    proxy.start()
    try:
        yield proxy
    finally:
        proxy.stop()
