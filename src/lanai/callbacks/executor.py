"""Param's coroutine watchers, run by the session in whose turn they were triggered."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import param.parameterized

from lanai.core.context import current_session

Execute = Callable[[Callable[[], Coroutine[Any, Any, object]]], object]


def executor(outside: Execute) -> Execute:
    """A function for `param.parameterized.async_executor`; `outside` serves where there is no session."""

    def execute(work: Callable[[], Coroutine[Any, Any, object]]) -> None:
        session = current_session()
        if session is None:
            outside(work)
        else:
            session.turns.spawn(work)

    return execute


def install() -> None:
    """Tell Param to run coroutines through sessions. Param offers exactly this hook for it."""
    outside: Execute = vars(param.parameterized)["async_executor"]
    vars(param.parameterized)["async_executor"] = executor(outside)
