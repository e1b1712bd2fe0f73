"""What the routes of one server share: its apps, its options, and, while it runs, its sessions."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from lanai.callbacks.loopguard import LoopGuard
from lanai.callbacks.threads import on_a_thread
from lanai.callbacks.workers import WorkerThreads
from lanai.core.clock import Clock, LoopClock
from lanai.core.failures import log_failure, origin_of
from lanai.errors import LoopHeldUp, ProtocolError
from lanai.hosts.asgi.assets import Assets
from lanai.hosts.asgi.forwarded import TrustedProxies
from lanai.hosts.asgi.limits import Crowd
from lanai.hosts.asgi.names import HostNames
from lanai.hosts.asgi.options import ServerOptions
from lanai.hosts.asgi.origins import Origins
from lanai.hosts.asgi.paths import is_template
from lanai.hosts.asgi.policy import Policy
from lanai.hosts.asgi.reload import Reloader
from lanai.hosts.asgi.tokens import Tokens
from lanai.hosts.observing.listeners import Listeners
from lanai.hosts.observing.stalls import Stall, StallWatch
from lanai.session.process import Process
from lanai.session.registry import Sessions
from lanai.session.session import App, Session

log = logging.getLogger("lanai")

T = TypeVar("T")

STOPPING = 3.0
"""Seconds that all sessions together have for their ends when the server stops."""


class Host:
    """One server's apps by endpoint, and everything their visitors share.

    `clock`, `guard`, `sessions`, `stalls`, `tokens` and `workers` are there from `start` on. Raises `MissingFrontend`, and `UsageError` for an
    origin, a proxy or a policy that is none. `address` is where the server listens, where that is known.
    """

    clock: Clock
    guard: LoopGuard
    sessions: Sessions
    tokens: Tokens
    workers: WorkerThreads
    stalls: StallWatch

    def __init__(
        self,
        apps: Mapping[str, App],
        options: ServerOptions,
        process: Process,
        *,
        address: str | None = None,
    ) -> None:
        self.reloader = Reloader(options.files, options.watch) if options.autoreload else None
        self.apps = (
            {name: self.reloader.noting(app) for name, app in apps.items()} if self.reloader else dict(apps)
        )
        self.options = options
        self.process = process
        if options.session_history is not None:
            process.settings.session_history = options.session_history
        self.assets = Assets()
        self.origins = Origins(options.websocket_origins)
        self.names = HostNames(address, options.websocket_origins)
        self.proxies = TrustedProxies(options.trusted_proxies)
        self.policy = Policy(options.content_security_policy, options.frame_ancestors)
        self.requests = Crowd(options.max_requests)
        self.pending = Crowd(options.max_pending_connections)
        self.decoding = asyncio.Lock()
        """Held while a large message is decoded: one at a time, for each takes its share from the event loop."""
        self._schedules = False  # whether this server runs the process's scheduled tasks
        self.refusals: Counter[str] = Counter()
        """How often visitors were refused, by code."""
        self.listeners = Listeners(
            metrics=options.metrics is not None, admin=options.admin is not None, traces=options.traces
        )
        self.stopping = False
        """Whether the server ends: no visitor should be sent here any more."""

    def url(self, path: str) -> str:
        """The path of something this server serves, as browsers ask for it."""
        return self.options.prefix + path

    def static(self, file: str) -> str:
        """The path of one of the package's own files."""
        return self.url(f"/_lanai/static/{file}")

    def bokeh(self, file: str) -> str:
        """The path of a file of BokehJS, given as `<version>/<file>`."""
        return self.url(f"/_lanai/bokeh/{file}")

    async def aside(self, work: Callable[[], T]) -> T:
        """What `work` gives, which takes long and is no callback: on a thread, and waited for.

        Not on asyncio's own threads: those of `asyncio.to_thread` are few, and an app's coroutines may take all of them.
        """
        result: T = await on_a_thread(self.workers, work, "wire")
        return result

    def start(self, clock: Clock | None = None) -> None:
        """Be ready for visitors, on the running event loop, and by its clock unless another one is given."""
        loop = asyncio.get_running_loop()
        self.clock = LoopClock(loop) if clock is None else clock
        self.tokens = Tokens(self.options.secret_key, self.clock)
        workers = self.workers = WorkerThreads(self.options.max_threads or sys.maxsize)
        self.guard = LoopGuard(loop)
        self.guard.start()
        self.listeners.start(self.clock)
        self._schedules = self.process.scheduler.start(
            loop, self.clock, workers, observation=self.listeners.observation()
        )
        self.sessions = Sessions(
            loop,
            self.clock,
            workers,
            self.process,
            unused_lifetime=self.options.unused_session_lifetime,
            check_every=self.options.check_unused_sessions,
            dev=self.options.dev,
            settings=self.options.session_settings,
            refused=self.count,
            observers=self.listeners.observers,
        )
        self.stalls = StallWatch(loop, self._held_up, self._session_of)
        if clock is None:  # by another clock nothing can be said of time
            self.stalls.start()
        if self.reloader is not None:
            self.reloader.start()
        if self.origins.open_to_all:
            log.warning(
                "Any web page may connect to this server, because '*' is among its WebSocket origins."
            )

    async def warm(self) -> None:
        """Run each app once, unseen, where the options say so. What it raises is logged: visitors will be told."""
        for endpoint, app in self.apps.items() if self.options.warm else ():
            if not is_template(endpoint):  # what its template would find, nobody knows
                try:
                    await self.sessions.warm(app, endpoint)
                except Exception as error:
                    log_failure(origin_of(error), "The app at %s does not work", endpoint)
        if self.options.warm:
            gc.collect()  # what was made for nobody is gone before anybody comes

    def _held_up(self, stall: Stall, seconds: float) -> None:
        """A coroutine held up the loop: while the app is being written, its visitor is shown where."""
        if self.options.dev and isinstance(stall.owner, Session):
            stall.owner.tell_failure(
                LoopHeldUp(
                    f"The event loop was held up for {seconds:.1f} s by {stall}: no visitor's page moved meanwhile. "
                    "Await what takes long, or write it as a plain function, which runs on a thread."
                )
            )

    def _session_of(self, task: asyncio.Task[Any]) -> Session | None:
        """The session whose coroutine that is."""
        return next((session for session in self.sessions if session.turns.owns(task)), None)

    def count(self, refusal: ProtocolError) -> None:
        """A message was refused."""
        self.refusals[refusal.code] += 1

    async def close(self) -> None:
        """End every session. Those that a callback holds up for too long are given up. Harmless a second time."""
        self.stopping = True
        if self.reloader is not None:
            await self.reloader.close()
        if self._schedules:
            await self.process.scheduler.stop()
        try:
            await asyncio.wait_for(self.sessions.close(), STOPPING)
        except asyncio.TimeoutError:
            log.warning(
                "%d session(s) did not end within %g s, because a callback or an on_session_destroyed hook still runs.",
                len(self.sessions),
                STOPPING,
            )
        self.listeners.stop()
        self.stalls.stop()
        self.guard.stop()
