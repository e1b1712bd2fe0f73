"""What kind a user's callable is, and so where it runs: asked here, and nowhere else.

A function may take its time, so it runs on a worker thread. A coroutine function runs on the event loop. What a plain
function returns may still have to be awaited, as with `lambda: coroutine()`; whoever calls it looks at the result.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import Any, TypeVar

from lanai.errors import CallbackError

F = TypeVar("F", bound=Callable[..., Any])

_QUICK = "_lanai_quick"
_STEPS = inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR | inspect.CO_GENERATOR


class CallableKind(Enum):
    """What calling it gives."""

    FUNCTION = "function"
    COROUTINE = "coroutine function"
    GENERATOR = "generator function"
    ASYNC_GENERATOR = "asynchronous generator function"


def kind_of(function: Any) -> CallableKind:
    """The kind of a function, a method, a `functools.partial` of one, or an object with a `__call__` of that kind."""
    while isinstance(function, partial):
        function = function.func
    code = getattr(function, "__code__", None)
    if code is None:
        called = getattr(type(function), "__call__", None)
        if inspect.iscoroutinefunction(function):  # it says so by a mark, as mocks do
            return CallableKind.COROUTINE
        code = getattr(called, "__code__", None)
    flags = getattr(code, "co_flags", 0)
    if not flags & _STEPS:  # most are: this is asked at every click
        return CallableKind.FUNCTION
    if flags & inspect.CO_COROUTINE:
        return CallableKind.COROUTINE
    if flags & inspect.CO_ASYNC_GENERATOR:
        return CallableKind.ASYNC_GENERATOR
    # What `types.coroutine` makes of a generator function gives something to await.
    return CallableKind.FUNCTION if flags & inspect.CO_ITERABLE_COROUTINE else CallableKind.GENERATOR


def is_async(function: Any) -> bool:
    """Whether calling it gives a coroutine at once, so that no synchronous code runs."""
    return kind_of(function) is CallableKind.COROUTINE


def is_stepwise(function: Any) -> bool:
    """Whether calling it gives a generator, asynchronous or not."""
    return kind_of(function) in (CallableKind.GENERATOR, CallableKind.ASYNC_GENERATOR)


def check_callback(function: Any, purpose: str) -> None:
    """Raise `CallbackError` for what cannot be the callback of `purpose`: no callable, or one that gives a generator."""
    if not callable(function):
        raise CallbackError(
            f"Expected a function or a coroutine function for {purpose}, got a {type(function).__name__}."
        )
    if is_stepwise(function):
        raise CallbackError(
            f"Expected a function or a coroutine function for {purpose}, got the {kind_of(function).value} "
            f"{label_of(function)}(): nobody would ask it for its values, so its code would never run. Leave out its "
            "`yield`, or show it with pn.bind."
        )


def refuse_generator(result: object, function: object) -> None:
    """Raise `CallbackError` where a callback has returned a generator, which nobody would run."""
    if inspect.isgenerator(result) or inspect.isasyncgen(result):
        raise CallbackError(
            f"{label_of(function)}() is a callback and returned a generator, whose code nobody would run. Leave out its "
            "`yield`, or show it with pn.bind."
        )


def label_of(function: object) -> str:
    """What people call it."""
    while isinstance(function, partial):
        function = function.func
    return str(getattr(function, "__name__", type(function).__name__))


def quick(function: F) -> F:
    """Declare that a watcher of this package takes no time and calls no user code, so that it may run on the event loop.

    What is not declared is taken for a user's, and runs on a worker thread.
    """
    vars(function)[_QUICK] = True
    return function


def is_quick(function: object) -> bool:
    """Whether it was declared `quick`: a function, a bound method, or an object that says so by itself."""
    return bool(getattr(function, _QUICK, False))
