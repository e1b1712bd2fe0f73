"""What an app gives to the event loop by itself: tasks of `asyncio.create_task`, callbacks of `call_soon`.

Their ends belong to the session in which they were made, as those of its callbacks do. See docs/design/failures.md.
"""

from __future__ import annotations

import asyncio
import contextvars
import traceback
import weakref
from collections.abc import Callable, Coroutine, Generator
from functools import partial
from types import TracebackType
from typing import Any, TypeVar

from lanai.callbacks.executor import SessionExecutor
from lanai.core.context import current_session
from lanai.core.failures import as_exception, log_failure, origin_of, shielded
from lanai.core.protocols import CurrentSession

T = TypeVar("T")

EXITS = (SystemExit, KeyboardInterrupt)
"""What asyncio lets out of a loop that runs, so that it stops."""

Handler = Callable[[asyncio.AbstractEventLoop, "dict[str, Any]"], object]


class LoopGuard:
    """Watches over one event loop from `start` to `stop`, for as long as sessions live there.

    A task that is made in a session and raises `SystemExit` or `KeyboardInterrupt` fails, and does not stop the loop; what
    nobody has asked a task for, and what a callback raises, is reported by its session. Whoever has set a task factory or
    an exception handler before keeps it: they are called in their turn, and are alone again after `stop`.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._factory: Any = None
        self._handler: Handler | None = None
        self._executor: Any = None
        self._own = (self._make_task, self._handle)  # bound once: they are compared with what the loop has

    def start(self) -> None:
        """Begin. On the loop."""
        make_task, handle = self._own
        self._factory = self._loop.get_task_factory()
        self._handler = self._loop.get_exception_handler()
        self._loop.set_task_factory(make_task)  # type: ignore[arg-type] # of another type in each version of Python
        self._loop.set_exception_handler(handle)
        self._executor = getattr(self._loop, "_default_executor", None)  # uvloop does not tell
        self._loop.set_default_executor(SessionExecutor(self._executor))

    def stop(self) -> None:
        """End. Whoever has come in between stays. Harmless a second time."""
        make_task, handle = self._own
        if self._loop.get_task_factory() == make_task:
            self._loop.set_task_factory(self._factory)
        if self._loop.get_exception_handler() == handle:
            self._loop.set_exception_handler(self._handler)
        if self._executor is not None:
            self._loop.set_default_executor(self._executor)

    def _make_task(
        self, loop: asyncio.AbstractEventLoop, coroutine: Coroutine[Any, Any, Any], **options: Any
    ) -> Any:
        context = options.get("context")
        session = current_session() if context is None else context.run(current_session)
        if session is None and self._factory is None:
            return asyncio.Task(coroutine, loop=loop, **options)
        work = coroutine if session is None else OfSession(coroutine, session)
        if self._factory is not None:
            return self._factory(loop, work, **options)
        return asyncio.Task(work, loop=loop, **options)

    def _handle(self, loop: asyncio.AbstractEventLoop, told: dict[str, Any]) -> None:
        error = told.get("exception")
        session = None if error is None else session_in(told)
        if error is None or session is None:
            self._pass_on(loop, told)
            return
        report = partial(session.report, origin_of(error), doing_in(told))
        try:  # not here: a task is told of when it is forgotten, on any thread, which may hold any lock
            loop.call_soon_threadsafe(report)
        except RuntimeError:  # the loop is closed
            report()

    def _pass_on(self, loop: asyncio.AbstractEventLoop, told: dict[str, Any]) -> None:
        if self._handler is None:
            shielded(partial(loop.default_exception_handler, told), "telling what failed on the event loop")
        else:
            self._handler(loop, told)


class OfSession(Coroutine[Any, Any, Any]):
    """A coroutine of the app's, as a task of its session runs it: what would stop the loop is an exception like others.

    Otherwise it is that coroutine, for whoever looks at it.
    """

    def __init__(self, coroutine: Coroutine[Any, Any, Any], session: CurrentSession) -> None:
        self._coroutine = coroutine
        self._session = weakref.ref(session)

    @property
    def session(self) -> CurrentSession | None:
        """Whose it is, while that lives."""
        return self._session()

    def send(self, value: Any) -> Any:
        """Go on."""
        try:
            return self._coroutine.send(value)
        except EXITS as error:
            raise as_exception(error) from error

    def throw(self, kind: Any, value: Any = None, trace: TracebackType | None = None) -> Any:
        """Go on with an exception."""
        try:
            if value is None and trace is None:
                return self._coroutine.throw(kind)
            return self._coroutine.throw(kind, value, trace)
        except EXITS as error:
            raise as_exception(error) from error

    def close(self) -> None:
        """End it."""
        self._coroutine.close()

    def __await__(self) -> Generator[Any, Any, Any]:
        return self._coroutine.__await__()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._coroutine, name)


def complete(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, T]) -> T:
    """Run `loop` until `work` is over, and return what it gives.

    A callback of `call_soon` that raises `SystemExit` or `KeyboardInterrupt` makes any loop stop. It is started again then:
    only `work` ends it. While `work` runs it has to see to signals itself.
    """
    task = asyncio.Task(work, loop=loop)
    while True:
        try:
            return loop.run_until_complete(task)
        except EXITS as error:
            if task.done():
                raise
            _report(error)


def _report(error: BaseException) -> None:
    """Tell what has made the loop stop: its session, where the loop is asyncio's own and so has left a trace of that."""
    session = _session_of(_handle_in(error))
    if session is None:
        log_failure(error, "a callback on the event loop failed")
    else:
        session.report(error, "a callback on the event loop")


def _handle_in(error: BaseException) -> object:
    frames = (frame for frame, _ in traceback.walk_tb(error.__traceback__))
    found = (frame.f_locals.get("self") for frame in frames if frame.f_code is asyncio.Handle._run.__code__)
    return next(found, None)


def session_in(told: dict[str, Any]) -> CurrentSession | None:
    """The session of what an event loop tells its exception handler of; None where that cannot be known."""
    task = told.get("task") or told.get("future")
    work = task.get_coro() if isinstance(task, asyncio.Task) else None
    if isinstance(work, OfSession):
        return work.session
    return _session_of(told.get("handle"))


def _session_of(handle: object) -> CurrentSession | None:
    get = getattr(handle, "get_context", None)  # of Python 3.12 and later, and of uvloop
    context = getattr(handle, "_context", None) if get is None else get()
    return context.run(current_session) if isinstance(context, contextvars.Context) else None


def doing_in(told: dict[str, Any]) -> str:
    """What failed, of what an event loop tells its exception handler."""
    task = told.get("task") or told.get("future")
    if not isinstance(task, asyncio.Task):
        return "a callback on the event loop"
    name = getattr(task.get_coro(), "__qualname__", type(task.get_coro()).__name__)
    return f"a task of the app's own, {name}()"
