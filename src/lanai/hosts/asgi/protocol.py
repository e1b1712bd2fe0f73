"""uvicorn's WebSocket, made light: thousands of idle connections are what a server of live pages holds."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from typing import Any

from uvicorn._types import ASGIReceiveEvent, ASGISendEvent
from uvicorn.config import Config
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.exceptions import InvalidState
from websockets.extensions.base import Extension
from websockets.frames import CloseCode, Frame, Opcode
from websockets.server import ServerProtocol

from lanai.hosts.asgi.deflate import LARGE, LargeMessageDeflate, LargeMessageDeflateFactory

AT_ONCE = "lanai.send_at_once"
"""The extension of an ASGI scope by which a message is sent without a task: see `LightProtocol.send_at_once`."""

SILENT = "lanai.silent"
"""Stands in the event that tells the application of the end, where a ping was not answered."""

TOO_LARGE = 4413
"""Close code for a message so large that it is not even read."""


class LightProtocol(WebSocketsSansIOProtocol):
    """Has this package's compression (so serve it with `ws_per_message_deflate=False`), and lets go of the handshake.

    The application finds no headers in the scope once it has accepted the connection.
    """

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.queue: _Inbox = _Inbox()  # type: ignore[assignment]
        self.writable = _Gate(self.loop)  # type: ignore[assignment]
        self.conn = _Framing(
            extensions=[LargeMessageDeflateFactory()],
            max_size=config.ws_max_size,
            logger=logging.getLogger("uvicorn.error"),
        )
        self.conn.debug = False  # else what visitors type is in the log, with every other message

    def start_keepalive(self) -> None:
        """Called once, when the connection has been accepted."""
        super().start_keepalive()
        # Emptied, not only left: the parser's own frame holds on to the request.
        self.request.headers.clear()
        self.response.headers.clear()
        self.scope["headers"] = []

    def run_asgi(self) -> Coroutine[Any, Any, None]:
        """Called once, for a task of its own: the application's part."""
        extensions: dict[str, Any] = self.scope.setdefault("extensions", {})
        extensions[AT_ONCE] = self.send_at_once
        return super().run_asgi()

    async def receive(self) -> ASGIReceiveEvent:
        """As uvicorn does, which waits in a second coroutine for its queue."""
        queue = self.queue
        while not queue.events:
            queue.reader = self.loop.create_future()
            try:
                await queue.reader
            finally:
                queue.reader = None
        event: ASGIReceiveEvent = queue.events.pop(0)
        if self.read_paused and not queue.events:
            self.read_paused = False
            self.transport.resume_reading()
        return event

    def send_at_once(self, data: bytes, binary: bool) -> bool:
        """Send one message, JSON text or binary, unless it would have to wait. Returns whether it is sent.

        ASGI's own `send` is a coroutine, which takes a task, and a round of the loop, for each message.
        """
        if len(data) >= LARGE or not self._may_send or not self.writable.is_set():
            return False
        try:
            (self.conn.send_binary if binary else self.conn.send_text)(data)
        except InvalidState:
            return False
        self.transport.write(b"".join(self.conn.data_to_send()))
        return True

    async def _send_large(self, content: bytes | None, text: str | None) -> None:
        """Send one message. Whoever sends another one meanwhile waits (see `SocketConnection`)."""
        frame = await asyncio.to_thread(_packed, self.conn.extensions, content, text)
        await self.writable.wait()
        if not self._may_send:
            raise ClientDisconnected
        try:
            self.conn.send_frame(frame)
        except InvalidState:
            raise ClientDisconnected from None
        self.transport.write(b"".join(self.conn.data_to_send()))

    def keepalive_timeout(self) -> None:
        """Called when a ping has not been answered in time: the network has failed without a word.

        What is still to be written would keep the connection for as long as TCP hopes, so it is thrown away.
        """
        end: Any = {"type": "websocket.disconnect", "code": 1006, SILENT: True}
        self.queue.put_nowait(end)
        super().keepalive_timeout()
        self.transport.abort()

    @property
    def _may_send(self) -> bool:
        return self.handshake_complete and not self.disconnected and not self.close_sent

    async def send(self, message: ASGISendEvent) -> None:
        """As uvicorn does; but a browser that does not take the farewell in time is not waited for.

        A large message is compressed on a thread.
        """
        event: Any = message
        if event["type"] == "websocket.send" and len(event.get("bytes") or event.get("text") or "") >= LARGE:
            await self._send_large(event.get("bytes"), event.get("text"))
            return
        await super().send(message)
        if self.close_timer is not None:
            self.close_timer.cancel()
            self.close_timer = self.loop.call_later(self.close_timeout, self.transport.abort)


def _packed(extensions: Sequence[Extension], content: bytes | None, text: str | None) -> Frame:
    """The frame for a message, compressed where that was agreed."""
    frame = Frame(Opcode.TEXT, (text or "").encode()) if content is None else Frame(Opcode.BINARY, content)
    for extension in extensions:
        if isinstance(extension, LargeMessageDeflate):
            frame = extension.packed(frame)
    return frame


class _Framing(ServerProtocol):
    """Closes with a code after which the browser does not send what was too large again, and again."""

    def fail(self, code: int, reason: str = "") -> None:
        super().fail(TOO_LARGE if code == CloseCode.MESSAGE_TOO_BIG else code, reason)


class _Inbox:
    """What came and has not been read: uvicorn's `asyncio.Queue`, for one reader, at a tenth of the memory."""

    __slots__ = ("events", "reader")

    def __init__(self) -> None:
        self.events: list[ASGIReceiveEvent] = []
        self.reader: asyncio.Future[None] | None = None

    def put_nowait(self, event: ASGIReceiveEvent) -> None:
        self.events.append(event)
        if self.reader is not None and not self.reader.done():
            self.reader.set_result(None)

    def empty(self) -> bool:
        return not self.events


class _Gate:
    """What uvicorn needs of its `asyncio.Event`, at a twentieth of the memory: nearly always it is open."""

    __slots__ = ("_loop", "_opening")

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._opening: asyncio.Future[None] | None = None

    def is_set(self) -> bool:
        return self._opening is None

    def set(self) -> None:
        opening, self._opening = self._opening, None
        if opening is not None and not opening.done():
            opening.set_result(None)

    def clear(self) -> None:
        if self._opening is None:
            self._opening = self._loop.create_future()

    async def wait(self) -> None:
        if self._opening is not None:
            await asyncio.shield(self._opening)
