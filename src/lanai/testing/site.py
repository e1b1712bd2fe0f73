"""A server without a network, on an event loop whose time is moved by hand."""

from __future__ import annotations

import asyncio
import gc
import random
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from types import TracebackType
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlsplit

from lanai.callbacks.workers import WorkerThreads
from lanai.core.observer import Observation, Observer
from lanai.errors import SessionGone, TestingError
from lanai.session.app import to_app
from lanai.session.process import Process, enter_process
from lanai.session.registry import Sessions
from lanai.session.request import Request
from lanai.session.session import App, Session
from lanai.testing.browser import Browser
from lanai.testing.clock import ManualClock, ManualLoop
from lanai.testing.user import User
from lanai.wire import codec, messages

T = TypeVar("T")

PATIENCE = 10.0
"""Real seconds that the app may take to come to rest."""


class _Line:
    """A connection in memory. Fulfils `lanai.session.connection.Connection`."""

    def __init__(self, loop: asyncio.AbstractEventLoop, browser: Browser) -> None:
        self._loop = loop
        self._browser = browser
        self.cut = False
        self.code: int | None = None

    def send(self, data: bytes, *, binary: bool = False) -> None:
        self._loop.call_soon(self._deliver, data, binary)

    def close(self, code: int, reason: str) -> None:
        self.code = code

    def _deliver(self, data: bytes, binary: bool) -> None:
        if not self.cut:
            self._browser.take(data, binary)


class Site:
    """Serves an app, or a dict of apps by endpoint, to users in the same process. Use it as a context manager.

    Nothing happens between two calls: the loop runs only inside `visit`, `settle`, `advance` and a user's actions,
    and time passes only in `advance`. `dev` tells the pages of what fails in the app, as `pn.serve(dev=True)` does.
    `observers` are told what goes on, as a server's are.
    """

    def __init__(
        self,
        apps: Any,
        *,
        unused_lifetime: float = 15.0,
        dev: bool = False,
        observers: Sequence[Observer] = (),
    ) -> None:
        self.loop = ManualLoop()
        self.clock = ManualClock(self.loop)
        self.process = Process()
        self._leave_process: Callable[[], None] | None = None
        self._workers = WorkerThreads(idle=1.0)
        self._sources = dict(apps) if isinstance(apps, Mapping) else {"/": apps}
        self._apps: dict[str, App] = {}
        self._unused_lifetime = unused_lifetime
        self._dev = dev
        self._observers = observers
        self.sessions: Sessions
        self.users: list[User] = []
        self._lines: dict[int, _Line] = {}

    def __enter__(self) -> Site:
        self._leave_process = enter_process(self.process)
        observation = Observation(self._observers) if self._observers else None
        self.process.scheduler.start(self.loop, self.clock, self._workers, random.Random(0), observation)
        self.sessions = Sessions(
            self.loop,
            self.clock,
            self._workers,
            self.process,
            unused_lifetime=self._unused_lifetime,
            dev=self._dev,
            observers=self._observers,
        )
        self._apps = {_endpoint(name): to_app(source) for name, source in self._sources.items()}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None:
        try:
            self._run(self.process.scheduler.stop())
            self._run(self.sessions.close())
        finally:
            self.users.clear()
            self._lines.clear()
            self.loop.close()
            if self._leave_process is not None:
                self._leave_process()

    # -- visitors -----------------------------------------------------------------------------------

    def visit(self, url: str = "/", *, connect: bool = True, wait: bool = True) -> User:
        """Open the page at `url` in a new tab. Raises `BuildError` where the app raises.

        Without `connect` the page is fetched, but its WebSocket never comes.
        """
        parts = urlsplit(url)
        app = self._apps.get(_endpoint(parts.path))
        if app is None:
            raise TestingError(f"There is no app at {parts.path!r}. There are: {', '.join(self._apps)}.")
        session = self._run(self.sessions.create(app, _request(url), _endpoint(parts.path)))
        browser = Browser()
        user = User(self, session, browser)
        browser.take(session.first_frame())
        self.users.append(user)
        if connect:
            self.reconnect(user)
            browser.say(messages.Loaded())
            user.rest(wait)
        return user

    def drop(self, user: User) -> None:
        """Cut a user's line without a word; the server notices."""
        line = self._lines.pop(id(user), None)
        user.browser.detach()
        if line is not None:
            line.cut = True
            user.session.disconnect(line)
        self.turn()

    def half_open(self, user: User) -> None:
        """Cut a user's line so that neither side notices: what is sent is lost."""
        self._lines[id(user)].cut = True

    def reconnect(self, user: User) -> None:
        """Give a user a new line. Raises `SessionGone` where the session has ended."""
        session = user.session
        if session.ended:
            raise SessionGone("The session has ended while the user was away.")
        line = _Line(self.loop, user.browser)
        self._lines[id(user)] = line

        def deliver(data: bytes) -> None:
            self.loop.call_soon(self._receive, session, line, data)

        user.browser.attach(deliver, session.id)
        self.turn()

    def expire(self, user: User) -> None:
        """Let so much time pass that the session of a user who is gone ends."""
        self.advance(self._unused_lifetime * 2 + 20)
        self.users.remove(user)

    def _receive(self, session: Session, line: _Line, data: bytes) -> None:
        if line.cut:
            return
        text, block = codec.unpack(data) if data[:1] == b"\0" else (data, b"")
        message = messages.decode(text)
        if isinstance(message, messages.Open):
            session.connect(line, message.rev)
        else:
            session.receive(message, block)

    # -- time and rest ------------------------------------------------------------------------------

    def settle(self) -> None:
        """Run until nothing more happens without time passing. Raises `TestingError` when that takes too long."""
        self._run(self._rest())

    def turn(self) -> None:
        """Run only what is ready; do not wait for worker threads."""
        self._run(self._spin())

    def advance(self, seconds: float, *, wait: bool = True) -> None:
        """Let `seconds` pass: every timer due in between fires at its moment.

        After each the app comes to rest, or, with `wait` False, does what it can without waiting for callbacks that
        still run on their threads.
        """
        pause = self.settle if wait else self.turn
        end = self.loop.time() + seconds
        pause()
        while (due := self.loop.next_timer()) is not None and due <= end:
            self.loop.move_to(due)
            pause()
        self.loop.move_to(end)
        pause()

    def jump(self, seconds: float) -> None:
        """Let `seconds` pass at once, as if the process had been suspended: what was due meanwhile is late."""
        self.loop.move_to(self.loop.time() + seconds)
        self.settle()

    def wait_for(self, condition: Callable[[], bool]) -> None:
        """Run, while worker threads do their work in real time, until `condition` holds. Time stands still."""
        patience = time.monotonic() + PATIENCE
        while not condition():
            self.turn()
            if time.monotonic() > patience:
                raise TestingError(f"The condition did not come to hold within {PATIENCE:g} s.")
            time.sleep(0.0005)

    def collect(self) -> None:
        """Run the garbage collector until it finds nothing more; for tests that count what is alive."""
        while gc.collect():
            pass

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    async def _spin(self) -> None:
        await asyncio.sleep(0)
        while self.loop.has_ready():
            await asyncio.sleep(0)

    async def _rest(self) -> None:
        patience = time.monotonic() + PATIENCE
        await self._spin()
        while self._workers.active:
            if time.monotonic() > patience:
                busy = [session for session in self.sessions if not session.turns.idle]
                raise TestingError(
                    f"A callback still runs after {PATIENCE:g} s in {busy or 'an ended session'}."
                )
            time.sleep(0.0002)
            await self._spin()


def _endpoint(name: str) -> str:
    return "/" + name.strip("/")


def _request(url: str) -> Request:
    parts = urlsplit(url)
    arguments = {
        name: [value.encode() for value in values]
        for name, values in parse_qs(parts.query, keep_blank_values=True).items()
    }
    path = parts.path or "/"
    return Request(
        uri=url, path=path, query=parts.query, arguments=arguments, host="testserver", app_url=path
    )
