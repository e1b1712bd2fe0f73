"""A call of an app's function in the middle of something else, made where it belongs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from param import parameterized

from lanai.core.callables import coroutine_of, is_async, is_awaitable, refuse_generator
from lanai.core.context import current_session
from lanai.core.placing import session_on_loop


def call_placed(call: Callable[[], object], function: object = None) -> None:
    """Call a function here and now, on an event loop later in order with the session's synchronous work; start a coroutine
    on the event loop. `function` is what it is about, for whoever observes the session."""
    session = session_on_loop()
    if is_async(call):
        _start(call, function or call)
    elif session is not None:
        session.turns.in_order(call, kind="callback", function=function or call)
    else:
        follow_result(call(), function or call)


def follow_result(result: object, function: object) -> None:
    """Run what a function gave to be awaited. Raises `CallbackError` for a generator."""
    if is_awaitable(result):
        _start(partial(coroutine_of, result), function)
    else:
        refuse_generator(result, function)


def _start(call: Callable[[], Any], function: object) -> None:
    session = current_session()
    if session is None:
        vars(parameterized)["async_executor"](call)
    else:
        session.turns.spawn(call, kind="callback", function=function)
