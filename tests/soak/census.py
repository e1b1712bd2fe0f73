"""What is alive in this process that ought to end with a visitor, or with the server."""

from __future__ import annotations

import asyncio
import gc
import os
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bokeh.document import Document
from bokeh.model import Model

from lanai.callbacks.periodic import PeriodicCallback
from lanai.callbacks.task import Task
from lanai.components.base import Component
from lanai.components.widgets.files.upload import Upload
from lanai.hosts.asgi.connection import SocketConnection
from lanai.hosts.asgi.websocket import Conversation
from lanai.session.context import SessionContext
from lanai.session.outbox import Outbox
from lanai.session.request import Request
from lanai.session.session import Session
from tests.support.threads import let_them

KINDS: tuple[type, ...] = (
    Session,
    SessionContext,
    Request,
    Outbox,
    Component,
    PeriodicCallback,
    Task,
    Upload,
    Conversation,
    SocketConnection,
    Document,
    Model,
)
"""Of each of these, every object counts that the garbage collector can still reach."""
DESCRIPTORS = Path("/proc/self/fd")


@dataclass(frozen=True)
class Census:
    """How many there are, by name: objects by kind, threads by name, files by what they are."""

    objects: dict[str, int]
    tasks: dict[str, int]
    timers: dict[str, int]
    threads: dict[str, int]
    files: dict[str, int]

    def left_since(self, before: Census) -> list[str]:
        """What there is more than `before`, a line each."""
        return [
            f"{name}: {count - getattr(before, part).get(name, 0)} more of {part}"
            for part, counts in asdict(self).items()
            for name, count in counts.items()
            if count > getattr(before, part).get(name, 0)
        ]


def take() -> Census:
    """Count what is alive now, once the garbage collector has taken what nobody holds."""
    while gc.collect():
        pass
    objects, tasks, timers = Counter[str](), Counter[str](), Counter[str]()
    kinds: dict[type, type | None] = {}
    for thing in gc.get_objects():
        made = type(thing)  # an object may answer for another one, its type does not
        if made not in kinds:
            kinds[made] = _kind_of(made)
        kind = kinds[made]
        if kind is asyncio.Task and not thing.done():
            tasks[getattr(thing.get_coro(), "__qualname__", "?")] += 1
        elif kind is asyncio.TimerHandle and not thing.cancelled():
            timers[_named(thing)] += 1
        elif kind in KINDS:
            objects[kind.__name__] += 1
    threads = Counter(thread.name for thread in threading.enumerate())
    return Census(dict(objects), dict(tasks), dict(timers), dict(threads), files())


def files() -> dict[str, int]:
    """Open files, sockets and pipes, by kind. Empty where the system does not tell."""
    found: Counter[str] = Counter()
    for entry in DESCRIPTORS.iterdir() if DESCRIPTORS.exists() else ():
        try:
            found[os.readlink(entry).partition(":")[0]] += 1  # noqa: PTH115 - it is no path of a file
        except FileNotFoundError:  # it was open to list the others
            continue
    return dict(found)


def await_nothing_left(
    before: Census, patience: float, meanwhile: Callable[[], object] = lambda: None
) -> list[str]:
    """What is left since `before` when all has ended that ends within `patience` s of real time, as idle threads do."""
    end = time.monotonic() + patience
    while (left := take().left_since(before)) and time.monotonic() < end:
        meanwhile()
        let_them(0.05)
    return left


def _kind_of(made: type) -> type | None:
    if made.__name__ == "TimerHandle":  # uvloop has its own
        return asyncio.TimerHandle
    return next((kind for kind in (*KINDS, asyncio.Task) if issubclass(made, kind)), None)


def _named(timer: Any) -> str:
    """What a timer will call, where it tells."""
    callback = getattr(timer, "_callback", timer)
    return getattr(callback, "__qualname__", None) or type(callback).__name__
