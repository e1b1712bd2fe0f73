"""Worker threads that tell the loop when they have nothing left to do."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from functools import partial

from lanai.callbacks.workers import Purpose, WorkerThreads

IDLE = 1.0
"""Seconds after which a thread without work ends: a test leaves none behind for long."""


class WatchedWorkers:
    """Real threads, as a server has them. Fulfils `lanai.callbacks.workers.Workers`."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._threads = WorkerThreads(idle=IDLE)
        self._lock = threading.Lock()
        self._active = 0

    @property
    def active(self) -> int:
        """How many calls run or wait."""
        return self._active

    def submit(self, work: Callable[[], object], purpose: Purpose = "callback") -> None:
        """Run `work` on a thread."""
        with self._lock:
            self._active += 1
        self._threads.submit(partial(self._run, [work]), purpose)

    def abandon(self, threads: set[int]) -> None:
        """These threads may never come back."""
        self._threads.abandon(threads)

    def _run(self, only: list[Callable[[], object]]) -> None:
        work = only.pop()
        work()
        del work  # what it holds is let go of before anybody hears that it is done
        with self._lock:
            self._active -= 1
            rested = self._active == 0
        if rested and not self._loop.is_closed():
            self._wake()

    def _wake(self) -> None:
        try:
            self._loop.call_soon_threadsafe(_nothing)
        except RuntimeError:
            if not self._loop.is_closed():  # the test is over, and nobody waits
                raise


def _nothing() -> None:
    """Being called wakes the loop."""
