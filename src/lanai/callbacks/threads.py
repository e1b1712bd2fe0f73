"""Work that belongs to no session, on a worker thread and waited for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from lanai.callbacks.workers import Purpose, Workers
from lanai.core.failures import attempt, conclude, tell

Aside = Callable[[Callable[[], Any]], Awaitable[Any]]
"""Runs what takes long on a thread, and gives what it gives."""


async def on_a_thread(workers: Workers, work: Callable[[], Any], purpose: Purpose = "callback") -> Any:
    """Run `work` on one of the threads for `purpose`, and wait for it. Called on the loop. Returns what it gives.

    Raises what it raised, or for what no future can hold a `CallbackFailed`: see `core.failures.as_exception`.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Any] = loop.create_future()

    def perform() -> None:
        result, failure = attempt(work)
        tell(loop, partial(conclude, done, failure, result))

    workers.submit(perform, purpose)
    return await done
