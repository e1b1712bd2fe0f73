"""Whose turn it is: user code of one session, each piece run where it belongs.

Synchronous code runs on worker threads, one piece at a time and in order; coroutines run on the event loop, side by
side. Both run in a copy of the session's context, so that `pn.state` means the session wherever they go.
"""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections import deque
from collections.abc import Callable, Coroutine
from typing import Any

from lanai.callbacks.workers import Workers
from lanai.core.protocols import AsyncWork, Work

Report = Callable[[BaseException, str], None]
"""Told of an exception that left user code, and what was being done."""


class SessionTurns:
    """Runs the user code of one session. Fulfils `lanai.core.protocols.Turns`.

    `context` is the session's; it is copied for each piece of work. `rested` is called on the loop each time the
    synchronous work comes to its end, `begun` when the loop gives the first of it away.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        workers: Workers,
        context: contextvars.Context,
        report: Report,
        rested: Callable[[], None],
        begun: Callable[[], None] | None = None,
    ) -> None:
        self._loop = loop
        self._loop_thread = threading.get_ident()
        self._workers = workers
        self._context = context
        self._report = report
        self._rested = rested
        self._begun = begun
        self._lock = threading.Lock()
        self._waiting: deque[tuple[Work, str]] = deque()
        self._draining = False
        self._tasks: set[asyncio.Task[object]] = set()
        self._closed = False

    @property
    def idle(self) -> bool:
        """Whether no synchronous work runs or waits."""
        return not self._draining

    @property
    def waiting(self) -> int:
        """How many pieces of synchronous work have not begun."""
        return len(self._waiting)

    @property
    def on_loop(self) -> bool:
        """Whether the caller is on the event loop's thread."""
        return threading.get_ident() == self._loop_thread

    @property
    def tasks(self) -> int:
        """How many coroutines run."""
        return len(self._tasks)

    def submit(self, work: Work, doing: str = "running a callback") -> None:
        """Run synchronous code on a worker thread, after what was submitted before."""
        with self._lock:
            if self._closed:
                return
            self._waiting.append((work, doing))
            if self._draining:
                return
            self._draining = True
        if self._begun is not None and self.on_loop:
            self._begun()
        self._workers.submit(self._drain)

    def spawn(self, work: AsyncWork, doing: str = "running a callback") -> None:
        """Run a coroutine on the event loop, beside whatever else runs. From any thread."""
        self.call(lambda: self._start(work, doing))

    def call(self, callback: Work) -> None:
        """Call `callback`, which must be quick and must not raise, on the loop; at once if this is it."""
        if self.on_loop:
            callback()
        else:
            self._tell(callback)

    def run(self, work: Work, doing: str) -> None:
        """Run synchronous code here and now in the session's context. For code known not to be the user's."""
        try:
            self._context.copy().run(work)
        except BaseException as error:  # also SystemExit: an app's exit() ends the callback, not the server
            self._report(error, doing)

    def close(self) -> list[asyncio.Task[object]]:
        """Take no more work, forget what waits, cancel the coroutines. Returns those to wait for."""
        with self._lock:
            self._closed = True
            self._waiting.clear()
        running = list(self._tasks)
        for task in running:
            task.cancel()
        return running

    def _drain(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._draining = False
                    break
                work, doing = self._waiting.popleft()
            self.run(work, doing)
            del work
        self._tell(self._rested)

    def _tell(self, callback: Work) -> None:
        try:
            self._loop.call_soon_threadsafe(callback)
        except RuntimeError:
            if not self._loop.is_closed():  # a callback that outlives the server has nobody left to tell
                raise

    def _start(self, work: AsyncWork, doing: str) -> None:
        if self._closed:
            return
        task = self._context.copy().run(self._loop.create_task, self._guard(work, doing))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guard(self, work: AsyncWork, doing: str) -> object:
        try:
            coroutine: Coroutine[Any, Any, object] = work()
            return await coroutine
        except asyncio.CancelledError:
            raise
        except Exception as error:
            self._report(error, doing)
            return None
