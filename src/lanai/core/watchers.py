"""Who watches a parameter, and what that may cost."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import Any

import param
from param.reactive import _WeakInvalidator

from lanai.core.callables import is_async, is_quick


def calls_functions(owner: param.Parameterized, names: Iterable[str]) -> bool:
    """Whether something other than coroutines hears of it when any of the parameters is set."""
    watchers = owner._param__private.watchers
    return any(
        not is_async(watcher.fn) for name in names for watcher in watchers.get(name, {}).get("value", ())
    )


def only_passes_on(watcher: Any) -> bool:
    """Whether a watcher of Param's own, or of ours, calls nobody's code by itself.

    An `rx` notes that its value is out of date. A parameter that another one gives the value of takes that over, where no
    function stands between them. A method that depends on something is the class's: ours says whether it is quick.
    """
    if isinstance(watcher, _WeakInvalidator):
        return True
    if getattr(watcher, "__func__", None) is not None and watcher.__name__ == "_sync_refs":
        owner = watcher.__self__.self
        return owner is not None and all(
            isinstance(each, param.Parameter) for each in owner._param__private.refs.values()
        )
    return is_quick(getattr(watcher, "keywords", {}).get("function"))


def users_watchers(owner: param.Parameterized, names: Iterable[str]) -> list[object]:
    """The users' functions that setting any of the parameters calls: not this package's own."""
    watchers = owner._param__private.watchers
    functions = [
        _function(watcher.fn) for name in names for watcher in watchers.get(name, {}).get("value", ())
    ]
    return [function for function in functions if not _is_own(function)]


def _function(called: object) -> object:
    """What Param calls in the end: it wraps a method that depends on something, and a bound function three times."""
    method = getattr(called, "keywords", {}).get("function")
    if method is not None:
        return method
    for name in ("func", "eval_fn", "function"):
        if inspect.isfunction(called) and called.__module__.partition(".")[0] == "param":
            called = inspect.getclosurevars(called).nonlocals.get(name, called)
    return called


def _is_own(function: object) -> bool:
    return str(getattr(function, "__module__", "")).partition(".")[0] == __name__.partition(".")[0]
