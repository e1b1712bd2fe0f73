"""Who watches a parameter: asked to decide where a change has to be made."""

from __future__ import annotations

from collections.abc import Iterable
from inspect import iscoroutinefunction

import param


def runs_synchronous_code(owner: param.Parameterized, names: Iterable[str]) -> bool:
    """Whether setting any of the parameters calls a plain function (and so may take its time)."""
    watchers = owner._param__private.watchers
    return any(
        not iscoroutinefunction(watcher.fn)
        for name in names
        for watcher in watchers.get(name, {}).get("value", ())
    )
