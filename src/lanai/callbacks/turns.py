"""Whose turn it is: user code of one session, each piece run where it belongs.

Synchronous code runs on worker threads, one piece at a time and in order; coroutines run on the event loop, side by
side. Both run in a copy of the session's context, so that `pn.state` means the session wherever they go.

Whatever leaves user code, of whatever kind, ends here: in a report, or in the future of whoever waits for it. See
docs/design/failures.md.
"""

from __future__ import annotations

import asyncio
import contextvars
import threading
import weakref
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial
from typing import Any

from lanai.callbacks.surroundings import NOWHERE, Surroundings
from lanai.callbacks.workers import Purpose, Workers
from lanai.core.callables import coroutine_of, discard, is_async, is_awaitable, refuse_generator
from lanai.core.failures import conclude, tell, was_cancelled
from lanai.core.observer import Kind, Observation
from lanai.core.protocols import AsyncWork, Work
from lanai.errors import CallbackFailed, SessionGone

MOST_BESIDE = 32
"""Pieces of synchronous work of one session at most that run beside its queue; more wait for one of them to end."""


class _Piece:
    """One piece of synchronous work that waits for its turn."""

    __slots__ = ("counted", "doing", "final", "purpose", "work")

    def __init__(self, work: Work, doing: str, counted: bool, final: bool, purpose: Purpose) -> None:
        self.work = work
        self.doing = doing
        self.counted = counted
        self.final = final
        self.purpose = purpose


class SessionTurns:
    """Runs the user code of one session. Fulfils `lanai.core.protocols.Turns`.

    `context` is the session's; it is copied for each piece of work. `around` is not kept alive. Pieces that have a `kind` are
    told to the `observation`, if there is one.
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
        self._met: tuple[tuple[set[int], asyncio.Future[None]], ...] = ()  # who waits for which lanes
        self._chain: list[Work] | None = None  # what waits for its turn behind another one of its kind
        self._drains = 0
        self._aside: _Aside | None = None
        self._tasks: set[asyncio.Task[object]] = set()
        self._awaited: tuple[asyncio.Future[Any], ...] = ()  # of work that ends with the session
        self._closed = False

    # -- what goes on -------------------------------------------------------------------------------

    @property
    def idle(self) -> bool:
        """Whether no synchronous work runs or waits."""
        return self._drains == 0

    @property
    def waiting(self) -> int:
        """How many pieces of synchronous work have not begun."""
        return len(self._waiting) + (0 if self._aside is None else len(self._aside.waiting))

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

    def owns(self, task: asyncio.Task[Any] | None) -> bool:
        """Whether `task` runs one of the session's coroutines."""
        return task in self._tasks

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
        purpose: Purpose = "callback",
    ) -> None:
        """Run synchronous code on a worker thread, after what was submitted before.

        `counted`: whether the session is busy meanwhile. `final`: whether to run it although the session has closed.
        `purpose`: which threads are meant. What it returns to be awaited runs on the event loop.
        """
        if kind is not None and self._observation is not None:
            work = self._observation.around(work, kind, function)
        with self._lock:
            if self._closed and not final:
                return
            self._waiting.append(_Piece(work, doing, counted, final, purpose))
            if self._drains and self._drains >= self._around.width():
                return
            self._drains += 1
            first = self._drains == 1
        if first and self.on_loop:
            self._around.lane_begun()
        self._give_away(purpose)

    def in_order(self, work: Work, *, kind: Kind | None = None, function: object = None) -> None:
        """As `submit`; and one after the other, also where several pieces of the session's work run at once."""
        if self._around.width() == 1 and self._chain is None:
            self.submit(work, kind=kind, function=function)
            return
        if kind is not None and self._observation is not None:
            work = self._observation.around(work, kind, function)
        with self._lock:
            if self._chain is not None:
                self._chain.append(work)
                return
            self._chain = [work]
        self.submit(self._run_chain)

    def _run_chain(self) -> None:
        while True:
            with self._lock:
                if not self._chain or self._closed:
                    self._chain = None
                    return
                work = self._chain.pop(0)
            self._perform(_Piece(work, "running a callback", False, False, "callback"), in_lane=True)

    def beside(
        self,
        work: Work,
        doing: str = "running a callback",
        *,
        counted: bool = True,
        final: bool = False,
        kind: Kind | None = None,
        function: object = None,
        purpose: Purpose = "callback",
    ) -> None:
        """Run synchronous code on a worker thread of its own, beside whatever else runs. Options as in `submit`.

        Not more than `MOST_BESIDE` run at once; others wait, but for those that are `final`.
        """
        if kind is not None and self._observation is not None:
            work = self._observation.around(work, kind, function)
        piece = _Piece(work, doing, counted, final, purpose)
        with self._lock:
            if self._closed and not final:
                return
            aside = self._aside = self._aside or _Aside()
            if aside.count >= MOST_BESIDE and not final:
                aside.waiting.append(piece)
                return
            aside.count += 1
        self._workers.submit(partial(self._run_aside, aside, piece), purpose)

    def apart(self, work: Work, doing: str) -> None:
        """Run what takes long and is no callback, whatever callbacks have taken of the threads. Also when it has closed."""
        piece = _Piece(work, doing, False, True, "wire")
        self._workers.submit(partial(self._perform, piece, in_lane=False), piece.purpose)

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
        purpose: Purpose = "callback",
    ) -> Any:
        """Run a function or coroutine function where it belongs, and wait. Returns what it gives, raises what it raised.

        A function runs after what was submitted before, or `beside` it; what it returns to be awaited is awaited.
        Raises `SessionGone` where the session has ended, or ends meanwhile, unless the work is `final`, and
        `CallbackFailed` for what is no ordinary exception. Called on the loop.
        """
        done: asyncio.Future[Any] = self._loop.create_future()
        if not final:
            self._await(done)
        if is_async(work):
            if kind is not None and self._observation is not None:
                work = self._observation.around_async(work, kind, function)
            self._finish_async(work, done, counted, final)
        else:
            if kind is not None and self._observation is not None:
                work = self._observation.around(work, kind, function)
            give = self.beside if beside else self.submit
            give(
                partial(self._settle, work, done, counted, final),
                counted=counted,
                final=final,
                purpose=purpose,
            )
        return await done

    async def settle(self) -> None:
        """Wait until the synchronous work that was submitted before has run. On the loop."""
        if self.idle:
            return
        others: asyncio.Future[None] = self._loop.create_future()
        await self.finish(partial(self._meet, others), counted=False)
        if not others.done():
            self._await(others)
            await others

    def _meet(self, others: asyncio.Future[None]) -> None:
        """All that was submitted before has begun: tell `others` when it has ended on the session's other threads as well."""
        with self._lock:
            beside = self._lanes - {threading.get_ident()}
            if beside:
                self._met = (*self._met, (beside, others))
                return
        self.soon(partial(conclude, others, None))

    def _pass(self) -> None:
        """This thread has ended a piece: tell those who wait for it. Under the lock."""
        me = threading.get_ident()
        for beside, others in self._met:
            beside.discard(me)
            if not beside:
                self.soon(partial(conclude, others, None))
        self._met = tuple(each for each in self._met if each[0])

    def _await(self, done: asyncio.Future[Any]) -> None:
        if self._closed:
            raise SessionGone("The session has ended.")
        self._awaited = (*self._awaited, done)
        done.add_done_callback(self._await_no_more)

    def _await_no_more(self, done: asyncio.Future[Any]) -> None:
        self._awaited = tuple(other for other in self._awaited if other is not done)

    def call(self, callback: Work) -> None:
        """Call `callback`, which must be quick and must not raise, on the loop; at once if this is it."""
        if self.on_loop:
            callback()
        else:
            self.soon(callback)

    def run(self, work: Work, doing: str) -> None:
        """Run code that is known to be quick here and now, in the session's context."""
        self._perform(_Piece(work, doing, False, True, "callback"), in_lane=False)

    def close(self) -> list[asyncio.Task[object]]:
        """Take no more work but final one, forget what waits, cancel the coroutines. Returns those to wait for."""
        with self._lock:
            self._closed = True
            self._waiting = [piece for piece in self._waiting if piece.final]
            if self._aside is not None:
                self._aside.waiting.clear()
        for done in self._awaited:
            conclude(done, SessionGone("The session ended meanwhile."))
        running = list(self._tasks)
        for task in running:
            task.cancel()
        return running

    def abandon(self) -> None:
        """The session has ended, and what still runs may never come back: its threads are nobody's any more."""
        threads = {*self._lanes, *(() if self._aside is None else self._aside.threads)}
        if threads:
            self._workers.abandon(threads)

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

    def _give_away(self, purpose: Purpose) -> None:
        """Have a thread go on with what waits."""
        self._workers.submit(self._drain if purpose == "callback" else partial(self._drain, purpose), purpose)

    def _drain(self, purpose: Purpose = "callback") -> None:
        me = threading.get_ident()
        self._lanes.add(me)
        while (piece := self._next(purpose)) is not None:
            self._perform(piece, in_lane=True)
            del piece
        self._lanes.discard(me)
        if self._drains == 0:
            self.soon(self._around.lane_rested)

    def _next(self, purpose: Purpose) -> _Piece | None:
        """What runs next here. What is for other threads is given to those."""
        with self._lock:
            if self._met:
                self._pass()
            if not self._waiting:
                self._drains -= 1
                return None
            other = self._waiting[0].purpose
            if other == purpose:
                return self._waiting.pop(0)
        self._give_away(other)
        return None

    def _run_aside(self, aside: _Aside, first: _Piece) -> None:
        me = threading.get_ident()
        aside.threads.add(me)
        piece: _Piece | None = first
        del first
        while piece is not None:
            self._perform(piece, in_lane=False)
            with self._lock:
                piece = aside.next()
        aside.threads.discard(me)

    def _perform(self, piece: _Piece, *, in_lane: bool) -> None:
        """Run one piece. Whatever it raises is reported, while the session still counts as busy."""
        try:
            self._own_context().run(self._do, piece, in_lane)
        except BaseException as error:
            self._around.report(error, piece.doing)

    def _do(self, piece: _Piece, in_lane: bool) -> None:
        if piece.counted:
            self._around.work_begun(in_lane)
        try:
            result = piece.work()
            if result is not None:
                self._follow(result, piece)
        except BaseException as error:  # also SystemExit: an app's exit() ends the callback, not the server
            self._around.report(error, piece.doing)
        if piece.counted:
            self._around.work_ended(in_lane)

    def _follow(self, result: object, piece: _Piece) -> None:
        """A plain function, such as a lambda, may give a coroutine: that runs on the loop."""
        if not is_awaitable(result):
            refuse_generator(result, piece.work)
        elif self._closed and not piece.final:
            discard(result)
        else:
            self.spawn(partial(coroutine_of, result), piece.doing, counted=piece.counted, final=piece.final)

    def _settle(self, work: Callable[[], Any], done: asyncio.Future[Any], counted: bool, final: bool) -> None:
        """Run `work` and tell `done`, which belongs to the loop."""
        try:
            result = work()
            refuse_generator(result, work)
            if is_awaitable(result):
                self.call(lambda: self._finish_async(partial(coroutine_of, result), done, counted, final))
                return
        except BaseException as error:
            self.soon(partial(conclude, done, error))
        else:
            self.soon(partial(conclude, done, None, result))

    def soon(self, callback: Work) -> None:
        """Call `callback`, as for `call`, on the loop, always after what runs there now. From any thread."""
        tell(self._loop, callback)

    # -- on the loop --------------------------------------------------------------------------------

    def _start(self, work: AsyncWork, doing: str, counted: bool, final: bool) -> asyncio.Task[object] | None:
        if self._closed and not final:
            return None
        # Not by the loop's task factory: see callbacks/loopguard.py, which watches over what the app itself makes.
        task: asyncio.Task[object] = self._own_context().run(
            partial(asyncio.Task, self._guard(work, doing, counted), loop=self._loop)
        )
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
        except BaseException as error:
            self._go_on_closing(error)
            self._around.report(error, doing)
            return None
        finally:
            if counted:
                self._around.work_ended(False)

    def _finish_async(
        self, work: Callable[[], Awaitable[Any]], done: asyncio.Future[Any], counted: bool, final: bool
    ) -> None:
        """Start a coroutine and tell `done` what becomes of it."""
        task = self._start(partial(self._settle_async, work, done), "running a callback", counted, final)
        if task is not None:  # one that is cancelled may never have begun
            task.add_done_callback(lambda _: conclude(done, self._called_off()))

    async def _settle_async(self, work: Callable[[], Awaitable[object]], done: asyncio.Future[Any]) -> None:
        try:
            result = await work()
        except asyncio.CancelledError as error:
            if not was_cancelled(error, asyncio.current_task()):  # by its own code
                conclude(done, error)
            raise
        except BaseException as error:
            self._go_on_closing(error)
            conclude(done, error)
        else:
            conclude(done, None, result)

    def _called_off(self) -> Exception:
        """Why a coroutine was cancelled: its session ended, or else its own code did it."""
        if self._closed:
            return SessionGone("The session ended meanwhile.")
        return CallbackFailed("CancelledError: the coroutine was cancelled by its own code")

    def _go_on_closing(self, error: BaseException) -> None:
        """Raise `error` where it is how Python closes a coroutine that will never go on: its loop runs no more."""
        if issubclass(type(error), GeneratorExit) and not self._loop.is_running():
            raise error


class _Aside:
    """What of one session runs beside its queue. Under the lock of its turns."""

    __slots__ = ("count", "threads", "waiting")

    def __init__(self) -> None:
        self.count = 0
        self.threads: set[int] = set()
        self.waiting: list[_Piece] = []

    def next(self) -> _Piece | None:
        """What a thread that is done goes on with."""
        if self.waiting and self.count <= MOST_BESIDE:
            return self.waiting.pop(0)
        self.count -= 1
        return None
