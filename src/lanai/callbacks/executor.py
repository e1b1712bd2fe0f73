"""Param's coroutine watchers, run by the session in whose turn they were triggered."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import param.parameterized

from lanai.core.context import current_session

Execute = Callable[[Callable[[], Coroutine[Any, Any, object]]], object]


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


def install() -> None:
    """Tell Param to run coroutines through sessions. Param offers exactly this hook for it.

    Other packages use it too, when they are imported: HoloViews brings one that does. So it is done again whenever an
    app has imported something; where nothing has changed, nothing happens.
    """
    outside: Execute = vars(param.parameterized)["async_executor"]
    if not isinstance(outside, _Executor):
        vars(param.parameterized)["async_executor"] = executor(outside)
