"""What kind a user's callable is, and so where it runs: asked here, and nowhere else.

A function may take its time, so it runs on a worker thread. A coroutine function runs on the event loop. What a plain
function returns may still have to be awaited, as with `lambda: coroutine()`; whoever calls it looks at the result.
"""

from __future__ import annotations

import inspect
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator
from enum import Enum
from functools import partial
from types import CodeType, FunctionType, MappingProxyType, MethodType
from typing import Any, TypeGuard, TypeVar

from lanai.errors import CallbackError

F = TypeVar("F", bound=Callable[..., Any])

_QUICK = "_lanai_quick"


class CallableKind(Enum):
    """What calling it gives."""

    FUNCTION = "function"
    COROUTINE = "coroutine function"
    GENERATOR = "generator function"
    ASYNC_GENERATOR = "asynchronous generator function"


_KINDS = MappingProxyType(
    {
        0: CallableKind.FUNCTION,
        inspect.CO_COROUTINE: CallableKind.COROUTINE,
        inspect.CO_GENERATOR: CallableKind.GENERATOR,
        inspect.CO_ASYNC_GENERATOR: CallableKind.ASYNC_GENERATOR,
    }
)
_FLAGS = inspect.CO_COROUTINE | inspect.CO_GENERATOR | inspect.CO_ASYNC_GENERATOR


def kind_of(function: Any) -> CallableKind:
    """The kind of a function, a method, a `functools.partial` of one, or an object with a `__call__` of that kind."""
    kind = function.__class__
    while kind is partial or kind is MethodType:
        function = function.func if kind is partial else function.__func__
        kind = function.__class__
    if kind is FunctionType:  # nearly all are; asking `inspect` takes ten times as long
        flags = function.__code__.co_flags & _FLAGS
        if function.__code__.co_flags & inspect.CO_ITERABLE_COROUTINE:
            return CallableKind.FUNCTION  # by `types.coroutine`: what it gives is awaited
        if flags or getattr(function, "_is_coroutine_marker", None) is None:
            return _KINDS[flags]
    return _kind_of_object(function)


def _kind_of_object(function: Any) -> CallableKind:
    for called in (function, getattr(type(function), "__call__", None)):
        if inspect.iscoroutinefunction(called):
            return CallableKind.COROUTINE
        if inspect.isasyncgenfunction(called):
            return CallableKind.ASYNC_GENERATOR
        if inspect.isgeneratorfunction(called):
            return CallableKind.GENERATOR
    return CallableKind.FUNCTION


def is_async(function: Any) -> bool:
    """Whether calling it gives a coroutine at once, so that no synchronous code runs."""
    return kind_of(function) is CallableKind.COROUTINE


def is_stepwise(function: Any) -> bool:
    """Whether calling it gives a generator, asynchronous or not."""
    return kind_of(function) in (CallableKind.GENERATOR, CallableKind.ASYNC_GENERATOR)


def is_awaited(function: Any) -> bool:
    """Whether calling it gives a coroutine or an asynchronous generator at once: its code runs on the event loop."""
    return kind_of(function) in (CallableKind.COROUTINE, CallableKind.ASYNC_GENERATOR)


def is_generator_function(function: Any) -> bool:
    """Whether calling it gives a generator, whose code runs step by step."""
    return kind_of(function) is CallableKind.GENERATOR


def is_awaitable(result: object) -> TypeGuard[Awaitable[Any]]:
    """Whether what a call gave still has to be awaited."""
    return inspect.isawaitable(result)


def is_generator(result: object) -> TypeGuard[Generator[Any, Any, Any]]:
    """Whether what a call gave is a generator."""
    return inspect.isgenerator(result)


def is_async_generator(result: object) -> TypeGuard[AsyncGenerator[Any, Any]]:
    """Whether what a call gave is an asynchronous generator."""
    return inspect.isasyncgen(result)


async def coroutine_of(awaitable: Awaitable[Any]) -> Any:
    """A coroutine that gives what `awaitable` does: tasks are made of nothing else."""
    return await awaitable


def discard(result: object) -> None:
    """Let go of what a call gave and nobody awaits, without Python's warning of it."""
    if inspect.iscoroutine(result):
        result.close()


def is_coroutine_code(code: CodeType) -> bool:
    """Whether running compiled code gives a coroutine: a script with an `await` of its own."""
    return bool(code.co_flags & inspect.CO_COROUTINE)


def runs_on_loop(code: CodeType) -> bool:
    """Whether it is the code of a coroutine or of an asynchronous generator."""
    return bool(
        code.co_flags & (inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR | inspect.CO_ITERABLE_COROUTINE)
    )


def for_new_value(callback: Callable[[Any], object]) -> Callable[[Any], object]:
    """A watcher of `callback`'s kind, which calls it with the new value."""
    if not is_async(callback):
        return lambda event: callback(event.new)

    async def call(event: Any) -> object:
        return await callback(event.new)  # type: ignore[misc]

    return call


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


def check_function(function: Any, purpose: str) -> None:
    """Raise `CallbackError` for what does not give its result at once, which `purpose` needs."""
    check_callback(function, purpose)
    if is_async(function):
        raise CallbackError(
            f"Expected a function for {purpose}, got the coroutine function {label_of(function)}(): its result is needed "
            "at once. Make it a function; it runs on a worker thread."
        )


def refuse_generator(result: object, function: object) -> None:
    """Raise `CallbackError` where a callback has returned a generator, which nobody would run."""
    if inspect.isgenerator(result) or inspect.isasyncgen(result):
        raise CallbackError(
            f"{label_of(function)}() is a callback and returned a generator, whose code nobody would run. Leave out its "
            "`yield`, or show it with pn.bind."
        )


def result_of(function: Callable[..., Any], *arguments: Any, **keywords: Any) -> Any:
    """What the function gives. Raises `CallbackError` where that is nothing yet: something to await, or a generator."""
    result = function(*arguments, **keywords)
    if is_awaitable(result):
        discard(result)
        raise CallbackError(
            f"Expected {label_of(function)}() to give its result, got something to await: a function that gives a coroutine "
            "will not do here."
        )
    refuse_generator(result, function)
    return result


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
