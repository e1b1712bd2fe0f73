"""Visitors without a browser: they open a page and its WebSocket, and answer as the page's script would."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import re
import socket
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from dataclasses import dataclass, field

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.typing import Origin, Subprotocol

from benchmarks.errors import ServerError
from benchmarks.opening import Opening
from benchmarks.servers import HOST, Server

Hear = Callable[[str], None]
"""Told of every message that reaches a guest who stays."""

REQUEST_SECONDS = 30.0
LEAVE_SECONDS = 2.0


@dataclass
class Guest:
    """A visitor whose WebSocket is open."""

    page: str
    """The text of the page."""

    opening: Opening
    socket: ClientConnection
    received: int = 0
    """How many messages have come."""

    _staying: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def connected(self) -> bool:
        """Whether the WebSocket is open."""
        return self.socket.close_code is None

    def stay(self, hear: Hear | None = None) -> None:
        """Take and answer what comes, in the background, until `leave`; `hear` is told of it."""
        self._staying = asyncio.create_task(self._answer_all(hear))

    async def read(self, pattern: str) -> str:
        """The first group of `pattern` in the page or, failing that, in the messages that come.

        Raises ServerError when the socket closes before, asyncio.TimeoutError after half a minute.
        """
        if match := re.search(pattern, self.page):
            return match[1]
        async with contextlib.aclosing(self.messages()) as messages:
            return await asyncio.wait_for(first_match(pattern, messages), REQUEST_SECONDS)

    async def pause(self) -> None:
        """Take nothing any more, until `messages` is read or `stay` is called again."""
        if self._staying is not None:
            self._staying.cancel()
            await asyncio.wait([self._staying])

    async def leave(self) -> None:
        """Close the socket."""
        if self._staying is not None:
            self._staying.cancel()
        await self.socket.close()

    def vanish(self) -> None:
        """Be gone without a word, as a browser whose machine is switched off."""
        if self._staying is not None:
            self._staying.cancel()
        self.socket.transport.abort()

    async def _answer_all(self, hear: Hear | None) -> None:
        async for message in self.messages():
            if hear is not None:
                hear(message)

    async def messages(self) -> AsyncGenerator[str]:
        """Take and answer what comes, until the socket closes."""
        with contextlib.suppress(ConnectionClosed):
            async for message in self.socket:
                self.received += 1
                answer = self.opening.answer(message)
                if answer is not None:
                    await self.socket.send(answer)
                yield message if isinstance(message, str) else message.decode(errors="replace")


async def arrive(server: Server, query: str = "", receive_buffer: int | None = None) -> Guest:
    """Open the server's page with `query` and then its WebSocket, as a browser does.

    `receive_buffer` is how many bytes the kernel may take in before they are read; None leaves that to it.
    Raises ServerError when either is refused, LookupError for a framework that does not say how it is opened.
    """
    framework = server.framework
    if framework.open is None:
        raise LookupError(f"{framework.title} does not say how its page opens a WebSocket; set `open`")
    page = await asyncio.to_thread(get_page, server, query)
    opening = framework.open(page, server.path)
    try:
        return Guest(page, opening, await open_socket(server, opening, receive_buffer))
    except WebSocketException as error:
        raise ServerError(f"expected a WebSocket at {opening.path}, got {error!r}") from error


async def open_socket(
    server: Server, opening: Opening, receive_buffer: int | None = None
) -> ClientConnection:
    """The WebSocket, once the page's first messages are sent. Raises WebSocketException where it is refused."""
    line = plain_socket(receive_buffer)
    await asyncio.get_running_loop().sock_connect(line, (HOST, server.port))
    opened = await connect(
        f"ws://{HOST}:{server.port}{opening.path}",
        origin=Origin(f"http://{HOST}:{server.port}"),
        subprotocols=[Subprotocol(name) for name in opening.subprotocols] or None,
        open_timeout=REQUEST_SECONDS,
        close_timeout=LEAVE_SECONDS,
        ping_interval=None,  # as browsers: they answer pings and send none
        max_size=None,
        sock=line,
    )
    try:
        if opening.greeted:
            await opened.recv()
        for message in opening.messages:
            await opened.send(message)
    except BaseException:
        await opened.close()
        raise
    return opened


def plain_socket(receive_buffer: int | None) -> socket.socket:
    """A socket that is not connected, with that many bytes of buffer."""
    line = socket.socket()
    line.setblocking(False)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if receive_buffer is not None:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    return line


@contextlib.asynccontextmanager
async def visiting(server: Server, queries: list[str]) -> AsyncIterator[list[Guest]]:
    """A guest who stays for each of `queries`, one after the other, while the block runs."""
    guests: list[Guest] = []
    try:
        for query in queries:
            guest = await arrive(server, query)
            guests.append(guest)
            guest.stay()
        yield guests
    finally:
        await asyncio.gather(*(guest.leave() for guest in guests))


async def first_match(pattern: str, messages: AsyncIterator[str]) -> str:
    """The first group of `pattern` in the first message that has it. Raises ServerError when they end before."""
    async for message in messages:
        if match := re.search(pattern, message):
            return match[1]
    raise ServerError(f"expected a message with {pattern!r}, the socket closed before")


def get_page(server: Server, query: str) -> str:
    """The text of the server's page. Raises ServerError when it is not answered with 200."""
    connection = http.client.HTTPConnection(HOST, server.port, timeout=REQUEST_SECONDS)
    try:
        connection.request("GET", f"{server.path}?{query}", headers={"Accept": "text/html"})
        answer = connection.getresponse()
        text = answer.read().decode()
    except (OSError, http.client.HTTPException) as error:
        raise ServerError(f"expected the page, the connection failed: {error!r}") from error
    finally:
        connection.close()
    if answer.status != http.HTTPStatus.OK:
        raise ServerError(f"expected 200 for {server.path}?{query}, got {answer.status}")
    return text
