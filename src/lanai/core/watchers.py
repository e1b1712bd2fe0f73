"""Who watches a parameter: asked to decide where a change has to be made."""

from __future__ import annotations

import inspect
from collections.abc import Iterable

import param


def runs_synchronous_code(owner: param.Parameterized, names: Iterable[str]) -> bool:
    """Whether setting any of the parameters calls a plain function (and so may take its time)."""
    watchers = owner._param__private.watchers
    return any(
        not inspect.iscoroutinefunction(watcher.fn)
        for name in names
        for watcher in watchers.get(name, {}).get("value", ())
    )


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
