"""Opening a session in time: the token's age and the deadline for `open`, by a clock that is moved by hand."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine, Iterator
from typing import Any, TypeVar

import pytest

from lanai.hosts.asgi.host import Host
from lanai.hosts.asgi.options import ServerOptions
from lanai.hosts.asgi.websocket import OPENING, WebSocketEndpoint
from lanai.session.app import to_app
from lanai.session.process import Process
from lanai.session.request import Request
from lanai.session.session import Session
from lanai.testing import ManualClock
from lanai.testing.clock import ManualLoop
from tests.hosts.apps import Counter

T = TypeVar("T")


class Line:
    """A WebSocket in memory, as an ASGI server would hold it."""

    def __init__(self, host: Host) -> None:
        self.said: list[dict[str, Any]] = []
        self.code: int | None = None
        self._events: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._events.put_nowait({"type": "websocket.connect"})
        scope = {"type": "websocket", "headers": []}
        self.task = asyncio.get_running_loop().create_task(
            WebSocketEndpoint(host)(scope, self._events.get, self._send)
        )

    async def _send(self, message: Any) -> None:
        if message["type"] == "websocket.send":
            self.said.append(json.loads(message["text"]))
        elif message["type"] == "websocket.close":
            self.code = message["code"]
            self._events.put_nowait({"type": "websocket.disconnect", "code": self.code})

    def open(self, token: str) -> None:
        self._events.put_nowait(
            {"type": "websocket.receive", "text": json.dumps({"t": "open", "v": 1, "token": token, "rev": 0})}
        )

    async def leave(self) -> None:
        self._events.put_nowait({"type": "websocket.disconnect", "code": 1005})
        await self.task


class Stage:
    """A host without a network, and the time it goes by."""

    def __init__(self) -> None:
        self.loop = ManualLoop()
        options = ServerOptions(token_expiration=300, unused_session_lifetime=10_000)
        self.host = Host({"/": to_app(Counter())}, options, Process())
        self.run(self._start())

    async def _start(self) -> None:
        self.host.start(ManualClock(self.loop))

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    async def session(self) -> tuple[Session, str]:
        """A session, and the token of its page."""
        session = await self.host.sessions.create(self.host.apps["/"], Request())
        return session, self.host.tokens.make(session.id)

    async def pass_(self, seconds: float) -> None:
        """Let time pass, and all that is due happen."""
        await self._rest()
        self.loop.move_to(self.loop.time() + seconds)
        await self._rest()

    async def _rest(self) -> None:
        await asyncio.sleep(0)
        while self.loop.has_ready():
            await asyncio.sleep(0)


@pytest.fixture
def stage() -> Iterator[Stage]:
    stage = Stage()
    yield stage
    stage.run(stage.host.close())
    stage.loop.close()


def test_a_page_that_is_opened_in_time_is_opened(stage: Stage) -> None:
    async def visit() -> None:
        session, token = await stage.session()
        await stage.pass_(299)
        line = Line(stage.host)
        line.open(token)
        await stage.pass_(0)
        assert line.said[0] == {"t": "opened", "rev": 0, "received": 0}
        assert session.connected
        await line.leave()
        assert not session.connected

    stage.run(visit())


def test_a_page_that_is_too_old_is_not_opened(stage: Stage) -> None:
    async def visit() -> None:
        session, token = await stage.session()
        await stage.pass_(302)
        line = Line(stage.host)
        line.open(token)
        await line.task
        assert [message["code"] for message in line.said] == ["expired-token"]
        assert line.code == 4410
        assert not session.opened
        assert stage.host.refusals == {"expired-token": 1}

    stage.run(visit())


def test_a_session_that_was_opened_is_taken_up_again_however_old_its_page(stage: Stage) -> None:
    async def visit() -> None:
        session, token = await stage.session()
        first = Line(stage.host)
        first.open(token)
        await stage.pass_(5000)
        await first.leave()
        second = Line(stage.host)
        second.open(token)
        await stage.pass_(0)
        assert second.said[0]["t"] == "opened"
        assert session.connected
        await second.leave()

    stage.run(visit())


def test_a_line_that_says_nothing_is_closed(stage: Stage) -> None:
    async def wait() -> None:
        line = Line(stage.host)
        await stage.pass_(OPENING - 1)
        assert line.code is None
        await stage.pass_(1)
        await line.task
        assert [message["code"] for message in line.said] == ["not-open"]
        assert line.code == 4401

    stage.run(wait())


def test_a_line_that_was_opened_has_no_deadline(stage: Stage) -> None:
    async def wait() -> None:
        _, token = await stage.session()
        line = Line(stage.host)
        line.open(token)
        await stage.pass_(10 * OPENING)
        assert line.code is None
        await line.leave()

    stage.run(wait())
