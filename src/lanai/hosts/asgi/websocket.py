"""The WebSocket: a browser opens its session, then both talk until one ends it."""

from __future__ import annotations

import enum
import logging
from collections.abc import Callable, Coroutine
from functools import partial
from types import MappingProxyType
from typing import Any, cast

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from lanai.core.clock import Handle
from lanai.errors import BadMessage, BadUser, ExpiredToken, NotOpen, ProtocolError, TooLarge
from lanai.hosts.asgi.connection import TOO_SLOW, SocketConnection
from lanai.hosts.asgi.framing import TOO_LARGE as UNREAD
from lanai.hosts.asgi.host import Host
from lanai.hosts.asgi.intake import CUT_SHORT, LONGEST_OPENING
from lanai.hosts.asgi.limits import Pace, pause
from lanai.hosts.asgi.protocol import AT_ONCE, READ_AT_MOST, SILENT, UTF8
from lanai.hosts.asgi.refusal import wrong_host
from lanai.hosts.asgi.visit import identity_of
from lanai.session.request import Identity
from lanai.session.session import Session
from lanai.wire import codec, messages

log = logging.getLogger("lanai")

OPENING = 10.0
"""Seconds that a browser has to send `open`."""

PATIENCE = 100
"""How many more refused messages than good ones a connection may send."""

MOST_WAITING = 1000
"""Messages of a visitor that may wait for slow callbacks."""

MOST_OF_A_CHARACTER = 4
"""Bytes that UTF-8 takes for one."""

LOOK_AGAIN = 0.05
"""Seconds after which it is looked whether slow callbacks have come to an end."""

LONGEST_TAB = 64
"""Characters by which a page names itself."""

CLOSE_CODES = MappingProxyType(
    {
        "not-open": 4401,
        "bad-token": 4403,
        "bad-user": 4403,
        "session-gone": 4404,
        "taken-over": 4409,
        "expired-token": 4410,
    }
)
"""By refusal, after which the browser does not try again. Others close with `MALFORMED`."""
MALFORMED = 4400


Content = str | bytes
"""What a message holds as it came: its text, or, where it is packed, its text and buffers."""


class WebSocketEndpoint:
    """Answers handshakes. A page of a foreign origin is answered with 403.

    An idle visitor holds what runs for it, so there are no layers of coroutines above the conversation.
    """

    def __init__(self, host: Host) -> None:
        self._host = host

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Coroutine[Any, Any, None]:
        if wrong_host(self._host, scope) or not self._allowed(Headers(scope=scope)):
            return _turn_away(receive, send, 1008)
        if not self._host.pending.enter():
            self._host.refusals["too-many-pending"] += 1
            return _turn_away(receive, send, TOO_SLOW)
        extensions: dict[str, Any] = scope.get("extensions") or {}
        connection = SocketConnection(send, extensions.get(AT_ONCE))
        read_at_most = extensions.get(READ_AT_MOST, _whatever_comes)
        return Conversation(self._host, identity_of(scope), receive, connection, read_at_most).run()

    def _allowed(self, headers: Headers) -> bool:
        origin, own = headers.get("origin"), headers.get("host", "")
        if self._host.origins.allow(origin, own):
            return True
        self._host.refusals["foreign-origin"] += 1
        log.warning(
            "Refused a WebSocket: a page of %r asked for it, this server is %r. If that page is yours, "
            "allow it with --allow-websocket-origin or pn.serve(websocket_origin=...).",
            origin,
            own,
        )
        return False


async def _turn_away(receive: Receive, send: Send, code: int) -> None:
    await receive()  # websocket.connect
    await send({"type": "websocket.close", "code": code})


def _whatever_comes(size: int) -> None:
    """Another server than ours: it has a limit of its own."""


class Stage(enum.Enum):
    """How far a conversation is. It only goes forward."""

    WAITING = "for `open`"
    OPEN = "attached to a session"
    CLOSED = "over"


class Conversation:
    """One WebSocket from its handshake to its end. `identity` says who holds its other end.

    It counts as one of `host.pending` until its session is open. `read_at_most` limits what is read, in bytes.
    """

    def __init__(
        self,
        host: Host,
        identity: Identity | None,
        receive: Receive,
        connection: SocketConnection,
        read_at_most: Callable[[int], object] = _whatever_comes,
    ) -> None:
        self._host = host
        self._identity = identity
        self._receive = receive
        self._connection = connection
        self._read_at_most = read_at_most
        self._session: Session | None = None
        self._stage = Stage.WAITING
        self._patience = PATIENCE
        self._pace = Pace(host.clock, host.options.websocket_max_message_rate)
        self._tight = host.options.websocket_max_message_size < MOST_OF_A_CHARACTER * messages.LONG
        """Whether a message may be too large that is not long."""
        self._slowed = False
        self._behind = 0  # bytes of large messages that may wait for slow callbacks
        self._deadline: Handle | None = host.clock.call_at(host.clock.monotonic() + OPENING, self._late)

    async def run(self) -> None:
        """Accept the line, and take in messages until it is gone."""
        try:
            self._read_at_most(LONGEST_OPENING)
            await self._receive()  # websocket.connect
            await self._connection.accept()
            event = await self._receive()
            while event["type"] != "websocket.disconnect":
                # What was on its way when another connection took over is sent again there.
                if self._stage is not Stage.CLOSED and not self._connection.closed:
                    await self._hear(event)
                del event  # an idle visitor holds nothing of what he said
                event = await self._receive()
            self._tell_end(event)
        finally:
            self._no_deadline()
            self._stage = Stage.CLOSED
            if self._session is not None:
                self._session.disconnect(self._connection)

    def _tell_end(self, event: Message) -> None:
        """The line is gone: count it where the server has ended it."""
        if event.get("code") == UNREAD:
            self._host.refusals[TooLarge.code] += 1
        if CUT_SHORT in event:
            self._host.refusals[event[CUT_SHORT]] += 1
        observation = None if self._session is None else self._session.observation
        if observation is not None and event.get(SILENT) and not self._connection.closed:
            observation.cut("silent")

    async def _hear(self, event: Message) -> None:
        packed = event.get("bytes")
        content = packed if packed is not None else event[UTF8] if UTF8 in event else event["text"]
        if len(content) <= messages.LONG:
            self._take(content, packed is not None)
            await self._keep_pace()
            return
        await self._take_long(content, packed is not None)
        await self._keep_pace()
        if self._session is not None:
            await self._wait_for(self._session, _size(content))

    async def _wait_for(self, session: Session, size: int) -> None:
        """Read on only when what waits for slow callbacks is not too much: large messages would fill the memory."""
        most = self._host.options.websocket_read_at_most
        self._behind = self._behind + size if session.turns.waiting else 0
        while self._behind > most and not self._connection.closed:
            await pause(self._host.clock, LOOK_AGAIN)
            if not session.turns.waiting:
                self._behind = 0

    async def _keep_pace(self) -> None:
        """Read on only when a message more is in time. Meanwhile the network holds the browser back."""
        early = self._pace.take()
        if early and not self._slowed:
            self._host.refusals["too-fast"] += 1
        self._slowed = early > 0
        if early:
            await pause(self._host.clock, early)

    def _take(self, content: Content, packed: bool) -> None:
        try:
            message, block = _decoded(content, packed)
            if self._session is None:
                self._open(message)
                return
        except ProtocolError as error:
            self._refuse(error)
            return
        self._pass_on(self._session, message, block, self._too_large(content) if self._tight else None)

    async def _take_long(self, content: Content, packed: bool) -> None:
        """Take in a message that takes long to decode: on a thread, one at a time of all connections."""
        session = self._session
        if session is None:
            self._refuse(NotOpen("Expected `open` as the first message."))
            return
        async with self._host.decoding:
            message, block, refusal = await self._host.aside(partial(self._decoded_long, content, packed))
        if self._stage is Stage.CLOSED or self._connection.closed:
            return
        if message is not None:
            self._pass_on(session, message, block, refusal)
        elif refusal is not None:
            self._refuse(refusal)

    def _decoded_long(
        self, content: Content, packed: bool
    ) -> tuple[messages.BrowserMessage | None, bytes, ProtocolError | None]:
        """The message, the buffers behind it, and why it is refused. On a worker thread."""
        refusal: ProtocolError | None = self._too_large(content)
        if refusal is None:
            try:
                return *_decoded(content, packed), None
            except TooLarge as error:
                refusal = error.with_traceback(None)
            except ProtocolError as error:
                return None, b"", error.with_traceback(None)
        # Not decoded: that would take long, and all that is wanted of it is its number.
        return messages.stand_in(_text(content, packed)), b"", refusal

    def _too_large(self, content: Content) -> TooLarge | None:
        """Why a message is refused that is larger than it may be."""
        limit = self._host.options.websocket_max_message_size
        size = _size(content) if MOST_OF_A_CHARACTER * len(content) > limit else 0
        return TooLarge(f"Expected a message of at most {limit} bytes, got {size}.") if size > limit else None

    # -- opening ------------------------------------------------------------------------------------

    def _open(self, message: messages.BrowserMessage) -> None:
        """Attach the session that the first message names. Raises `ProtocolError`."""
        if not isinstance(message, messages.Open):
            raise NotOpen("Expected `open` as the first message.")
        if message.v != messages.VERSION:
            raise BadMessage(
                f"Expected protocol version {messages.VERSION}, got {message.v}. Load the page again."
            )
        token = self._host.tokens.read(message.token)
        session = self._host.sessions.find(token.session)
        if not session.opened and token.age > self._host.options.token_expiration:
            raise ExpiredToken("The page is too old to be opened. Load it again.")
        if _user(self._identity) != _user(session.request.identity):
            raise BadUser("This session belongs to another user. Load the page again.")
        if len(message.tab) > LONGEST_TAB:
            raise BadMessage(f"Expected at most {LONGEST_TAB} characters for 'tab', got {len(message.tab)}.")
        session.connect(self._connection, message.rev, tab=message.tab, attempt=message.attempt)
        self._no_deadline()
        self._read_at_most(self._host.options.websocket_read_at_most)
        self._stage = Stage.OPEN
        self._session = session
        if session.observation is not None:
            self._connection.when_too_slow = partial(session.observation.cut, "too-slow")

    def _late(self) -> None:
        if self._stage is Stage.WAITING:
            self._refuse(NotOpen(f"Expected `open` within {OPENING:g} s."))

    def _no_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
            self._host.pending.leave()

    # -- once open ----------------------------------------------------------------------------------

    def _pass_on(
        self,
        session: Session,
        message: messages.BrowserMessage,
        block: bytes,
        why_not: ProtocolError | None,
    ) -> None:
        refusal = session.receive(message, block, refusal=why_not)
        if refusal is None:
            self._patience = min(self._patience + 1, PATIENCE)
        else:
            self._lose_patience()
        if session.turns.waiting > MOST_WAITING and self._stage is Stage.OPEN:
            self._host.refusals["too-many-messages"] += 1
            self._end(TOO_SLOW, "too many messages")

    def _refuse(self, error: ProtocolError) -> None:
        """Answer what no session was asked about. Before a session is open that is the end."""
        log.info("refused a message (%s)", error.code)
        self._connection.send(messages.encode(messages.Error(code=error.code, message=str(error))))
        self._host.count(error)
        self._lose_patience()
        if self._stage is Stage.WAITING:
            self._end(CLOSE_CODES.get(error.code, MALFORMED), error.code)

    def _lose_patience(self) -> None:
        self._patience -= 1
        if self._patience <= 0:
            self._end(MALFORMED, "too many messages were refused")

    def _end(self, code: int, reason: str) -> None:
        self._stage = Stage.CLOSED
        self._connection.close(code, reason)


def _user(identity: Identity | None) -> str | None:
    return None if identity is None else identity.user


def _size(content: Content) -> int:
    """The size of what a message holds, in bytes."""
    return len(content.encode()) if isinstance(content, str) else len(content)


def _text(content: Content, packed: bool) -> str | bytes:
    """The JSON text of a message; empty where it is not packed as it should be."""
    if not packed:
        return content
    try:
        return codec.unpack(cast(bytes, content))[0]
    except ValueError:
        return b""


def _decoded(content: Content, packed: bool) -> tuple[messages.BrowserMessage, bytes]:
    """The message and the buffers behind it, of a `packed` one. Raises `BadMessage` and `TooLarge`."""
    if not packed:
        return messages.decode(content), b""
    try:
        text, block = codec.unpack(cast(bytes, content))
    except ValueError as error:
        raise BadMessage(
            f"Expected a binary message of protocol version {messages.VERSION}: {error}"
        ) from None
    return messages.decode(text), block
