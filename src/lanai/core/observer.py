"""The seam through which a server is observed: figures, traces and the admin page listen here, none knowing another.

A session that nobody observes has no `Observation`, and pays for the question whether it has one.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from functools import partial
from typing import Any, Literal, Protocol

import param

from lanai.core.clock import stopwatch
from lanai.core.protocols import AsyncWork, Work

Kind = Literal[
    "event", "edit", "patch", "build", "onload", "periodic", "bound", "task", "scheduled", "hook", "callback"
]
"""Why a piece of user code runs."""

Cut = Literal["too-slow", "silent"]
"""Why a server ended a line that was open: it was not read in time, or no ping was answered."""

QUIET = (asyncio.CancelledError, GeneratorExit, StopAsyncIteration, StopIteration, param.Skip)
"""How work ends that has not failed: it was called off, came to its end, or had nothing to give."""

Reason = Literal["expired", "stopping", "failed", "destroyed"]
"""Why a session ended: nobody came back, the server stopped, its app could not be started, somebody ended it."""


class Act:
    """One piece of user code that is observed, from the moment in which it was asked for. Moments in s, of `stopwatch`.

    `session` and `endpoint` are '' outside sessions. `name` is that of the function, without any of its values.
    """

    __slots__ = ("begun", "ended", "endpoint", "error", "kind", "name", "notes", "queued", "session")

    def __init__(self, kind: Kind, name: str, session: str, endpoint: str, queued: float) -> None:
        self.kind = kind
        self.name = name
        self.session = session
        self.endpoint = endpoint
        self.queued = queued
        self.begun = queued
        self.ended = queued
        self.error: BaseException | None = None
        self.notes: dict[object, Any] = {}
        """What listeners keep with it, each under itself."""


_acting: ContextVar[Act | None] = ContextVar("lanai_observed_act", default=None)


class Watch:
    """What one listener is told of one session, or of what belongs to none. Does nothing, unless overridden.

    Everything is quick and does not raise. What is not said to be on the loop is told on any thread.
    """

    __slots__ = ()

    def receiving(self, what: str) -> Work | None:
        """A message of the browser is taken in, on the loop. What is returned is called when it has been."""

    def queued(self, act: Act) -> None:
        """It was asked for, in the context of whoever asked."""

    def begun(self, act: Act) -> None:
        """It begins, in the context in which it runs."""

    def ended(self, act: Act) -> None:
        """It is over, in the same context; `error` is what it raised, also where that was reported meanwhile."""

    def sent(self, since: float, size: int) -> None:
        """A frame of `size` bytes was written, encoded and sent, on the loop, begun at `since` (s)."""

    def rested(self) -> None:
        """There was nothing to send, on the loop."""

    def failed(self, error: BaseException, doing: str) -> None:
        """An exception left user code while `doing`."""

    def connected(self, again: bool) -> None:
        """A browser was attached, on the loop; `again`: not for the first time."""

    def cut(self, why: Cut) -> None:
        """The server ended the line to the browser, on the loop."""

    def closed(self, reason: Reason, age: float) -> None:
        """The session has ended, `age` s old, on the loop."""


class Observer(Protocol):
    """A listener, one for a server."""

    def watch(self, session: str, endpoint: str) -> Watch:
        """What shall be told of the session with that id ('': of what belongs to none). It ends with the session."""


class Observation:
    """What one session tells to those who listen. `time` gives s that only grow, for durations."""

    __slots__ = ("_began", "_endpoint", "_session", "_watches", "time")

    def __init__(
        self,
        observers: Sequence[Observer],
        session: str = "",
        endpoint: str = "",
        time: Callable[[], float] = stopwatch,
    ) -> None:
        self._session = session
        self._endpoint = endpoint
        self._watches = tuple(observer.watch(session, endpoint) for observer in observers)
        self._began = time()
        self.time = time

    # -- user code ----------------------------------------------------------------------------------

    def around(self, work: Work, kind: Kind, function: object = None) -> Work:
        """`work`, observed from now on. `function` is what it is about: a function, several, or a text."""
        return partial(self._run, work, self._queued(kind, function or work))

    def around_async(self, work: Callable[[], Any], kind: Kind, function: object = None) -> AsyncWork:
        """The same of a function that gives something to await."""
        return partial(self._run_async, work, self._queued(kind, function or work))

    def _queued(self, kind: Kind, function: object) -> Act:
        act = Act(kind, name_of(function), self._session, self._endpoint, self.time())
        for watch in self._watches:
            watch.queued(act)
        return act

    def _run(self, work: Work, act: Act) -> object:
        with self._observed(act):
            return work()

    async def _run_async(self, work: Callable[[], Awaitable[object]], act: Act) -> object:
        with self._observed(act):
            return await work()

    @contextmanager
    def _observed(self, act: Act) -> Iterator[None]:
        act.begun = self.time()
        for watch in self._watches:
            watch.begun(act)
        token = _acting.set(act)
        try:
            yield
        except BaseException as error:
            if not issubclass(type(error), QUIET):
                act.error = error
            raise
        finally:
            _acting.reset(token)
            act.ended = self.time()
            for watch in reversed(self._watches):
                watch.ended(act)

    # -- the line -----------------------------------------------------------------------------------

    @contextmanager
    def receiving(self, what: str) -> Iterator[None]:
        """A message of the browser is taken in by the body of the `with` statement."""
        ends = [watch.receiving(what) for watch in self._watches]
        try:
            yield
        finally:
            for end in reversed(ends):
                if end is not None:
                    end()

    def sent(self, since: float, size: int) -> None:
        """A frame was sent: see `Watch`."""
        for watch in self._watches:
            watch.sent(since, size)

    def rested(self) -> None:
        """There was nothing to send."""
        for watch in self._watches:
            watch.rested()

    def failed(self, error: BaseException, doing: str) -> None:
        """An exception left user code while `doing`."""
        act = _acting.get()
        if act is not None:
            act.error = error
        for watch in self._watches:
            watch.failed(error, doing)

    def connected(self, again: bool) -> None:
        """A browser was attached."""
        for watch in self._watches:
            watch.connected(again)

    def cut(self, why: Cut) -> None:
        """The server ended the line to the browser."""
        for watch in self._watches:
            watch.cut(why)

    def closed(self, reason: Reason) -> None:
        """The session has ended."""
        for watch in self._watches:
            watch.closed(reason, self.time() - self._began)


class Steps:
    """User code that runs step by step, as a generator does: each step is observed as a piece of work of its own.

    All of them are of the context in which this was made, whoever goes on with the next one.
    """

    __slots__ = ("_context", "_function", "_kind", "_observation")

    def __init__(self, observation: Observation, kind: Kind, function: object) -> None:
        self._observation = observation
        self._kind = kind
        self._function = function
        self._context = copy_context()

    def around(self, step: Work) -> Work:
        """`step`, which is asked for now."""
        return self._context.run(self._observation.around, step, self._kind, self._function)

    def around_async(self, step: Callable[[], Any]) -> AsyncWork:
        """The same of a step that is awaited."""
        return self._context.run(self._observation.around_async, step, self._kind, self._function)


def name_of(function: object) -> str:
    """What people call a function, or several; a text stands for itself."""
    if isinstance(function, str):
        return function
    if isinstance(function, (tuple, list)):
        return ", ".join(dict.fromkeys(map(name_of, function)))
    while isinstance(function, partial):
        function = function.func
    function = inspect.unwrap(getattr(function, "__bound_function__", function))  # type: ignore[arg-type]
    return str(getattr(function, "__qualname__", type(function).__name__))
