"""All sessions of a server: born, found, expired."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from lanai.callbacks.workers import Workers
from lanai.core.clock import Clock, Handle
from lanai.core.observer import Observation, Observer, Reason
from lanai.errors import ProtocolError, SessionGone
from lanai.session.process import Process
from lanai.session.request import Request
from lanai.session.session import App, Session

log = logging.getLogger("lanai")

LONGEST_BUILD = 600.0
"""Seconds that an app may take to build its page. A browser has given up long before; the thread is free again."""


class Sessions:
    """The living sessions of one server, on one event loop.

    A session that no browser is attached to for `unused_lifetime` s is closed; that is checked every
    `check_every` s, or every third of the lifetime where that is shorter. `dev` and `refused`, which is told of every
    refused message, are given to each session, and so are `settings`, as its own, which it may change. `observers` are
    told what goes on in all of them.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        clock: Clock,
        workers: Workers,
        process: Process,
        *,
        unused_lifetime: float = 15.0,
        check_every: float = 17.0,
        dev: bool = False,
        settings: Mapping[str, Any] | None = None,
        refused: Callable[[ProtocolError], object] | None = None,
        observers: Sequence[Observer] = (),
    ) -> None:
        self.clock = clock
        self._settings = dict(settings or {})
        self._dev = dev
        self._refused = refused
        self._observers = observers
        self.process = process
        self._loop = loop
        self._workers = workers
        self._unused_lifetime = unused_lifetime
        self._check_every = (
            min(check_every, unused_lifetime / 3) if unused_lifetime < check_every else check_every
        )
        self._sessions: dict[str, Session] = {}
        self._own = 0  # those of the server's own
        self.made: Counter[str] = Counter()
        """How many sessions have begun, by endpoint."""
        self.failed: Counter[str] = Counter()
        """How many of them had an app that could not be started."""
        self._closing: set[asyncio.Task[None]] = set()
        self._check: Handle | None = None

    def __len__(self) -> int:
        return len(self._sessions)

    def __iter__(self) -> Iterator[Session]:
        return iter(list(self._sessions.values()))

    @property
    def visitors(self) -> int:
        """How many of them are sessions of visitors."""
        return len(self._sessions) - self._own

    @property
    def seen(self) -> list[Session]:
        """The living sessions of visitors: without those of the server's own."""
        return [session for session in self if not session.unseen]

    async def create(self, app: App, request: Request, endpoint: str = "/") -> Session:
        """A new session with its page built. Raises `BuildError`, and then nothing is left of it."""
        self.process.history.launched(session_id := secrets.token_urlsafe(24), request, self.clock.now())
        session = self._enter(self._born(session_id, request, endpoint))
        self.made[endpoint] += 1
        try:
            for hook in self.process.created:
                await session.run_hook(hook, "an on_session_created hook")
            await session.build(app)
        except BaseException:
            self.failed[endpoint] += 1
            await session.close("failed")
            raise
        self.process.history.started(session.id, self.clock.now())
        return session

    async def create_unseen(self, app: App, request: Request, endpoint: str) -> Session:
        """A new session of the server's own, with its page built: no hook runs, and it counts nowhere.

        Raises `BuildError`.
        """
        session = self._enter(self._born(secrets.token_urlsafe(24), request, endpoint, unseen=True))
        try:
            await session.build(app)
        except BaseException:
            await session.close("failed")
            raise
        return session

    def _enter(self, session: Session) -> Session:
        self._sessions[session.id] = session
        self._own += session.unseen
        self._watch()
        return session

    async def warm(self, app: App, endpoint: str = "/") -> None:
        """Build the app once, so that the first visitor finds everything imported and computed.

        That happens in a session that nobody is told of: no hook runs, it does not count, and it is released before
        this returns. Raises `BuildError`.
        """
        session = self._born(
            secrets.token_urlsafe(24), Request(uri=endpoint, path=endpoint), endpoint, unseen=True
        )
        try:
            await session.build(app)
            session.first_frame()
        finally:
            await session.close()

    def _born(self, id: str, request: Request, endpoint: str, *, unseen: bool = False) -> Session:
        session = Session(
            id,
            loop=self._loop,
            clock=self.clock,
            workers=self._workers,
            process=self.process,
            request=request,
            endpoint=endpoint,
            dev=self._dev,
            closed=self._forget,
            peers=self._peers,
            unseen=unseen,
            refused=self._refused,
            observation=Observation(self._observers, id, endpoint)
            if self._observers and not unseen
            else None,
        )
        session.settings.update(self._settings)
        return session

    def find(self, id: str) -> Session:
        """The living session with that id. Raises `SessionGone`."""
        session = self._sessions.get(id)
        if session is None or session.ended:
            raise SessionGone("The session has ended. Load the page again to start a new one.")
        return session

    async def close(self) -> None:
        """End every session: the server stops."""
        if self._check is not None:
            self._check.cancel()
            self._check = None
        await asyncio.gather(*(session.close("stopping") for session in self), *self._closing)

    def expire(self) -> None:
        """Close the sessions that nobody has been attached to for too long. On the loop."""
        now = self.clock.monotonic()
        for session in self:
            since = session.silent_since
            if since is None and not session.opened and session.age >= LONGEST_BUILD:
                log.warning(
                    "The app at %s takes too long to start: %r is given up", session.endpoint, session
                )
                self._end(session, "failed")
            if since is None or session.lasting or session.working or session.ended:
                continue
            if now - since >= self._unused_lifetime:
                self._end(session, "expired")

    def _end(self, session: Session, reason: Reason) -> None:
        task = self._loop.create_task(session.close(reason))
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    def _watch(self) -> None:
        if self._check is None:
            self._check = self.clock.call_at(self.clock.monotonic() + self._check_every, self._look)

    def _look(self) -> None:
        self._check = None
        self.expire()
        if self._sessions:
            self._watch()

    def _forget(self, session: Session) -> None:
        if self._sessions.pop(session.id, None) is not None:
            self._own -= session.unseen
        if not session.unseen:
            self.process.history.ended(session.id, self.clock.now())

    def _peers(self) -> list[Session]:
        return self.seen
