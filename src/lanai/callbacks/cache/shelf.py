"""One store and those who wait for it: a result is computed once, however many ask for it at a time."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import CancelledError, Future
from typing import Any

from lanai.callbacks.cache.memory import Store


class _Flight(Future[Any]):
    """A computation under way. Cancelled where it came to no end: whoever waits tries again."""

    def __init__(self) -> None:
        super().__init__()
        self.owner: object = _whoever()

    def settle(self, error: BaseException) -> None:
        """End it without a result."""
        if issubclass(type(error), Exception):
            self.set_exception(error)
        else:
            self.cancel()


class Shelf:
    """The results of one function, by key. May be used from any thread and any event loop."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lock = threading.Lock()
        self._flights: dict[bytes, _Flight] = {}
        self._cleared = 0

    def get(self, key: bytes, now: float, compute: Callable[[], Any], landed: Callable[[], float]) -> Any:
        """The result for `key`, kept or computed now. `landed` tells the time (s) when it is there.

        What `compute` raises is raised for all who wait for it, and not kept.
        """
        while True:
            found, flight, mine = self._look(key, now)
            if flight is None:
                return found
            if not mine:
                if flight.owner == _whoever():
                    return compute()  # it asks for itself
                try:
                    return flight.result()
                except CancelledError:
                    continue
            cleared = self._cleared
            try:
                value = compute()
                self._keep(key, value, landed(), cleared)
            except BaseException as error:
                self._land(key, flight)
                flight.settle(error)
                raise
            self._land(key, flight)
            flight.set_result(value)
            return value

    async def get_async(
        self, key: bytes, now: float, compute: Callable[[], Awaitable[Any]], landed: Callable[[], float]
    ) -> Any:
        """As `get`, for a coroutine function. Where the task that computes is cancelled, another one takes over."""
        while True:
            found, flight, mine = self._look(key, now)
            if flight is None:
                return found
            if not mine:
                if flight.owner == _whoever():
                    return await compute()
                result = await _outcome(flight)
                if result is None:
                    continue
                return result.result()
            cleared = self._cleared
            try:
                value = await compute()
                self._keep(key, value, landed(), cleared)
            except BaseException as error:
                self._land(key, flight)
                flight.settle(error)
                raise
            self._land(key, flight)
            flight.set_result(value)
            return value

    def clear(self) -> None:
        """Forget everything; what is being computed now is not kept either."""
        with self._lock:
            self._cleared += 1
            self._flights.clear()
            self.store.clear()

    def _look(self, key: bytes, now: float) -> tuple[Any, _Flight | None, bool]:
        """A kept result, or a computation under way and whether it is the caller's to make."""
        with self._lock:
            flight = self._flights.get(key)
            if flight is not None:
                return None, flight, False
            found = self.store.get(key, now)
            if found is not None:
                return found.value, None, False
            flight = self._flights[key] = _Flight()
            return None, flight, True

    def _keep(self, key: bytes, value: Any, now: float, cleared: int) -> None:
        with self._lock:
            if cleared == self._cleared:
                self.store.put(key, value, now)

    def _land(self, key: bytes, flight: _Flight) -> None:
        with self._lock:
            if self._flights.get(key) is flight:
                del self._flights[key]


async def _outcome(flight: _Flight) -> _Flight | None:
    """Wait for a computation on whatever loop or thread. None where it came to no end."""
    loop = asyncio.get_running_loop()
    over = asyncio.Event()

    def tell(_: Any) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(over.set)

    flight.add_done_callback(tell)
    await over.wait()
    return None if flight.cancelled() else flight


def _whoever() -> object:
    """The task or thread that asks."""
    try:
        task = asyncio.current_task()
    except RuntimeError:
        task = None
    return threading.get_ident() if task is None else id(task)
