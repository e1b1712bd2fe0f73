"""Whose turn it is: user code of one session, each piece run where it belongs.

Synchronous code runs on worker threads, one piece at a time and in order; coroutines run on the event loop, side by
side. Both run in a copy of the session's context, so that `pn.state` means the session wherever they go.
"""

from __future__ import annotations

import asyncio
import contextvars
import inspect
import logging
import threading
import weakref
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any, Protocol

from lanai.callbacks.workers import Workers
from lanai.core.observer import Kind, Observation
from lanai.core.protocols import AsyncWork, Work
from lanai.errors import SessionGone

log = logging.getLogger("lanai")


class Surroundings(Protocol):
    """What the turns tell the session. Everything but `report` is quick and does not raise."""

    def report(self, error: BaseException, doing: str) -> None:
        """An exception left user code while `doing`. On any thread."""

    def lane_begun(self) -> None:
        """The loop gives synchronous work away. On the loop."""

    def lane_rested(self) -> None:
        """The synchronous work has come to its end. On the loop."""

    def work_begun(self, in_lane: bool) -> None:
        """A callback begins; `in_lane` on the thread of the session's synchronous work. On any thread."""

    def work_ended(self, in_lane: bool) -> None:
        """A callback is over. On any thread."""

    def width(self) -> int:
        """How many pieces of synchronous work may run at once: 1 unless the user asks for more."""

    def own_context(self) -> contextvars.Context:
        """A context in which this session is the current one."""


class _Nowhere:
    """What is left of a session that is gone, for work that has outlived it."""

    def report(self, error: BaseException, doing: str) -> None:
        log.error("%s failed after its session had ended", doing, exc_info=error)

    def lane_begun(self) -> None:
        """Nobody is told."""

    def lane_rested(self) -> None:
        """Nobody is told."""

    def work_begun(self, in_lane: bool) -> None:
        """Nobody is told."""

    def work_ended(self, in_lane: bool) -> None:
        """Nobody is told."""

    def width(self) -> int:
        return 1

    def own_context(self) -> contextvars.Context:
        return contextvars.copy_context()


NOWHERE = _Nowhere()


class _Piece:
    """One piece of synchronous work that waits for its turn."""

    __slots__ = ("counted", "doing", "final", "work")

    def __init__(self, work: Work, doing: str, counted: bool, final: bool) -> None:
        self.work = work
        self.doing = doing
        self.counted = counted
        self.final = final


class SessionTurns:
    """Runs the user code of one session. Fulfils `lanai.core.protocols.Turns`.

    `context` is the session's; it is copied for each piece of work. `around` is not kept alive. Pieces that have a `kind` are told to the
    `observation`, if there is one.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        workers: Workers,
        context: contextvars.Context,
        around: Surroundings,
        observation: Observation | None = None,
    ) -> None:
        self._loop = loop
        self._loop_thread = threading.get_ident()
        self._workers = workers
        self._context: contextvars.Context | None = context
        self._surroundings = weakref.ref(around)
        self._observation = observation
        self._lock = threading.Lock()
        self._waiting: list[_Piece] = []  # short, and an empty deque is 760 bytes for each session
        self._lanes: set[int] = set()  # threads that run synchronous work
        self._drains = 0
        self._tasks: set[asyncio.Task[object]] = set()
        self._awaited: tuple[asyncio.Future[None], ...] = ()  # of work that ends with the session
        self._closed = False

    # -- what goes on -------------------------------------------------------------------------------

    @property
    def idle(self) -> bool:
        """Whether no synchronous work runs or waits."""
        return self._drains == 0

    @property
    def waiting(self) -> int:
        """How many pieces of synchronous work have not begun."""
        return len(self._waiting)

    @property
    def on_loop(self) -> bool:
        """Whether the caller is on the event loop's thread."""
        return threading.get_ident() == self._loop_thread

    @property
    def in_lane(self) -> bool:
        """Whether the caller is part of the session's synchronous work."""
        return threading.get_ident() in self._lanes

    @property
    def tasks(self) -> int:
        """How many coroutines run."""
        return len(self._tasks)

    # -- giving work --------------------------------------------------------------------------------

    def submit(
        self,
        work: Work,
        doing: str = "running a callback",
        *,
        counted: bool = True,
        final: bool = False,
        kind: Kind | None = None,
        function: object = None,
    ) -> None:
        """Run synchronous code on a worker thread, after what was submitted before.

        `counted`: whether the session is busy meanwhile. `final`: whether to run it although the session has closed.
        """
        if kind is not None and self._observation is not None:
            work = self._observation.around(work, kind, function)
        with self._lock:
            if self._closed and not final:
                return
            self._waiting.append(_Piece(work, doing, counted, final))
            if self._drains and self._drains >= self._around.width():
                return
            self._drains += 1
            first = self._drains == 1
        if first and self.on_loop:
            self._around.lane_begun()
        self._workers.submit(self._drain)

    def beside(
        self,
        work: Work,
        doing: str = "running a callback",
        *,
        counted: bool = True,
        final: bool = False,
        kind: Kind | None = None,
        function: object = None,
    ) -> None:
        """Run synchronous code on a worker thread of its own, beside whatever else runs. Options as in `submit`."""
        if self._closed and not final:
            return
        if kind is not None and self._observation is not None:
            work = self._observation.around(work, kind, function)
        if counted:
            self._workers.submit(lambda: self._run_counted(work, doing, in_lane=False))
        else:
            self._workers.submit(lambda: self.run(work, doing))

    def spawn(
        self,
        work: AsyncWork,
        doing: str = "running a callback",
        *,
        counted: bool = True,
        final: bool = False,
        kind: Kind | None = None,
        function: object = None,
    ) -> None:
        """Run a coroutine on the event loop, beside whatever else runs. From any thread. Options as in `submit`."""
        if kind is not None and self._observation is not None:
            work = self._observation.around_async(work, kind, function)
        self.call(lambda: self._start(work, doing, counted, final))

    async def finish(
        self,
        work: Callable[[], Any],
        *,
        beside: bool = False,
        counted: bool = True,
        final: bool = False,
        kind: Kind | None = None,
        function: object = None,
    ) -> None:
        """Run a function or coroutine function where it belongs, and wait. Raises what it raised.

        A function runs after what was submitted before, or `beside` it. Raises `SessionGone` where the session has
        ended, or ends meanwhile, unless the work is `final`. Called on the loop.
        """
        done: asyncio.Future[None] = self._loop.create_future()
        if not final:
            self._await(done)
        is_async = inspect.iscoroutinefunction(work)
        if kind is not None and self._observation is not None:
            watched = self._observation.around_async if is_async else self._observation.around
            work = watched(work, kind, function)
        if is_async:
            task = self._start(partial(_settle_async, work, done), "running a callback", counted, final)
            if task is not None:  # one that is cancelled may never have begun
                task.add_done_callback(lambda _: _conclude(done, SessionGone("The session ended meanwhile.")))
        elif beside:
            self.beside(partial(self._settle, work, done), counted=counted, final=final)
        else:
            self.submit(partial(self._settle, work, done), counted=counted, final=final)
        await done

    def _await(self, done: asyncio.Future[None]) -> None:
        if self._closed:
            raise SessionGone("The session has ended.")
        self._awaited = (*self._awaited, done)
        done.add_done_callback(self._await_no_more)

    def _await_no_more(self, done: asyncio.Future[None]) -> None:
        self._awaited = tuple(other for other in self._awaited if other is not done)

    def call(self, callback: Work) -> None:
        """Call `callback`, which must be quick and must not raise, on the loop; at once if this is it."""
        if self.on_loop:
            callback()
        else:
            self.soon(callback)

    def run(self, work: Work, doing: str) -> None:
        """Run synchronous code here and now in the session's context."""
        try:
            self._own_context().run(work)
        except BaseException as error:  # also SystemExit: an app's exit() ends the callback, not the server
            self._around.report(error, doing)

    def close(self) -> list[asyncio.Task[object]]:
        """Take no more work but final one, forget what waits, cancel the coroutines. Returns those to wait for."""
        with self._lock:
            self._closed = True
            self._waiting = [piece for piece in self._waiting if piece.final]
        for done in self._awaited:
            _conclude(done, SessionGone("The session ended meanwhile."))
        running = list(self._tasks)
        for task in running:
            task.cancel()
        return running

    def let_go(self) -> None:
        """Keep the session no longer alive: it has ended, and nothing of it runs."""
        self._context = None

    @property
    def _around(self) -> Surroundings:
        return self._surroundings() or NOWHERE

    def _own_context(self) -> contextvars.Context:
        """A context for one piece of work."""
        context = self._context
        return self._around.own_context() if context is None else context.copy()

    # -- on a worker thread -------------------------------------------------------------------------

    def _drain(self) -> None:
        me = threading.get_ident()
        self._lanes.add(me)
        while (piece := self._next()) is not None:
            if piece.counted:
                self._run_counted(piece.work, piece.doing, in_lane=True)
            else:
                self.run(piece.work, piece.doing)
            del piece
        self._lanes.discard(me)
        if self._drains == 0:
            self.soon(self._around.lane_rested)

    def _next(self) -> _Piece | None:
        with self._lock:
            if self._waiting:
                return self._waiting.pop(0)
            self._drains -= 1
            return None

    def _run_counted(self, work: Work, doing: str, *, in_lane: bool) -> None:
        def counted() -> None:
            self._around.work_begun(in_lane)
            try:
                work()
            except BaseException as error:  # reported while the session still counts as busy
                self._around.report(error, doing)
            self._around.work_ended(in_lane)

        self.run(counted, doing)

    def _settle(self, work: Work, done: asyncio.Future[None]) -> None:
        """Run `work` and tell `done`, which belongs to the loop."""
        try:
            work()
        except BaseException as error:
            self.soon(partial(_conclude, done, _failure(error)))
        else:
            self.soon(partial(_conclude, done, None))

    def soon(self, callback: Work) -> None:
        """Call `callback`, as for `call`, on the loop, always after what runs there now. From any thread."""
        try:
            self._loop.call_soon_threadsafe(callback)
        except RuntimeError:
            if not self._loop.is_closed():  # a callback that outlives the server has nobody left to tell
                raise

    # -- on the loop --------------------------------------------------------------------------------

    def _start(self, work: AsyncWork, doing: str, counted: bool, final: bool) -> asyncio.Task[object] | None:
        if self._closed and not final:
            return None
        task = self._own_context().run(self._loop.create_task, self._guard(work, doing, counted))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _guard(self, work: AsyncWork, doing: str, counted: bool) -> object:
        if counted:
            self._around.work_begun(False)
        try:
            coroutine: Coroutine[Any, Any, object] = work()
            return await coroutine
        except asyncio.CancelledError:
            raise
        except (Exception, SystemExit) as error:  # an app's exit() ends the callback, not the server
            self._around.report(error, doing)
            return None
        finally:
            if counted:
                self._around.work_ended(False)


async def _settle_async(work: Callable[[], Awaitable[object]], done: asyncio.Future[None]) -> None:
    try:
        await work()
    except (Exception, SystemExit) as error:
        _conclude(done, _failure(error))
    else:
        _conclude(done, None)


def _failure(error: BaseException) -> Exception:
    """What a future may hold, for what work raised."""
    return error if isinstance(error, Exception) else RuntimeError(f"{type(error).__name__}: {error}")


def _conclude(done: asyncio.Future[None], failure: Exception | None) -> None:
    if done.done():
        return
    if failure is None:
        done.set_result(None)
    else:
        done.set_exception(failure)
