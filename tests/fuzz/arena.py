"""Where it is fought: a real server without a network, an attacker, and a bystander who must not notice."""

from __future__ import annotations

import asyncio
import json
import logging
import random
from collections import Counter
from collections.abc import Callable
from types import TracebackType
from typing import Any

import lanai as pn
from lanai.components.base import Viewable
from lanai.hosts.asgi.application import Application
from lanai.hosts.asgi.host import Host
from lanai.hosts.asgi.options import ServerOptions
from lanai.session.app import to_app
from lanai.session.process import Process, enter_process
from lanai.session.registry import Sessions
from lanai.session.request import Request
from lanai.session.session import App, Session
from lanai.testing.browser import Browser
from lanai.wire import messages
from tests.fuzz.apps import APPS, everything, plots
from tests.fuzz.frames import Event, Frames

OPTIONS: dict[str, Any] = {"websocket_max_message_rate": 0, "websocket_max_message_size": 200_000}
TURN = 50
"""Messages after which the loop may do what they have set going."""
PATIENCE = 20.0
"""Seconds in which the server has to do so."""


class Alarm(logging.Handler):
    """Everything that the process logs as an error or with a traceback."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.raised: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.levelno >= logging.ERROR or record.exc_info:
            self.raised.append(logging.Formatter("%(levelname)s %(message)s").format(record))


class Arena:
    """A host with its application, on the running loop. An asynchronous context manager.

    `check` raises `AssertionError` where something was logged that should not be.
    """

    def __init__(self, **options: Any) -> None:
        self.process = Process()
        self.host = Host(
            {path: to_app(app) for path, app in APPS.items()},
            ServerOptions(**{**OPTIONS, **options}),
            self.process,
        )
        self.application = Application(self.host)
        self.alarm = Alarm()
        self._leave: Callable[[], None] | None = None

    @property
    def sessions(self) -> Sessions:
        return self.host.sessions

    async def __aenter__(self) -> Arena:
        self._leave = enter_process(self.process)
        logging.getLogger().addHandler(self.alarm)
        self.host.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.host.close()
        logging.getLogger().removeHandler(self.alarm)
        assert self._leave is not None
        self._leave()

    async def session(self, app: App) -> Session:
        """A session of `app`."""
        request = Request(
            uri="/", path="/", query="", method="GET", arguments={}, cookies={}, headers={}, host="localhost"
        )
        return await self.sessions.create(to_app(app), request)

    def check(self) -> None:
        """Nothing has been logged as an error."""
        assert self.alarm.raised == [], self.alarm.raised[0]


class Attacker:
    """Has a page of an app, and says whatever `chance` makes it say; comes back when it is thrown out."""

    def __init__(self, arena: Arena, chance: random.Random) -> None:
        self._arena = arena
        self._chance = chance
        self._frames: Frames | None = None
        self._session: Session | None = None
        self.sent = 0
        self.arrived = 0
        """How many of them got through to a session, as the next of its messages."""
        self.codes: Counter[str] = Counter()

    async def attack(self, app: App, count: int) -> None:
        """Send so many messages, over as many connections as that takes, and leave."""
        self._session = await self._arena.session(app)
        self._session.first_frame()
        self._frames = Frames(self._chance, self._session)
        end = self.sent + count
        while self.sent < end:
            if self._session.ended:
                raise AssertionError("the session of a visitor ended by what the visitor sent")
            await self._converse(self._session, end)
            await asyncio.wait_for(_rest(self._session), PATIENCE)
        self.arrived += self._session._inbox.received
        await self._session.close()

    async def knock(self, first: Event) -> list[int]:
        """Open a connection and say one thing. Returns the codes with which it was closed."""
        events = iter([{"type": "websocket.connect"}, {"type": "websocket.receive", **first}])
        codes: list[int] = []

        async def receive() -> Event:
            return next(events, {"type": "websocket.disconnect", "code": 1001})

        async def send(event: Any) -> None:
            if event["type"] == "websocket.close":
                codes.append(event["code"])

        await self._arena.application(websocket_scope(), receive, send)
        await asyncio.sleep(0)
        return codes

    async def _converse(self, session: Session, end: int) -> None:
        frames = self._frames
        assert frames is not None
        closed = False
        events = iter(self._opening(session))

        async def receive() -> Event:
            frames.seq = session._inbox.received
            for event in events:
                return event
            if closed or self.sent >= end:
                return {"type": "websocket.disconnect", "code": 1001}
            self.sent += 1
            if self.sent % TURN == 0:
                await asyncio.wait_for(_rest(session), PATIENCE)
            return frames.next()

        async def send(event: Any) -> None:
            nonlocal closed
            closed |= event["type"] == "websocket.close"
            if event.get("text", "").startswith('{"t":"error"'):
                self.codes[json.loads(event["text"])["code"]] += 1

        await self._arena.application(websocket_scope(), receive, send)

    def _opening(self, session: Session) -> list[Event]:
        token = self._arena.host.tokens.make(session.id)
        opening = {"t": "open", "v": 1, "token": token, "rev": session.outbox.rev}
        first: list[Event] = [{"type": "websocket.connect"}]
        return [*first, {"type": "websocket.receive", "text": json.dumps(opening)}]


class Bystander:
    """Another visitor of the same server, with every kind of component on the page."""

    def __init__(self, session: Session, button: Any) -> None:
        self._session = session
        self._button = button
        self._before = self._state()
        self._browser = Browser()
        self._browser.take(session.first_frame())
        self.closed = False
        self._browser.attach(self._deliver, "")

    @classmethod
    async def enter(cls, arena: Arena) -> Bystander:
        """Open the page."""
        made: list[Any] = []

        def app() -> Viewable:
            made.append(pn.widgets.Button(name="Still here?"))
            return pn.Column(everything(), plots(), made[0])

        return cls(await arena.session(app), made[0])

    async def check(self) -> None:
        """Nothing has changed on the page, and it answers."""
        changed = set(self._state()) - set(self._before)
        assert not changed, changed
        assert not self.closed
        before = self._button.clicks
        self._browser.event(self._button._number, "click")
        await asyncio.wait_for(_rest(self._session), PATIENCE)
        assert self._button.clicks == before + 1
        assert self._browser.errors == []
        self._browser.frames.clear()

    def send(self, data: bytes, *, binary: bool = False) -> None:
        """As a connection: what the server says."""
        self._browser.take(data, binary)

    def close(self, code: int, reason: str) -> None:
        """As a connection: the server ends it."""
        self.closed = True

    def _deliver(self, data: bytes) -> None:
        message = messages.decode(data)
        if isinstance(message, messages.Open):
            self._session.connect(self, message.rev)
        else:
            assert self._session.receive(message) is None

    def _state(self) -> list[str]:
        """Every value of every component but the button."""
        components = [each for each in self._session.outbox.components() if each is not self._button]
        values = [(each, name, getattr(each, name)) for each in components for name in each.param]
        return [
            f"{type(each).__name__} {each._number} {name} {value!r}"
            for each, name, value in values
            if name != "objects"
        ]


def websocket_scope() -> dict[str, Any]:
    """The scope of a handshake from a page of the server's own."""
    return {
        "type": "websocket",
        "path": "/_lanai/ws",
        "raw_path": b"/_lanai/ws",
        "query_string": b"",
        "root_path": "",
        "scheme": "ws",
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 5006),
        "headers": [(b"host", b"localhost:5006"), (b"origin", b"http://localhost:5006")],
        "subprotocols": [],
    }


async def _rest(session: Session) -> None:
    """Until the session has nothing left to do, its threads included."""
    await asyncio.sleep(0)
    while not session.turns.idle:
        await asyncio.sleep(0.0005)
