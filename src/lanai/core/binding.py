"""`pn.bind`: Param's, and beyond it arguments that are themselves computed by coroutines or by slow functions."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import param
from param.display import _display_accessors
from param.parameterized import transform_reference
from param.reactive import reactive_ops

from lanai.core.callables import is_async, is_awaited, is_stepwise
from lanai.core.context import current_session
from lanai.core.references import dependencies, evaluate

_OWN = "__bound_parameter_"
_NONE: Mapping[str, Any] = MappingProxyType({})
_PARAM = "__arg"
"""What the names begin with that Param gives to the parameters among a bound function's positional arguments."""


def bind(function: Any, /, *args: Any, watch: bool = False, **kwargs: Any) -> Callable[..., Any]:
    """A function whose arguments are taken from parameters, widgets, expressions and other bound functions.

    What it gives is computed again when one of them changes, wherever the bound function is shown; with `watch` also
    where it is not. `function` may be a function, a coroutine function, a generator or an asynchronous one. Bound
    functions among the arguments run where they belong: coroutines on the event loop, functions on a thread.
    """
    given = (*args, *kwargs.values())
    if any(_is_bound(arg) and is_awaited(arg) for arg in given) or (
        is_awaited(function) and any(_is_bound(arg) for arg in given)
    ):
        return _bind_async(function, args, kwargs, watch)
    if _is_plain(function) and not watch:
        plain_args = tuple(map(transform_reference, args))
        plain_kwargs = {name: transform_reference(arg) for name, arg in kwargs.items()} or _NONE
        if not any(map(_is_bound, (*plain_args, *plain_kwargs.values()))):
            return _bind_plain(function, plain_args, plain_kwargs)
    bound: Callable[..., Any] = param.bind(function, *args, watch=watch, **kwargs)
    return bound


def _bind_plain(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> Callable[..., Any]:
    """As Param binds a plain function to values and parameters, in half the room: a page has one for every text."""
    found = {f"{_PARAM}{place}": arg for place, arg in enumerate(args) if isinstance(arg, param.Parameter)}
    found.update((name, arg) for name, arg in kwargs.items() if isinstance(arg, param.Parameter))

    def bound(*more: Any, **others: Any) -> Any:
        # What Param looked up for `found` comes in `others`; by the names of arguments, it is what counts.
        given = {name: value for name, value in others.items() if not name.startswith(_PARAM)}
        keywords = {name: _present(arg) for name, arg in kwargs.items() if name not in given}
        return function(*map(_present, args), *more, **keywords, **given)

    made: Any = bound
    made._dinfo = {"dependencies": (), "kw": found, "watch": False, "on_init": False}
    made.__bound_function__ = function
    made.rx = reactive_ops(bound)
    for name, accessor in _display_accessors.items():
        setattr(bound, name, accessor(bound))  # type: ignore[operator]
    return bound


def _present(arg: Any) -> Any:
    return getattr(arg.owner, str(arg.name)) if isinstance(arg, param.Parameter) else arg


def _is_plain(function: Any) -> bool:
    """Whether it is a function that depends on nothing by itself and gives its value at once."""
    return (
        inspect.isroutine(function)
        and not hasattr(function, "_dinfo")
        and not is_stepwise(function)
        and not is_async(function)
    )


def _bind_async(
    function: Any, args: tuple[Any, ...], kwargs: dict[str, Any], watch: bool
) -> Callable[..., Any]:
    args = tuple(transform_reference(arg) for arg in args)
    kwargs = {name: transform_reference(arg) for name, arg in kwargs.items()}
    found = [parameter for arg in (*args, *kwargs.values()) for parameter in dependencies(arg)]
    named: dict[str, Any] = {f"{_OWN}{number}": parameter for number, parameter in enumerate(found)}

    @functools.wraps(function)
    async def bound(*more: Any, **others: Any) -> Any:
        # Param passes what the function depends on as keywords; the values are looked up where they are needed.
        own = {name: value for name, value in others.items() if not name.startswith(_OWN)}
        positional = [await _value_of(arg) for arg in args]
        keywords = {name: await _value_of(arg) for name, arg in kwargs.items() if name not in own}
        return await _apply(functools.partial(function, *positional, *more, **keywords, **own))

    # What `wraps` took over would tell that the bound function is of the kind of the function itself.
    vars(bound).pop("__wrapped__", None)
    decorated: Callable[..., Any] = param.depends(watch=watch, on_init=False, **named)(bound)
    return decorated


def _is_bound(arg: Any) -> bool:
    return callable(arg) and hasattr(arg, "_dinfo")


async def _value_of(arg: Any) -> Any:
    if not _is_bound(arg):
        return evaluate(arg) if isinstance(arg, (param.Parameter, param.rx)) else arg
    return await (evaluate(arg) if is_awaited(arg) else _in_order(functools.partial(evaluate, arg)))


async def _apply(call: functools.partial[Any]) -> Any:
    if is_async(call):
        return await call()
    if is_stepwise(call):
        return call()
    return await _in_order(call)


async def _in_order(call: Callable[[], Any]) -> Any:
    """What `call` returns, run among the session's synchronous work; here where there is no session."""
    session = current_session()
    if session is None:
        return call()
    return await session.turns.finish(call)
