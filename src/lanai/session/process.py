"""What the process keeps for all sessions: hooks, default settings, shared cache, running servers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from lanai.callbacks.cache.caches import Caches
from lanai.callbacks.schedule.scheduler import Scheduler
from lanai.session.activity import Activity
from lanai.session.history import SessionHistory
from lanai.session.publishing import Publications
from lanai.session.settings import Settings

Hook = Callable[[Any], object]
"""Called with the session context; a function or a coroutine function."""


@dataclass
class Process:
    """The process-wide half of `pn.state` and `pn.config`. A program has one; a test makes its own."""

    created: list[Hook] = field(default_factory=list)
    destroyed: list[Hook] = field(default_factory=list)
    settings: Settings = field(default_factory=Settings)
    cache: dict[Any, Any] = field(default_factory=dict)
    caches: Caches = field(default_factory=Caches)
    servers: list[Any] = field(default_factory=list)
    scheduler: Scheduler = field(default_factory=Scheduler)
    history: SessionHistory = field(init=False)
    published: Publications = field(default_factory=Publications)
    background: set[asyncio.Task[object]] = field(default_factory=set)
    """Coroutines that were executed outside every session; the loop itself would hold them weakly."""
    activity: Activity = field(default_factory=Activity)
    """Never busy: what `pn.state.param.busy` means outside every session."""

    def __post_init__(self) -> None:
        self.history = SessionHistory(lambda: int(self.settings.session_history))


_current: ContextVar[Process] = ContextVar("lanai_current_process", default=Process())  # noqa: B039 - one for all


def current_process() -> Process:
    """The process-wide state: the program's only one, except inside a test that entered its own."""
    return _current.get()


def enter_process(process: Process) -> Callable[[], None]:
    """Make `process` the current one. Returns a function that takes it back."""
    token = _current.set(process)
    return lambda: _current.reset(token)
