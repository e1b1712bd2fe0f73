"""References: functions bound to parameters, `depends` methods, `rx` expressions.

Param defines what a reference is; this file is the one place that asks it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import param
from param.parameterized import Undefined, Watcher, eval_function_with_deps, resolve_ref, resolve_value

from lanai.core.callables import is_generator_function

__all__ = ["Undefined", "Watcher", "dependencies", "evaluate", "is_reference", "owner_of", "watch_all"]


def dependencies(reference: Any) -> list[param.Parameter[Any]]:
    """The parameters on which `reference` depends, each once, in order. Empty for a plain function.

    A method that depends on `'part.size'` depends on `part` as well: another part has another size.
    """
    seen: dict[tuple[int, str], param.Parameter[Any]] = {}
    for parameter in (*resolve_ref(reference), *_on_the_way(reference)):
        seen.setdefault((id(parameter.owner), str(parameter.name)), parameter)
    return list(seen.values())


def _on_the_way(reference: Any) -> Iterator[param.Parameter[Any]]:
    """The parameters that hold the objects on whose parameters a method depends."""
    if not inspect.ismethod(reference):
        return
    for path in getattr(reference, "_dinfo", {}).get("dependencies", ()):
        owner: Any = reference.__self__
        for name in path.split(".")[:-1] if isinstance(path, str) else ():
            if name in owner.param:
                yield owner.param[name]
            owner = getattr(owner, name)


def is_reference(obj: Any) -> bool:
    """Whether `obj` stands for a value that is computed: any function or method, a Parameter, an `rx`."""
    return isinstance(obj, (param.Parameter, param.rx)) or inspect.isroutine(obj) or bool(resolve_ref(obj))


def evaluate(reference: Any) -> Any:
    """The reference's present value. Calls the function; for coroutine functions the coroutine."""
    if is_generator_function(reference):
        return eval_function_with_deps(reference)  # resolve_value would run it on the event loop
    if isinstance(reference, (param.Parameter, param.rx)) or resolve_ref(reference):
        return resolve_value(reference)
    return reference()


def watch_all(
    parameters: Iterable[param.Parameter[Any]],
    callback: Callable[..., object],
    what: Iterable[str] = ("value",),
) -> tuple[Watcher, ...]:
    """Watch `parameters` with one callback that runs once for a batch of changes of one owner.

    `what` of them: their value, or attributes of the parameters themselves, such as 'bounds'.
    Returns what to pass to `owner_of(watcher).param.unwatch(watcher)`.
    """
    groups: dict[int, tuple[param.Parameterized, list[str]]] = {}
    for parameter in parameters:
        groups.setdefault(id(parameter.owner), (parameter.owner, []))[1].append(str(parameter.name))
    return tuple(
        owner.param.watch(callback, names, what=each) for owner, names in groups.values() for each in what
    )


def owner_of(watcher: Watcher) -> Any:
    """The object, or the class, whose parameters it watches."""
    return watcher.cls if watcher.inst is None else watcher.inst
