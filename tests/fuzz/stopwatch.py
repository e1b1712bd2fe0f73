"""How long the event loop stood still, told apart from how busy the machine is."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

TICK = 0.001
"""Seconds between two looks."""


FULL = 7_000_000
"""Objects after which Python makes a full collection while a server decides when: see `lanai.hosts.collector`."""


@contextmanager
def collecting_as_a_server() -> Iterator[None]:
    """No full collection of garbage in the body of the `with` statement."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*before[:2], FULL)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


class Stopwatch:
    """The loop's longest stop while it is entered, in s. An asynchronous context manager.

    Of each stop counts what the clock says or what this process has computed meanwhile on all its threads, whichever is
    less: a thread that does not let others run holds up the loop as well, another program does not.
    """

    def __init__(self) -> None:
        self.longest = 0.0
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Stopwatch:
        self._task = asyncio.create_task(self._watch())
        await asyncio.sleep(TICK)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._task is not None
        await asyncio.sleep(2 * TICK)
        self._task.cancel()

    async def _watch(self) -> None:
        while True:
            wall, computed = time.perf_counter(), time.process_time()
            await asyncio.sleep(TICK)
            stop = min(time.perf_counter() - wall - TICK, time.process_time() - computed)
            self.longest = max(self.longest, stop)
