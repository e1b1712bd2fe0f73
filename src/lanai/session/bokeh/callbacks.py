"""A document's `add_next_tick_callback`, `add_timeout_callback` and `add_periodic_callback`, on the session's turns."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from bokeh.server.callbacks import PeriodicCallback as BokehPeriodic
from bokeh.server.callbacks import SessionCallback, TimeoutCallback

from lanai.callbacks.periodic import PeriodicCallback
from lanai.core.callables import is_async, is_awaitable
from lanai.core.context import entered
from lanai.core.protocols import CurrentSession

Cancel = Callable[[], object]


class DocumentCallbacks:
    """The callbacks that a document has arranged, until they are done or called off.

    Synchronous ones run on the session's worker, coroutines on the loop, all in the session's context.
    """

    def __init__(self, session: CurrentSession) -> None:
        self._session = session
        self._arranged: dict[str, Cancel] = {}

    def add(self, callback: SessionCallback) -> None:
        """Arrange it."""
        self._arranged[callback.id] = lambda: None
        match callback:
            case BokehPeriodic():
                self._repeat(callback)
            case TimeoutCallback():
                self._session.turns.call(partial(self._wait, callback))
            case _:
                self._run(callback)

    def remove(self, callback: SessionCallback) -> None:
        """Call it off."""
        cancel = self._arranged.pop(callback.id, None)
        if cancel is not None:
            cancel()

    def close(self) -> None:
        """Call all of them off."""
        arranged, self._arranged = self._arranged, {}
        for cancel in arranged.values():
            cancel()

    def _repeat(self, callback: BokehPeriodic) -> None:
        with entered(self._session):
            periodic = PeriodicCallback(
                callback=_plain(callback.callback), period=max(1, round(callback.period))
            )
            periodic.start()
        self._arranged[callback.id] = periodic.stop

    def _wait(self, callback: TimeoutCallback) -> None:
        if callback.id in self._arranged:
            when = self._session.clock.monotonic() + callback.timeout / 1000
            alarm = self._session.clock.call_at(when, partial(self._run, callback))
            self._arranged[callback.id] = partial(self._session.turns.call, alarm.cancel)

    def _run(self, callback: SessionCallback) -> None:
        if is_async(inspect.unwrap(callback.callback)):
            self._session.turns.spawn(
                partial(self._run_async, callback), kind="callback", function=callback.callback
            )
        else:
            self._session.turns.submit(
                partial(self._run_sync, callback), kind="callback", function=callback.callback
            )

    def _run_sync(self, callback: SessionCallback) -> None:
        if callback.id in self._arranged:
            result: Any = callback.callback()
            if is_awaitable(result):  # a plain function, such as a lambda, that gives a coroutine
                self._session.turns.spawn(partial(_finish, result))

    async def _run_async(self, callback: SessionCallback) -> None:
        if callback.id in self._arranged:
            await _finish(callback.callback())


def _plain(callback: Callable[[], Any]) -> Callable[[], Any]:
    """`callback`, as a coroutine function where it stands for one. Bokeh wraps them in plain functions."""
    if not is_async(inspect.unwrap(callback)):
        return callback

    async def run() -> object:
        return await callback()

    return run


async def _finish(awaitable: Awaitable[object] | None) -> object:
    return None if awaitable is None else await awaitable
