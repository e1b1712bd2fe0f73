"""Long work that a visitor can follow and stop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator, Sized
from contextvars import ContextVar
from typing import Any, TypeVar

import param

from lanai.core.callables import is_async, is_awaitable, refuse_generator
from lanai.core.failures import is_closing
from lanai.core.protocols import CurrentSession
from lanai.errors import TaskCancelled

T = TypeVar("T")

_current: ContextVar[Task | None] = ContextVar("lanai_current_task", default=None)


class Task(param.Parameterized):
    """A function or coroutine function that runs beside a session's callbacks.

    Everything about it is a parameter, so it can be bound, watched and linked:
    `pn.bind(view, task.param.status)`, `pn.indicators.Progress(value=task.param.percent)`. The parameters change in
    the session's order, like after any callback. It keeps its session alive while it runs, so a visitor who comes
    back finds it, or its result.
    """

    name = param.String(default="task", doc="What the visitor knows it as.")
    status: Any = param.Selector(
        default="running",
        objects=["running", "done", "failed", "cancelled"],
        doc="How it stands.",
    )
    percent = param.Integer(
        default=-1,
        bounds=(-1, 100),
        doc="Progress from 0 to 100, or -1 where it is unknown, as `Progress` has it.",
    )
    message = param.String(default="", doc="What it is doing.")
    result = param.Parameter(default=None, allow_refs=False, doc="What the function returned.")
    error = param.Parameter(default=None, allow_refs=False, doc="What it raised.")

    def __init__(
        self, session: CurrentSession, function: Callable[[], Any], over: Callable[[], object], **params: Any
    ) -> None:
        super().__init__(**params)
        self._session = session
        self._function = function
        self._over = over  # called on the loop when it is over
        self._guard = threading.Lock()
        self._cancelled = False
        self._stop: Callable[[], object] | None = None
        self._news: dict[str, Any] = {}

    @staticmethod
    def current() -> Task | None:
        """The task in which the caller runs, or None."""
        return _current.get()

    @property
    def running(self) -> bool:
        """Whether it is not over."""
        return bool(self.status == "running")

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to stop. `report` and `track` raise `TaskCancelled` then."""
        return self._cancelled

    # -- for the work -------------------------------------------------------------------------------

    def report(self, percent: float | None = None, message: str | None = None) -> None:
        """Tell how far it is (0 to 100) and what it does. Raises `TaskCancelled` once the visitor has stopped it."""
        self._check()
        news = {} if percent is None else {"percent": round(min(max(percent, -1), 100))}
        self._tell(news if message is None else {**news, "message": message})

    def track(self, items: Iterable[T], message: str | None = None) -> Iterator[T]:
        """The items, one after the other, with the progress reported. Raises `TaskCancelled` like `report`."""
        total = len(items) if isinstance(items, Sized) else None
        for number, item in enumerate(items):
            self.report(100 * number / total if total else None, message)
            yield item
        self.report(100, message)

    # -- for the visitor ----------------------------------------------------------------------------

    def cancel(self) -> None:
        """Ask it to stop: a coroutine at its next `await`, a function at its next `report` or step of `track`."""
        self._cancelled = True
        if self._stop is not None:
            self._session.turns.call(self._stop)

    # -- running ------------------------------------------------------------------------------------

    def start(self) -> None:
        """Begin. Called once, by whoever made it."""
        self._session.when_closed(self.cancel)
        turns, doing = self._session.turns, f"the task {self.name!r}"
        if is_async(self._function):
            turns.spawn(self._run_async, doing, kind="task", function=self._function)
        else:
            turns.beside(self._run, doing, kind="task", function=self._function)

    def _run(self) -> None:
        _current.set(self)
        try:
            self._check()
            result = self._function()
            refuse_generator(result, self._function)
            if is_awaitable(result):  # a plain function, such as a lambda, that gives a coroutine
                self._function = lambda: result
                self._session.turns.spawn(self._run_async, kind="task", function=self._function)
            else:
                self._end("done", result=result)
        except TaskCancelled:
            self._end("cancelled")
        except BaseException as error:
            self._end("failed", error=error)
            raise  # to be reported

    async def _run_async(self) -> None:
        task = asyncio.current_task()
        self._stop = None if task is None else task.cancel
        _current.set(self)
        try:
            self._check()
            self._end("done", result=await self._function())
        except (TaskCancelled, asyncio.CancelledError):
            self._end("cancelled")
            if not self._cancelled:
                raise  # the session ends
        except BaseException as error:
            if not is_closing(error, task):
                self._end("failed", error=error)
            raise  # to be reported

    def _check(self) -> None:
        if self._cancelled:
            raise TaskCancelled(f"The task {self.name!r} was cancelled.")

    def _end(self, status: str, **outcome: Any) -> None:
        self._tell({**outcome, "status": status, **({"percent": 100} if status == "done" else {})})
        self._session.forget_when_closed(self.cancel)
        self._session.turns.call(self._over)

    def _tell(self, news: dict[str, Any]) -> None:
        """Set parameters among the session's callbacks; what gathers before its turn comes is set at once."""
        if self._session.ended:  # nobody is left to be told
            with param.discard_events(self):
                self.param.update(**news)
            return
        with self._guard:
            first = not self._news
            self._news.update(news)
        if first and news:
            self._session.turns.submit(self._spread)

    def _spread(self) -> None:
        with self._guard:
            news, self._news = self._news, {}
        self.param.update(**news)
