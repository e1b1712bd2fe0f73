"""uvicorn's WebSocket, made light: thousands of idle connections are what a server of live pages holds."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import Any

from uvicorn._types import ASGIReceiveEvent, ASGISendEvent
from uvicorn.config import Config
from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.exceptions import InvalidState
from websockets.extensions.base import Extension
from websockets.frames import CloseCode, Frame, Opcode

from lanai.callbacks.executor import on_own_thread
from lanai.core.clock import LoopClock
from lanai.hosts.asgi.connection import TOO_SLOW
from lanai.hosts.asgi.deflate import LARGE, LargeMessageDeflate
from lanai.hosts.asgi.framing import FRAMES, Framing
from lanai.hosts.asgi.intake import CUT_SHORT, NO_ROOM_FOR, PATIENCE, SLOWEST, UNFINISHED, Intake
from lanai.hosts.asgi.limits import Pace

AT_ONCE = "lanai.send_at_once"
"""The extension of an ASGI scope by which a message is sent without a task: see `LightProtocol.send_at_once`."""

SILENT = "lanai.silent"
"""Stands in the event that tells the application of the end, where a ping was not answered."""

READ_AT_MOST = "lanai.read_at_most"
"""The extension by which an application says how large messages may be: see `LightProtocol.read_at_most`."""

UTF8 = "lanai.utf8"
"""Stands in the event of a text, which it holds as bytes, for an application that uses `READ_AT_MOST`."""

MOST_PARTS = 50.0
"""Pings, pongs and small fragments a second; beyond that they are read more slowly."""


class LightProtocol(WebSocketsSansIOProtocol):
    """Has this package's compression (so serve it with `ws_per_message_deflate=False`), and lets go of the handshake.

    The application finds no headers in the scope once it has accepted the connection.

    No message is read before the application has asked for one more, and of all else a little in each turn of the loop.
    Of pings that come faster than their answers leave, the last one is answered.
    """

    def __init__(
        self,
        intake: Intake,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.queue: _Inbox = _Inbox()  # type: ignore[assignment]
        self.writable = _Gate(self.loop)  # type: ignore[assignment]
        self.conn: Framing = Framing(max_size=config.ws_max_size, logger=logging.getLogger("uvicorn.error"))
        self.conn.debug = False  # else what visitors type is in the log, with every other message
        self._intake = intake
        self._fragments: list[bytes] = []
        self._gathered = 0  # their bytes
        self._as_utf8 = False
        self._handed_over = False  # whether the application has a message, and has not asked for more
        self._next: asyncio.Handle | None = None  # when reading goes on
        self._holds = 0  # bytes of a message that has not been taken in
        self._deadline: asyncio.TimerHandle | None = None  # while a message is not whole
        self._since = 0.0
        self._came = 0  # bytes of that message on the line, and of what came between its fragments
        self._pace: Pace | None = None

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
        extensions[READ_AT_MOST] = self.read_at_most
        return super().run_asgi()

    # -- reading ------------------------------------------------------------------------------------

    def read_at_most(self, size: int) -> None:
        """Read no messages larger than `size` bytes from now on, and give texts as bytes, unchecked, under `UTF8`."""
        self.conn.max_message_size = size
        self._as_utf8 = True

    def data_received(self, data: bytes) -> None:
        framing = self.conn
        if self._deadline is None:
            self._came = framing.aside = 0
        self._came += len(data)
        if not self._handed_over and self._next is None:
            framing.reader.left = FRAMES
        framing.receive_data(data)
        self._look()

    def _look(self) -> None:
        """Take in what has been read, and see how to go on."""
        framing = self.conn
        if framing.parser_exc is not None:
            self.handle_parser_exception()
            return
        self.handle_events()
        if framing.parts:
            self._keep_pace(framing)
        room = True
        if framing.unfinished or self._deadline is not None:
            room = self._watch(framing)
        if framing.waiting or not room:
            self._hold(0.0 if room else NO_ROOM_FOR)

    def _keep_pace(self, framing: Framing) -> None:
        """Frames that cost the sender six bytes, and no message of the application's, are read in time as well."""
        pace = self._pace = self._pace or Pace(LoopClock(self.loop), MOST_PARTS)
        early = max([pace.take() for _ in range(framing.parts)])
        framing.parts = 0
        if early and self._next is None:
            framing.reader.left = 0
            self._next = self.loop.call_later(early, self._read_on)

    def _hold(self, delay: float) -> None:
        """There is more: read it in another turn, unless the application has to ask for it first."""
        if self.transport.is_closing():
            return
        if not self.read_paused:
            self.read_paused = True
            self.transport.pause_reading()
        if self._next is None and not self._handed_over:
            self._next = self.loop.call_later(delay, self._read_on)

    def _read_on(self) -> None:
        self._next = None
        if self._handed_over or self.disconnected:
            return
        if self._holds and not self._intake.note(self, self._holds, whole=False):
            self._hold(NO_ROOM_FOR)
            return
        self.conn.read_on()
        self._look()
        if self.read_paused and not self.conn.waiting and not self.transport.is_closing():
            self.read_paused = False
            self.transport.resume_reading()

    async def receive(self) -> ASGIReceiveEvent:
        """As uvicorn does, which waits in a second coroutine for its queue."""
        queue = self.queue
        while not queue.events:
            if self._handed_over:
                self._want_more()
            queue.reader = self.loop.create_future()
            try:
                await queue.reader
            finally:
                queue.reader = None
        return queue.events.pop(0)

    def _want_more(self) -> None:
        """The application is done with the message. The next one has a turn of its own: there may be thousands."""
        self._handed_over = False
        if self._holds:
            self._no_longer_holds()
        if self._next is None and (self.read_paused or self.conn.waiting):
            self._next = self.loop.call_soon(self._read_on)

    def handle_text(self, event: Frame) -> None:
        self.curr_msg_data_type = "text"
        self.handle_cont(event)

    def handle_bytes(self, event: Frame) -> None:
        self.curr_msg_data_type = "bytes"
        self.handle_cont(event)

    def handle_cont(self, event: Frame) -> None:
        data = bytes(event.data)
        if event.fin and not self._gathered:
            self._hand_over(data)
            return
        if data:  # of empty ones there may be any number
            self._fragments.append(data)
            self._gathered += len(data)
        if event.fin:
            fragments, self._fragments, self._gathered = self._fragments, [], 0
            self._hand_over(b"".join(fragments))

    def _hand_over(self, data: bytes) -> None:
        """A message is whole."""
        if self.close_sent:
            return
        self._handed_over = True
        event: Any = {"type": "websocket.receive"}
        if self.curr_msg_data_type == "bytes":
            event["bytes"] = data
        elif self._as_utf8:
            event[UTF8] = data
        else:
            try:
                event["text"] = data.decode()
            except UnicodeDecodeError:
                self.conn.send_close(CloseCode.INVALID_DATA)
                self.handle_parser_exception()
                return
        self.queue.put_nowait(event)

    # -- messages that are not whole ----------------------------------------------------------------

    def _watch(self, framing: Framing) -> bool:
        """Returns whether there is room for more."""
        unfinished = framing.unfinished
        if not unfinished:
            self._no_deadline()
            if not self._handed_over:
                self._no_longer_holds()
                return True
        elif self._deadline is None:
            self._since = self.loop.time()
            self._deadline = self.loop.call_later(PATIENCE, self._late)
        if unfinished:
            self._holds = len(framing.reader.buffer) + self._gathered
        return self._intake.note(self, self._holds, whole=not unfinished)

    def _late(self) -> None:
        """A slow line may take its time with a large message, as long as it comes."""
        left = PATIENCE + (self._came - self.conn.aside) / SLOWEST - (self.loop.time() - self._since)
        if left <= 0:
            self.cut(UNFINISHED)
        else:
            self._deadline = self.loop.call_later(left, self._late)

    def _no_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _no_longer_holds(self) -> None:
        self._holds = 0
        self._intake.leave(self)

    def cut(self, code: str) -> None:
        """End the connection, and tell the application of `code`. The browser connects again."""
        if self.disconnected or self.transport.is_closing():
            return
        if not self.handshake_complete:
            self.transport.abort()
            return
        end: Any = {"type": "websocket.disconnect", "code": TOO_SLOW, CUT_SHORT: code}
        self.queue.put_nowait(end)
        self.conn.fail(TOO_SLOW, code)
        self.handle_parser_exception()

    def handle_ping(self) -> None:
        """Called for each ping. One that comes while the line is full waits, and the next one takes its place."""
        asked = self.conn.asked
        if asked is None or not self.writable.is_set():
            return
        self.conn.asked = None
        with suppress(InvalidState):
            self.conn.send_pong(asked)
            self.transport.write(b"".join(self.conn.data_to_send()))

    def resume_writing(self) -> None:
        super().resume_writing()
        self.handle_ping()

    # -- the end ------------------------------------------------------------------------------------

    def handle_close(self, event: Frame) -> None:
        super().handle_close(event)
        self._end_in_time()

    def handle_parser_exception(self) -> None:
        super().handle_parser_exception()
        self._end_in_time()

    def _end_in_time(self) -> None:
        """The line is closed; but who does not read what is still to be written would keep it open."""
        self._forget()
        if self.close_timer is None and not self.disconnected:
            self.close_timer = self.loop.call_later(self.close_timeout, self.transport.abort)

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget()
        if self._next is not None:
            self._next.cancel()
        super().connection_lost(exc)

    def _forget(self) -> None:
        self._no_deadline()
        self._no_longer_holds()
        self._fragments, self._gathered = [], 0

    # -- writing ------------------------------------------------------------------------------------

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
        frame = await on_own_thread(_packed, self.conn.extensions, content, text)
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
        if self._handed_over and self.close_sent:  # nobody asks for more, but the browser's answer is read
            self._want_more()
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
