"""Worker threads for synchronous user code."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import Literal, Protocol

from lanai.core.failures import summary_of

log = logging.getLogger("lanai")

Purpose = Literal["callback", "page", "hook", "scheduled", "wire"]
"""What a thread is for. Each has a pool of its own, so that callbacks that hang keep nobody from a page. On those for `wire` runs
no callback: what is large is encoded and decoded there."""

LIMITS: Mapping[Purpose, int] = MappingProxyType(
    {"callback": 1000, "page": 200, "hook": 100, "scheduled": 100, "wire": 100}
)
"""Threads at most. A thread that waits (sleeps, reads a socket) costs little, so there may be many."""

MOST_ABANDONED = 1000
"""Threads of each pool at most that never came back from a callback, and for which another one took over."""

_active = attrgetter("active")

IDLE = 30.0
"""Seconds after which a thread without work ends."""


class Workers(Protocol):
    """Something that runs calls away from the event loop."""

    def submit(self, work: Callable[[], object], purpose: Purpose = "callback") -> None:
        """Run `work` soon. `work` must not raise."""

    def abandon(self, threads: set[int]) -> None:
        """These threads, by `threading.get_ident()`, may never come back: let others take their places."""


class WorkerThreads:
    """Pools that grow with the work and shrink when idle, one for each purpose.

    Their threads are daemons: a callback that never returns cannot keep the process from ending, which is why this is
    not `concurrent.futures.ThreadPoolExecutor`. `limit` is how many threads may run callbacks.
    """

    def __init__(self, limit: int = LIMITS["callback"], idle: float = IDLE) -> None:
        limits: dict[Purpose, int] = {**LIMITS, "callback": limit}
        self._pools = {purpose: _Pool(purpose, most, idle) for purpose, most in limits.items()}

    @property
    def active(self) -> int:
        """How many calls run or wait."""
        return sum(map(_active, self._pools.values()))

    @property
    def abandoned(self) -> int:
        """How many threads have not come back from a callback whose session has ended."""
        return sum(pool.abandoned for pool in self._pools.values())

    @property
    def full(self) -> tuple[Purpose, ...]:
        """For which purposes every thread is taken, so that more work has to wait."""
        return tuple(purpose for purpose, pool in self._pools.items() if pool.full)

    def waiting(self, purpose: Purpose) -> int:
        """How many calls wait for a thread."""
        return self._pools[purpose].waiting

    def submit(self, work: Callable[[], object], purpose: Purpose = "callback") -> None:
        """Run `work` on a thread that is free, on a new one, or, at the limit, on the next that becomes free."""
        self._pools[purpose].submit(work)

    def abandon(self, threads: set[int]) -> None:
        """See `Workers.abandon`. One that comes back after all ends there."""
        for pool in self._pools.values():
            pool.abandon(threads)


class _Pool:
    """The threads for one purpose."""

    def __init__(self, purpose: Purpose, limit: int, idle: float) -> None:
        self._purpose = purpose
        self._limit = limit
        self._idle = idle
        self._queue: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._threads: set[int] = set()
        self._count = 0  # threads, also those that are about to begin
        self._free = 0  # threads that wait, less calls that wait
        self._abandoned: set[int] = set()
        self._said = False  # whether the log knows that it is full
        self.active = 0
        """How many calls run or wait."""

    @property
    def abandoned(self) -> int:
        return len(self._abandoned)

    @property
    def full(self) -> bool:
        return self._free <= 0 and self._count >= self._limit + len(self._abandoned)

    @property
    def waiting(self) -> int:
        return max(-self._free, 0)

    def submit(self, work: Callable[[], object]) -> None:
        with self._lock:
            self.active += 1
            self._free -= 1
            waits = self._free < 0
            grow = waits and self._may_grow()
        self._queue.put(work)
        if waits:
            self._start() if grow else self._say_full()

    def _say_full(self) -> None:
        with self._lock:
            said, self._said = self._said, True
        if not said:
            log.warning(
                "All %d threads for %ss are taken; what comes now waits. Callbacks that never return hold them: see "
                "docs/guide/operations.md.",
                self._limit,
                self._purpose,
            )

    def abandon(self, threads: set[int]) -> None:
        with self._lock:
            lost = (threads & self._threads) - self._abandoned
            for thread in lost:
                if len(self._abandoned) < MOST_ABANDONED:
                    self._abandoned.add(thread)
            starts = 0
            while self._may_grow():
                starts += 1
        for _ in range(starts):
            self._start()

    def _may_grow(self) -> bool:
        """Whether one more thread is to begin for the calls that wait; it is counted then. Under the lock."""
        if self._free >= 0 or self._count >= self._limit + len(self._abandoned):
            return False
        self._count += 1
        self._free += 1
        return True

    def _start(self) -> None:
        threading.Thread(target=self._work, name=f"lanai-{self._purpose}-worker", daemon=True).start()

    def _work(self) -> None:
        me = threading.get_ident()
        self._threads.add(me)
        while True:
            try:
                work = self._queue.get(timeout=self._idle)
            except queue.Empty:
                if self._leave(me):
                    return
                continue
            try:
                work()
            except (
                BaseException
            ) as error:  # it must not raise; but a thread that ended would never be counted off
                log.error("work on a thread raised %s", summary_of(error))
            del work
            if self._rest(me):
                return

    def _rest(self, me: int) -> bool:
        """A call is over. Returns whether the thread is to end, because another one has taken its place."""
        with self._lock:
            self.active -= 1
            self._free += 1
            if me not in self._abandoned:
                return False
            self._abandoned.discard(me)
            if self._count <= self._limit + len(self._abandoned):
                return False
            self._forget(me)
            return True

    def _leave(self, me: int) -> bool:
        with self._lock:
            if self._free <= 0:  # a call is on its way to this thread
                return False
            self._forget(me)
            return True

    def _forget(self, me: int) -> None:
        self._free -= 1
        self._count -= 1
        self._said = False  # it has been quiet for a while: the next time is news
        self._threads.discard(me)
        self._abandoned.discard(me)  # it may have come back before it was given up
