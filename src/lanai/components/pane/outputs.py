"""What a function gives, delivered as it comes: a value, a coroutine's, a generator's one after the other."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Generator
from functools import partial
from typing import Any, Protocol

import param
from param import parameterized

from lanai.components.base import Component
from lanai.core.callables import discard, is_async_generator, is_awaitable, is_generator
from lanai.core.context import current_session
from lanai.core.failures import is_closing
from lanai.core.observer import Steps
from lanai.core.plain import is_plain
from lanai.core.protocols import CurrentSession, Work
from lanai.core.references import Undefined
from lanai.errors import SessionGone


class Shows(Protocol):
    """Who shows what comes."""

    def _show(self, value: Any, again: bool) -> None:
        """A value, and whether it is one more of the same generator."""

    def _fail(self, error: BaseException) -> None:
        """What the function raised."""

    def _rest(self) -> None:
        """A run came to its end, with or without a value."""


class Outputs:
    """Runs a function each time it is asked to, and delivers what it gives, in `session` where there is one.

    A new run ends the one before: its generator is closed, its coroutine cancelled, and what it still gives is dropped.
    """

    __slots__ = ("_owner", "_run", "_session", "_steps", "_task")

    def __init__(self, session: CurrentSession | None, owner: Shows) -> None:
        self._session = session
        self._owner = owner
        self._run = 0
        self._task: asyncio.Task[Any] | None = None
        self._steps: Steps | None = None

    def run(self, function: Work, steps: Steps | None = None) -> None:
        """Call `function` here and now, and deliver what it gives; `steps` observes those of a generator."""
        self._run += 1
        self._steps = steps
        run = self._run
        self._cancel()
        try:
            value = function()
        except param.Skip:
            self._end(run)
            return
        except BaseException as error:
            self._owner._fail(error)
            return
        self._take(value, run)

    def _end(self, run: int) -> None:
        if run == self._run:
            self._owner._rest()

    def _take(self, value: Any, run: int) -> None:
        if is_async_generator(value):
            self._spawn(lambda: self._follow(value, run))
        elif is_generator(value):
            self._step(value, run, False, self._next(value))
        elif is_awaitable(value):
            self._spawn(lambda: self._wait(value, run))
        else:
            self._deliver(value, run, False)

    def _deliver(self, value: Any, run: int, again: bool) -> None:
        if run != self._run:
            return
        if value is Undefined:
            self._owner._rest()
            return
        try:
            self._owner._show(value, again)
        except BaseException as error:
            self._owner._fail(error)

    # -- generators: one step at a time, so that other callbacks of the session get their turn ------

    def _next(self, generator: Generator[Any, Any, Any]) -> Work:
        """What takes the generator's next value."""
        step = partial(next, generator)
        return step if self._steps is None else self._steps.around(step)

    def _step(self, generator: Generator[Any, Any, Any], run: int, again: bool, step: Work) -> None:
        while True:
            if run != self._run:
                generator.close()
                return
            try:
                value = step()
            except (StopIteration, param.Skip):
                self._end(run)
                return
            except BaseException as error:
                self._owner._fail(error)
                return
            self._deliver(value, run, again)
            again = True
            step = self._next(generator)
            if self._session is not None:
                self._session.turns.submit(partial(self._step, generator, run, True, step))
                return

    # -- coroutines: on the event loop, beside whatever else runs -----------------------------------

    def _spawn(self, work: Callable[[], Coroutine[Any, Any, object]]) -> None:
        session = self._session or current_session()
        if session is not None:
            session.turns.spawn(work)
        else:
            parameterized.async_executor(work)  # type: ignore[attr-defined]

    def _cancel(self) -> None:
        task, self._task = self._task, None
        if task is not None and not task.done():
            task.get_loop().call_soon_threadsafe(task.cancel)

    async def _wait(self, awaitable: Awaitable[Any], run: int) -> None:
        if run != self._run:  # another run began before this one did
            discard(awaitable)
            return
        self._task = task = asyncio.current_task()
        try:
            value = await awaitable
        except param.Skip:
            self._end(run)
        except asyncio.CancelledError:
            self._end(run)
            raise
        except BaseException as error:
            self._fail(error, task, run)
        else:
            await self._take_awaited(value, run)

    async def _take_awaited(self, value: Any, run: int) -> None:
        """A coroutine may give a generator in its turn, where a generator is bound to what a coroutine gives."""
        if is_async_generator(value):
            await self._follow(value, run)
        elif is_generator(value) and self._session is not None:
            self._session.turns.submit(partial(self._step, value, run, False, self._next(value)))
        elif is_generator(value) or is_awaitable(value):
            self._take(value, run)
        else:
            await self._deliver_from_loop(value, run, False)

    async def _deliver_from_loop(self, value: Any, run: int, again: bool) -> None:
        """Show what is known to call no code of the app's here, and anything else in order with synchronous work."""
        session = self._session or current_session()
        if session is None or _is_light(value):
            self._deliver(value, run, again)
            return
        with contextlib.suppress(SessionGone):  # then there is nobody left to show it to
            await session.turns.finish(partial(self._deliver, value, run, again))

    async def _follow(self, values: AsyncGenerator[Any, Any], run: int) -> None:
        if run != self._run:
            await values.aclose()
            return
        self._task = task = asyncio.current_task()
        again = False
        try:
            while True:
                step: Callable[[], Awaitable[Any]] = values.__anext__
                value = await (step if self._steps is None else self._steps.around_async(step))()
                await self._deliver_from_loop(value, run, again)
                again = True
        except (StopAsyncIteration, param.Skip):
            self._end(run)
        except asyncio.CancelledError:
            self._end(run)
            raise
        except BaseException as error:
            self._fail(error, task, run)

    def _fail(self, error: BaseException, task: asyncio.Task[Any] | None, run: int) -> None:
        if is_closing(error, task):
            raise error
        if run == self._run:
            self._owner._fail(error)


def _is_light(value: Any) -> bool:
    """Whether showing it calls no code of the app's, and takes no time."""
    return isinstance(value, Component) or value is Undefined or is_plain(value)
