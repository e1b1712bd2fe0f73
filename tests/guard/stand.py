"""A real application without a network, on time that is moved by hand, and visitors who talk with it as browsers do."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from lanai.hosts.asgi.application import Application
from lanai.hosts.asgi.host import Host
from lanai.hosts.asgi.options import ServerOptions
from lanai.session.app import to_app
from lanai.session.process import Process, enter_process
from lanai.session.request import Request
from lanai.session.session import Session
from lanai.testing.clock import ManualClock, ManualLoop
from lanai.wire import codec
from tests.support.threads import let_them

OPTIONS: dict[str, Any] = {
    "websocket_max_message_rate": 0,
    "unused_session_lifetime": 1e9,
    "max_pending_connections": 100_000,
    "max_sessions": 100_000,
    "secret_key": b"k" * 32,
}
HEADERS = [(b"host", b"localhost:5006"), (b"accept", b"text/html"), (b"user-agent", b"guard")]
PATIENCE = 30.0
"""Real seconds that work may take to come to rest."""


class Stand:
    """Serves `app`, a function or the path of a script. Use it as a context manager; time passes only in `advance`."""

    def __init__(self, app: Callable[[], object] | Path) -> None:
        self.loop = ManualLoop()
        self.process = Process()
        self._app = to_app(app)
        self.host = Host({"/": self._app}, ServerOptions(**OPTIONS), self.process)
        self.application = Application(self.host)
        self._leave: Callable[[], None] | None = None

    def __enter__(self) -> Stand:
        self._leave = enter_process(self.process)
        self.loop.run_until_complete(self._start())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.loop.run_until_complete(self.host.close())
        for task in asyncio.all_tasks(self.loop):
            task.cancel()
        self.loop.run_until_complete(asyncio.sleep(0))
        self.loop.close()
        assert self._leave is not None
        self._leave()

    async def _start(self) -> None:
        self.host.start(ManualClock(self.loop))

    def session(self) -> Session:
        """A session with its page built and its first frame written, without HTTP."""
        request = Request(uri="/", path="/", query="", host="localhost")
        session = self.loop.run_until_complete(self.host.sessions.create(self._app, request))
        session.first_frame()
        return session

    def get(self) -> bytes:
        """The page, as it is answered: with a new session."""
        body: list[bytes] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(event: Any) -> None:
            body.append(event.get("body", b""))

        self.loop.run_until_complete(self.application(_scope("http", "/"), receive, send))
        return b"".join(body)

    def visit(self) -> Visitor:
        """A visitor whose page is open and at rest."""
        visitor = Visitor(self, self.get())
        self.rest()
        return visitor

    def advance(self, seconds: float) -> None:
        """Let so much time pass, at whose end something may be due, and come to rest."""
        self.loop.move_to(self.loop.time() + seconds)
        self.rest()

    def rest(self) -> None:
        """Run until nothing more happens without time passing."""
        self.loop.run_until_complete(self._rest())

    async def _rest(self) -> None:
        patience = time.monotonic() + PATIENCE
        await self._spin()
        while self.host.workers.active:
            assert time.monotonic() < patience, "a callback does not end"
            let_them()
            await self._spin()

    async def _spin(self) -> None:
        await asyncio.sleep(0)
        while self.loop.has_ready():
            await asyncio.sleep(0)


class Visitor:
    """Holds an open WebSocket, acknowledges every frame, and keeps how much was said to it."""

    def __init__(self, stand: Stand, page: bytes) -> None:
        state = _state_of(page)
        self._add: list[Any] = state["frame"]["add"]
        self._events: deque[dict[str, Any]] = deque([{"type": "websocket.connect"}])
        self._waiting: asyncio.Future[None] | None = None
        self._loop = stand.loop
        self._seq = 0
        self.rev = int(state["frame"]["rev"])
        self.frames = 0
        self.received = 0
        """Bytes of messages."""
        self.say({"t": "open", "v": 1, "token": state["token"], "rev": self.rev})
        self.say({"t": "loaded"})
        scope = _scope("websocket", "/_lanai/ws")
        self._line = stand.loop.create_task(self._talk(stand, scope))

    async def _talk(self, stand: Stand, scope: dict[str, Any]) -> None:
        await stand.application(scope, self._receive, self._send)

    def number(self, kind: str, place: int = 0) -> int:
        """The id of a component of the first frame: the one at `place` among those of that type."""
        return int([id for id, type, _ in self._add if type == kind][place])

    def click(self, id: int) -> None:
        """Click a component."""
        self._seq += 1
        self.say({"t": "event", "seq": self._seq, "rev": self.rev, "id": id, "name": "click", "data": {}})

    def leave(self) -> None:
        """Close the page. The server learns of it when the loop next runs."""
        self._events.append({"type": "websocket.disconnect", "code": 1001})
        self._wake()

    def say(self, message: dict[str, Any]) -> None:
        """Send a message; it arrives when the loop next runs."""
        self._events.append({"type": "websocket.receive", "text": codec.dumps(message).decode()})
        self._wake()

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    async def _receive(self) -> dict[str, Any]:
        while not self._events:
            self._waiting = self._loop.create_future()
            await self._waiting
        return self._events.popleft()

    async def _send(self, event: Any) -> None:
        data = event.get("bytes") or event.get("text", "").encode()
        self.received += len(data)
        found = re.search(rb'"t":"frame".*?"rev":(\d+)', data)
        if found is not None:
            self.frames += 1
            self.rev = int(found[1])
            self.say({"t": "ack", "rev": self.rev})


def _state_of(page: bytes) -> dict[str, Any]:
    found = re.search(rb'<script type="application/json" id="lanai-page">(.*?)</script>', page, re.DOTALL)
    assert found is not None, page[:500]
    state: dict[str, Any] = json.loads(found[1])
    return state


def _scope(kind: str, path: str) -> dict[str, Any]:
    origin = [(b"origin", b"http://localhost:5006")] if kind == "websocket" else []
    return {
        "type": kind,
        "http_version": "1.1",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": "ws" if kind == "websocket" else "http",
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 5006),
        "headers": [*HEADERS, *origin],
        "subprotocols": [],
    }
