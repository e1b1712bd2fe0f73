"""A server without a network, on an event loop whose time is moved by hand."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import datetime as dt
import gc
import random
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, TypeVar

from lanai.callbacks.loopguard import LoopGuard, complete
from lanai.callbacks.schedule.when import parse_period
from lanai.core.observer import Observation, Observer
from lanai.errors import SessionGone, TestingError
from lanai.session.app import to_app
from lanai.session.process import Process, enter_process
from lanai.session.registry import Sessions
from lanai.session.request import Identity
from lanai.session.session import App
from lanai.testing.clock import ManualClock, ManualLoop
from lanai.testing.failures import Failure, Failures
from lanai.testing.line import Line
from lanai.testing.request import endpoint_of, find_app, kept_of, request_for
from lanai.testing.user import User
from lanai.testing.workers import WatchedWorkers
from lanai.wire import messages

T = TypeVar("T")

PATIENCE = 10.0
"""Real seconds that the app may take to come to rest."""
FIRST_DELAY = 0.25
"""Seconds after which a page that has lost its line tries again."""


class Site:
    """Serves what `pn.serve` takes (a function, a component, a path, or a dict of them by endpoint) to users in the same
    process. Use it as a context manager.

    Nothing happens between two calls: the loop runs only inside `visit`, `settle`, `advance` and a user's actions,
    and time passes only in `advance`. `setup` is called when the server starts, and again by `restart`, for hooks and
    scheduled tasks. `unused_lifetime` (s) is how long a session lasts without its visitor. `dev` tells the pages of
    what fails in the app, as `pn.serve(dev=True)` does. `observers` are told what goes on, as a server's are.
    """

    def __init__(
        self,
        apps: Any,
        *,
        setup: Callable[[], object] | None = None,
        unused_lifetime: float = 15.0,
        dev: bool = False,
        observers: Sequence[Observer] = (),
    ) -> None:
        self.loop = ManualLoop()
        self.clock = ManualClock(self.loop)
        self.process = Process()
        self._guard = LoopGuard(self.loop)
        self._leave_process: Callable[[], None] = lambda: None
        self._workers = WatchedWorkers(self.loop)
        self._sources = dict(apps) if isinstance(apps, Mapping) else {"/": apps}
        self._apps: dict[str, App] = {}
        self._setup = setup
        self._unused_lifetime = unused_lifetime
        self._dev = dev
        self._failures = Failures()
        self._observers = observers
        self.sessions: Sessions
        self.users: list[User] = []
        self._lines: dict[int, Line] = {}

    def __enter__(self) -> Site:
        self._failures.watch()
        try:
            self._start()
        except BaseException:  # an app that is not there, or a setup that fails
            self._failures.rest()
            self._leave_process()
            self.loop.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None:
        try:
            self._stop()
        finally:
            self._failures.rest()
            self.users.clear()
            self._lines.clear()
            self.loop.close()
            self._leave_process()

    def _start(self) -> None:
        self._leave_process = enter_process(self.process)
        self._guard.start()
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
        self._apps = {endpoint_of(name): to_app(source) for name, source in self._sources.items()}
        if self._setup is not None:
            self._setup()

    def _stop(self) -> None:
        self._run(self.process.scheduler.stop())
        self._run(self.sessions.close())
        self._guard.stop()

    # -- visitors -----------------------------------------------------------------------------------

    def visit(
        self,
        url: str = "/",
        *,
        query: Mapping[str, Any] | None = None,
        cookies: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        user: str | Identity | None = None,
        user_info: Mapping[str, Any] | None = None,
        connect: bool = True,
        wait: bool = True,
    ) -> User:
        """Open the page at `url` in a new tab. Raises `BuildError` where the app raises.

        `query` is added to the URL. `user` is who has logged in, as `pn.state.user` tells, and `user_info` what the
        identity provider says of them. Without `connect` the page is fetched, but its WebSocket never comes.
        """
        identity = Identity(user, user_info or {}) if isinstance(user, str) else user
        asked = request_for(url, query=query, cookies=cookies, headers=headers, identity=identity)
        visitor = User(self, asked)
        self.users.append(visitor)
        try:
            self._open(visitor, connect=connect, wait=wait)
        except BaseException:
            self.users.remove(visitor)
            raise
        return visitor

    def _open(self, user: User, *, connect: bool = True, wait: bool = True) -> None:
        """Fetch the user's page and connect it."""
        asked = user.request
        name, params = find_app(self._apps, asked.path)
        request = dataclasses.replace(asked, route_params=params)
        session = self._run(self.sessions.create(self._apps[name], request, name))
        user.begin(session)
        if connect:
            self.reconnect(user)
            user.browser.say(messages.Loaded())
            user.rest(wait)

    def drop(self, user: User) -> None:
        """Cut a user's line without a word; the server notices."""
        self._sever(user)
        self.turn()

    def half_open(self, user: User) -> None:
        """Cut a user's line so that neither side notices: what is sent is lost."""
        self._lines[id(user)].sever()

    def reconnect(self, user: User) -> None:
        """Give a user a new line. Raises `SessionGone` where the session has ended; the page says so then."""
        self._connect(user)
        self.turn()

    def _connect(self, user: User) -> None:
        session = user.session
        if session.ended:
            user.browser.errors.append(messages.Error(code="session-gone", message="The session has ended."))
            raise SessionGone("The session has ended while the user was away. user.reload() starts afresh.")
        line = Line(self.loop, user.browser, session, lost=lambda: self._lost(user), **user.network)
        self._lines[id(user)] = line
        user.browser.attach(line.deliver, session.id)

    def renew(self, user: User) -> None:
        """Put a new line in the place of a user's line, as it is to be now."""
        if id(user) in self._lines:
            self._sever(user)
            self._connect(user)
        self.turn()

    def reload(self, user: User) -> None:
        """Load a user's page again, in a new session."""
        self._sever(user)
        user.request = request_for(user.url.partition("#")[0], **kept_of(user.request))
        self._open(user)

    def expire(self, user: User) -> None:
        """Let so much time pass that the session of a user who is gone ends."""
        self.advance(self._unused_lifetime * 2 + 20)
        self.users.remove(user)

    def _sever(self, user: User) -> None:
        line = self._lines.pop(id(user), None)
        user.browser.detach()
        if line is not None:
            line.sever()
            user.session.disconnect(line)

    def _lost(self, user: User) -> None:
        """A proxy has closed the line: the page connects again by itself, as it does in a browser."""
        self._sever(user)
        self.loop.call_later(FIRST_DELAY, self._try_again, user)

    def _try_again(self, user: User) -> None:
        if user in self.users and id(user) not in self._lines and not user.offline:
            with contextlib.suppress(SessionGone):  # the page says so
                self._connect(user)

    # -- the server ---------------------------------------------------------------------------------

    def restart(self, *, graceful: bool = True) -> None:
        """The server stops and starts again: its sessions are gone. `setup` runs again.

        A `graceful` stop tells the pages; otherwise their lines just break, as when the process is killed, and they
        learn it when they connect again.
        """
        if not graceful:
            for user in self.users:
                self._sever(user)
        self._stop()
        self.settle()
        for user in self.users:
            self._sever(user)
            if not graceful:
                self._try_again(user)
        self._leave_process()
        self.process = Process()
        self._start()
        self.turn()

    # -- what failed --------------------------------------------------------------------------------

    @property
    def failures(self) -> list[Failure]:
        """What of the app's own code has failed so far, in callbacks, hooks and tasks, and was not expected."""
        return list(self._failures.found)

    def check(self) -> None:
        """Raise `AppFailed`, with the traceback, where something of the app's own code has failed.

        The fixture `lanai_site` does it at the end of each test.
        """
        self._failures.check()

    def expect_errors(
        self, kind: type[BaseException] = Exception, match: str = ""
    ) -> AbstractContextManager[list[Failure]]:
        """A context manager in which callbacks of the app are meant to raise `kind`, with a text that `match` is found in.

        Gives the list that they are put into. Raises `TestingError` at its end where none has.
        """
        return self._failures.expect(kind, match)

    # -- time and rest ------------------------------------------------------------------------------

    def settle(self) -> None:
        """Run until nothing more happens without time passing. Raises `TestingError` when that takes too long."""
        self._run(self._rest())

    def turn(self) -> None:
        """Run only what is ready; do not wait for worker threads."""
        self._run(self._spin())

    def advance(self, time: float | str | dt.timedelta, *, wait: bool = True) -> None:
        """Let time pass, in s or as '1h30m': every timer due in between fires at its moment.

        After each the app comes to rest, or, with `wait` False, does what it can without waiting for callbacks that
        still run on their threads.
        """
        self._run(self._pass(self.loop.time() + _seconds(time), self._rest if wait else self._spin))

    async def _pass(self, end: float, pause: Callable[[], Coroutine[Any, Any, None]]) -> None:
        await pause()
        while (due := self.loop.next_timer()) is not None and due <= end:
            self.loop.move_to(due)
            await pause()
        self.loop.move_to(end)
        await pause()

    def jump(self, time: float | str | dt.timedelta) -> None:
        """Let time pass at once, as if the process had been suspended: what was due meanwhile is late."""
        self.loop.move_to(self.loop.time() + _seconds(time))
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

    def on_loop(self, function: Callable[[], T]) -> T:
        """What `function` gives, called while the loop runs, as a server calls it."""

        async def call() -> T:
            return function()

        return self._run(call())

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return complete(self.loop, work)

    async def _spin(self) -> None:
        await asyncio.sleep(0)
        while self.loop.has_ready():
            await asyncio.sleep(0)

    async def _rest(self) -> None:
        patience = time.monotonic() + PATIENCE
        await self._spin()
        while self._workers.active:
            left = patience - time.monotonic()
            if left < 0:
                busy = [session for session in self.sessions if not session.turns.idle]
                raise TestingError(
                    f"A callback still runs after {PATIENCE:g} s in {busy or 'an ended session'}."
                )
            self.loop.wait_for_threads(left)
            await self._spin()


def _seconds(time: float | str | dt.timedelta) -> float:
    return time if isinstance(time, (int, float)) else parse_period(time).total_seconds()
