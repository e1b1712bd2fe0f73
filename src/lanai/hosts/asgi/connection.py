"""The sending half of one WebSocket, as its session sees it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.types import Message, Send

from lanai.session.line import UNWRITTEN

MOST_WAITING = 256
"""Messages that may wait for a slow network. The outbox holds frames back long before; this bounds the rest."""

TOO_SLOW = 1013
"""Close code "try again later": the browser connects again and is sent what it lacks."""

SendAtOnce = Callable[[bytes, bool], bool]
"""Sends one message, text or (True) binary, unless it would have to wait. Returns whether it is sent."""


class SocketConnection:
    """Fulfils `lanai.session.connection.Connection` on an ASGI WebSocket, once that is accepted.

    A message is written where it stands, by `at_once`, if the server has such a thing and nothing waits. Else a task
    writes what waits, and exists only while something does: an idle connection holds nothing.
    """

    when_too_slow: Callable[[], object] | None = None
    """Is called where the line is closed because the network does not take what is to be sent."""

    def __init__(self, send: Send, at_once: SendAtOnce | None = None) -> None:
        self._asgi_send = send
        self._at_once = at_once
        self._waiting: list[Message] = []
        self._writer: asyncio.Task[None] | None = None
        self.closed = False

    async def accept(self) -> None:
        """Answer the handshake."""
        await self._asgi_send({"type": "websocket.accept"})

    def send(self, data: bytes, *, binary: bool = False) -> None:
        """Send one message, JSON text or binary. Nothing happens once the line is closed."""
        if self.closed or (
            self._writer is None and self._at_once is not None and self._at_once(data, binary)
        ):
            return
        if len(self._waiting) >= MOST_WAITING:
            self._waiting.clear()
            if self.when_too_slow is not None:
                self.when_too_slow()
            self.close(TOO_SLOW, "the connection is too slow")
        elif binary:
            self._put({"type": "websocket.send", "bytes": data})
        else:
            self._put({"type": "websocket.send", "text": data.decode()})

    def close(self, code: int, reason: str) -> None:
        """Close the line after what has been sent."""
        if not self.closed:
            self.closed = True
            self._put({"type": "websocket.close", "code": code, "reason": reason})

    def _put(self, message: Message) -> None:
        self._waiting.append(message)
        if self._writer is None:
            # Past the task factory: it is none of the app's, in whosever turn it is made.
            self._writer = asyncio.Task(self._write(), loop=asyncio.get_running_loop())

    async def _write(self) -> None:
        try:
            while self._waiting:
                await self._asgi_send(self._waiting.pop(0))
        except (OSError, RuntimeError):
            # The browser is gone: OSError as ASGI has it, RuntimeError where the server has closed the line itself.
            # Whoever reads from the socket learns of it and detaches the session.
            self.closed = True
            self._waiting.clear()
        except Exception:  # what is written calls no code of the app's; a message is lost: the browser has to come back, and is sent what it lacks
            self.closed = True
            self._waiting.clear()
            await self._asgi_send(
                {"type": "websocket.close", "code": UNWRITTEN, "reason": "a message was lost"}
            )
            raise
        finally:
            self._writer = None
