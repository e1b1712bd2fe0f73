"""Worker threads for synchronous user code."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Protocol

LIMIT = 1000
"""Threads at most. A thread that waits (sleeps, reads a socket) costs little, so there may be many."""

IDLE = 30.0
"""Seconds after which a thread without work ends."""


class Workers(Protocol):
    """Something that runs calls away from the event loop."""

    def submit(self, work: Callable[[], object]) -> None:
        """Run `work` soon. `work` must not raise."""


class WorkerThreads:
    """A pool that grows with the work and shrinks when idle.

    Its threads are daemons: a callback that never returns cannot keep the process from ending, which is why this is
    not `concurrent.futures.ThreadPoolExecutor`.
    """

    def __init__(self, limit: int = LIMIT, idle: float = IDLE) -> None:
        self._limit = limit
        self._idle = idle
        self._queue: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._threads = 0
        self._free = 0  # threads that wait, less calls that wait
        self._active = 0

    @property
    def active(self) -> int:
        """How many calls run or wait."""
        return self._active

    def submit(self, work: Callable[[], object]) -> None:
        """Run `work` on a thread that is free, on a new one, or, at the limit, on the next that becomes free."""
        with self._lock:
            self._active += 1
            self._free -= 1
            grow = self._free < 0 and self._threads < self._limit
            if grow:
                self._threads += 1
                self._free += 1
        self._queue.put(work)
        if grow:
            threading.Thread(target=self._work, name="lanai-worker", daemon=True).start()

    def _work(self) -> None:
        while True:
            try:
                work = self._queue.get(timeout=self._idle)
            except queue.Empty:
                if self._leave():
                    return
                continue
            work()
            del work
            with self._lock:
                self._active -= 1
                self._free += 1

    def _leave(self) -> bool:
        with self._lock:
            if self._free <= 0:  # a call is on its way to this thread
                return False
            self._free -= 1
            self._threads -= 1
            return True
