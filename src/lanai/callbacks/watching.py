"""Param's watchers, run where they belong by the session in whose turn a parameter was set.

A worker thread runs a watcher that is a plain function here and now, as Param does. The event loop does not: a coroutine
that sets a parameter goes on, and what watches it runs among the session's synchronous work, in order. Only what is
declared `quick` runs on the loop. See docs/design/threads.md.

Param offers `async_executor` for coroutine functions. For functions it offers nothing, so `Parameters._execute_watcher`,
the one place through which it calls every watcher, is ours.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import copy_context
from functools import partial
from typing import Any

import param.parameterized
from param import Skip
from param.parameterized import Event, Parameters, Watcher, _batch_call_watchers

from lanai.core.callables import is_awaited, is_quick
from lanai.core.calling import follow_result
from lanai.core.context import current_session
from lanai.core.failures import as_exception, call_app
from lanai.core.protocols import CurrentSession
from lanai.core.watchers import only_passes_on

Execute = Callable[[Callable[[], Coroutine[Any, Any, object]]], object]


def install() -> None:
    """Tell Param to run watchers through sessions.

    Other packages set Param's executor too, when they are imported: HoloViews brings one that does. So it is done again
    whenever an app has imported something; where nothing has changed, nothing happens.
    """
    outside: Execute = vars(param.parameterized)["async_executor"]
    if not isinstance(outside, _Executor):
        vars(param.parameterized)["async_executor"] = executor(outside)
    if Parameters._execute_watcher is not execute_watcher:
        Parameters._execute_watcher = execute_watcher  # type: ignore[method-assign]


def executor(outside: Execute) -> Execute:
    """A function for `param.parameterized.async_executor`; `outside` serves where there is no session."""
    return _Executor(outside)


class _Executor:
    def __init__(self, outside: Execute) -> None:
        self._outside = outside

    def __call__(self, work: Callable[[], Coroutine[Any, Any, object]]) -> None:
        session = current_session()
        if session is None:
            self._outside(work)
        else:
            session.turns.spawn(work, kind="callback")


def execute_watcher(self: Parameters, watcher: Watcher, events: Iterable[Event]) -> None:
    """Call one watcher with its events; stands in the place of Param's own `Parameters._execute_watcher`.

    `watcher.mode` says whether it is called with the events, or with the new values by name.
    """
    events = tuple(events)
    if watcher.mode == "args":
        call = partial(watcher.fn, *events)
    else:
        call = partial(watcher.fn, **{event.name: event.new for event in events})
    session = current_session()
    if is_awaited(watcher.fn):
        vars(param.parameterized)["async_executor"](call)
    elif session is None or not session.turns.on_loop or is_quick(watcher.fn) or only_passes_on(watcher.fn):
        _call(call, session)
    else:
        in_turn = partial(copy_context().run, _call_later, self, watcher, call, session, events)
        session.turns.in_order(in_turn, kind="callback", function=watcher.fn)


def _call(call: Callable[[], object], session: CurrentSession | None) -> None:
    try:
        result = call_app(call)
    except Skip:
        return
    except StopIteration as error:
        if session is None:
            raise
        # Param's generators, through which it goes, would make another exception of it.
        raise as_exception(error) from error
    if result is not None and session is not None:  # a lambda may give a coroutine
        follow_result(result, call)


def _call_later(
    parameters: Parameters,
    watcher: Watcher,
    call: Callable[[], object],
    session: CurrentSession,
    events: Sequence[Event],
) -> None:
    """As Param calls it, but later: what it changes is told when it is over, where the watcher wants that."""
    with (
        _still_set(events),
        _batch_call_watchers(parameters.self_or_cls, enable=watcher.queued, run=True),
    ):
        _call(call, session)


@contextmanager
def _still_set(events: Sequence[Event]) -> Iterator[None]:
    """An `Event` parameter is true while those run who watch it, as it is where they are called at once."""
    pulses = [
        event
        for event in events
        if event.new is True and event.obj is not None and type(event.obj.param[event.name]) is param.Event
    ]
    for event in pulses:
        event.obj._param__private.values[event.name] = True
    try:
        yield
    finally:
        for event in pulses:
            event.obj._param__private.values[event.name] = False
