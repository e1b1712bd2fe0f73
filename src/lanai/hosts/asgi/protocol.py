"""uvicorn's WebSocket, made light: thousands of idle connections are what a server of live pages holds."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from uvicorn._types import ASGISendEvent
from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.exceptions import InvalidState
from websockets.frames import CloseCode
from websockets.server import ServerProtocol

from lanai.hosts.asgi.deflate import LargeMessageDeflateFactory

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
        self.queue = _Inbox(self.loop)  # type: ignore[assignment]
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

    async def run_asgi(self) -> None:
        """Called once, in a task of its own: the application's part."""
        extensions: dict[str, Any] = self.scope.setdefault("extensions", {})
        extensions[AT_ONCE] = self.send_at_once
        await super().run_asgi()

    def send_at_once(self, data: bytes, binary: bool) -> bool:
        """Send one message, JSON text or binary, unless it would have to wait. Returns whether it is sent.

        ASGI's own `send` is a coroutine, which takes a task, and a round of the loop, for each message.
        """
        if self.disconnected or self.close_sent or not self.handshake_complete or not self.writable.is_set():
            return False
        try:
            (self.conn.send_binary if binary else self.conn.send_text)(data)
        except InvalidState:
            return False
        self.transport.write(b"".join(self.conn.data_to_send()))
        return True

    def keepalive_timeout(self) -> None:
        """Called when a ping has not been answered in time: the network has failed without a word.

        What is still to be written would keep the connection for as long as TCP hopes, so it is thrown away.
        """
        end: Any = {"type": "websocket.disconnect", "code": 1006, SILENT: True}
        self.queue.put_nowait(end)
        super().keepalive_timeout()
        self.transport.abort()

    async def send(self, message: ASGISendEvent) -> None:
        """As uvicorn does; but a browser that does not take the farewell in time is not waited for."""
        await super().send(message)
        if self.close_timer is not None:
            self.close_timer.cancel()
            self.close_timer = self.loop.call_later(self.close_timeout, self.transport.abort)


class _Framing(ServerProtocol):
    """Closes with a code after which the browser does not send what was too large again, and again."""

    def fail(self, code: int, reason: str = "") -> None:
        super().fail(TOO_LARGE if code == CloseCode.MESSAGE_TOO_BIG else code, reason)


class _Inbox:
    """What uvicorn needs of its `asyncio.Queue`, for one reader, at a tenth of the memory."""

    __slots__ = ("_events", "_loop", "_reader")

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._events: list[Any] = []
        self._reader: asyncio.Future[None] | None = None

    def put_nowait(self, event: Any) -> None:
        self._events.append(event)
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)

    def empty(self) -> bool:
        return not self._events

    async def get(self) -> Any:
        while not self._events:
            self._reader = self._loop.create_future()
            try:
                await self._reader
            finally:
                self._reader = None
        return self._events.pop(0)
