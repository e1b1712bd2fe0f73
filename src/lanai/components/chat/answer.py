"""Answer: one run of a feed's callback, from the question to its last word."""

from __future__ import annotations

import asyncio
import functools
import inspect
import threading
from collections.abc import AsyncIterator, Callable
from typing import Any, Protocol

import param
from param import parameterized

from lanai.core.callables import is_async_generator, is_awaitable, is_awaited, is_generator
from lanai.core.clock import Handle
from lanai.core.context import current_session
from lanai.core.failures import is_closing
from lanai.core.protocols import CurrentSession


class Hears(Protocol):
    """Who shows what an answer says. All of it is called by one answer at a time, on any thread."""

    def heard(self, value: Any, message: Any) -> Any:
        """Show `value` as `message`, or where that is None as a new one. Returns the message; None for no value."""

    def wait_shown(self) -> None:
        """Nothing has been said for a while."""

    def answered(self, answer: Answer, message: Any, error: BaseException | None) -> None:
        """It is over: with its message, if there is one, or with an error. Not called where it was stopped."""


class Answer:
    """Runs `function`, of whatever kind, in `session` where there is one: coroutines on the loop, the rest on a thread.

    A function runs beside the session's other callbacks, so that the page lives on meanwhile and the visitor can stop it:
    a coroutine at its next `await`, a generator at its next `yield`; what a plain function returns is then dropped.
    """

    def __init__(
        self, hears: Hears, function: Callable[[], Any], session: CurrentSession | None, patience: float
    ) -> None:
        """`patience`: how long nothing may be said before that is shown, in s; 0: for ever."""
        self._hears = hears
        self._function = function
        self._session = session
        self._patience = patience
        self._message: Any = None
        self._task: asyncio.Task[Any] | None = None
        self._alarm: Handle | None = None
        self._guard = threading.Lock()
        self._over = False
        self._spoken = False

    @property
    def over(self) -> bool:
        """Whether it has ended, or was stopped."""
        return self._over

    def start(self) -> None:
        """Begin. Called once."""
        session, function = self._session, self._function
        if session is None:
            self._start_here()
            return
        session.when_closed(self.stop)
        if self._patience > 0:
            session.turns.call(functools.partial(self._set_alarm, session))
        if is_awaited(function):
            session.turns.spawn(self._run_async, kind="callback", function=function)
        else:
            session.turns.beside(self._run, kind="callback", function=function)

    def stop(self) -> None:
        """End it. From any thread."""
        if not self._finish():
            return
        task = self._task
        if task is not None:
            task.get_loop().call_soon_threadsafe(task.cancel)

    # -- where it runs ------------------------------------------------------------------------------

    def _start_here(self) -> None:
        """Outside every session: at once, or where Param runs coroutines."""
        if is_awaited(self._function):
            parameterized.async_executor(self._run_async)  # type: ignore[attr-defined]
        else:
            self._run()

    def _run(self) -> None:
        try:
            value = self._function()
            if is_async_generator(value) or is_awaitable(value):
                self._spawn(value)
                return
            self._take(value)
        except param.Skip:
            self._end(None)
        except BaseException as error:
            self._end(error)
        else:
            self._end(None)

    def _spawn(self, value: Any) -> None:
        """A function has given a coroutine in its turn."""
        self._function = lambda: value
        session = self._session
        if session is None:
            parameterized.async_executor(self._run_async)  # type: ignore[attr-defined]
        else:
            session.turns.spawn(self._run_async)

    def _take(self, value: Any) -> None:
        if not is_generator(value):
            self._deliver(value)
            return
        for each in value:
            if self._over or (self._session is not None and self._session.ended):
                value.close()
                return
            self._deliver(each)

    async def _run_async(self) -> None:
        if self._over:
            return
        self._task = task = asyncio.current_task()
        try:
            await self._take_async(self._function())
        except param.Skip:
            self._end(None)
        except asyncio.CancelledError:
            stopped, ended = self._over, self._session is not None and self._session.ended
            if not ended:
                self._end(None)
            if ended or not stopped:
                raise
        except BaseException as error:
            if is_closing(error, task):
                raise
            self._end(error)
        else:
            self._end(None)
        finally:
            self._task = None

    async def _take_async(self, value: Any) -> None:
        if isinstance(value, AsyncIterator):
            async for each in value:
                self._deliver(each)
        else:
            self._take(await value)

    # -- what it says -------------------------------------------------------------------------------

    def _deliver(self, value: Any) -> None:
        if self._over:
            return
        self._spoken = True
        self._message = self._hears.heard(value, self._message)

    def _end(self, error: BaseException | None) -> None:
        """Tell that it is over: among the session's callbacks, where it ran beside them."""
        if not self._finish():
            return
        session = self._session
        if session is None or session.turns.on_loop:
            self._hears.answered(self, self._message, error)
        else:
            session.turns.submit(functools.partial(self._hears.answered, self, self._message, error))

    def _finish(self) -> bool:
        """Whether this is what ends it."""
        with self._guard:
            if self._over:
                return False
            self._over = True
        if self._session is not None:
            self._session.forget_when_closed(self.stop)
            self._session.turns.call(self._clear_alarm)
        return True

    # -- on the loop --------------------------------------------------------------------------------

    def _set_alarm(self, session: CurrentSession) -> None:
        if not self._over:
            self._alarm = session.clock.call_at(session.clock.monotonic() + self._patience, self._ring)

    def _clear_alarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _ring(self) -> None:
        if not (self._over or self._spoken):
            self._hears.wait_shown()


def call_of(callback: Callable[..., Any], *arguments: Any) -> Callable[[], Any]:
    """`callback` with as many of the arguments as it takes."""
    try:
        parameters = inspect.signature(callback).parameters.values()
    except (TypeError, ValueError):  # of something written in C
        return functools.partial(callback, *arguments)
    if any(each.kind is each.VAR_POSITIONAL for each in parameters):
        return functools.partial(callback, *arguments)
    placed = [each for each in parameters if each.kind in (each.POSITIONAL_ONLY, each.POSITIONAL_OR_KEYWORD)]
    return functools.partial(callback, *arguments[: len(placed)])


def session_of(owner: CurrentSession | None) -> CurrentSession | None:
    """The session in whose turn the caller runs; where there is none, that of the owner."""
    return current_session() or owner
