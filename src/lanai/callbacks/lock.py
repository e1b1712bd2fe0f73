"""A session's lock: one holder at a time among its threads and coroutines, in the order in which they asked."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

Owner = tuple[str, int]


class SessionLock:
    """Mutual exclusion between synchronous callbacks (on threads) and coroutines (on the loop).

    A thread waits by blocking, a coroutine by awaiting. Whoever holds the lock may take it again.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._owner: Owner | None = None
        self._depth = 0
        self._lender: Owner | None = None
        self._waiting: list[tuple[Owner, Callable[[], bool]]] = []

    @property
    def held(self) -> bool:
        """Whether somebody holds it."""
        return self._owner is not None

    def acquire(self) -> None:
        """Wait on a thread until it is the caller's. Not on the event loop's thread, where it would wait for ever."""
        turn = threading.Event()

        def wake() -> bool:
            turn.set()
            return True

        if not self._take(_owner(), wake):
            turn.wait()

    def acquire_at_once(self) -> bool:
        """Take it if nobody else holds it. Returns whether it is the caller's."""
        return self._take(_owner(), None)

    async def acquire_async(self) -> None:
        """Wait in a coroutine until it is the task's."""
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[None] = loop.create_future()
        owner = _owner()

        def wake() -> bool:
            try:
                loop.call_soon_threadsafe(_set, turn)
            except RuntimeError:  # the loop is closed, nobody waits there any more
                return False
            return not turn.cancelled()

        if self._take(owner, wake):
            return
        try:
            await turn
        except asyncio.CancelledError:
            self._give_up(owner, wake)
            raise

    def release(self) -> None:
        """Give it back; the next in the queue has it then. Raises RuntimeError where the caller does not hold it."""
        with self._guard:
            if self._owner != _owner():
                raise RuntimeError("The session's lock can only be released by the callback that holds it.")
            self._depth -= 1
            if self._depth == 0:
                self._pass_on()

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[None]:
        """In a coroutine: let threads have it meanwhile, if the task holds it. Other coroutines still wait.

        For a holder that waits for work on threads which may ask for the lock: else both would wait for ever.
        """
        owner = _owner()
        with self._guard:
            depth = self._depth if self._owner == owner else 0
            if depth:
                self._lender = owner
                self._pass_on()
        try:
            yield
        finally:
            if depth:
                await self._take_back(owner, depth)

    async def _take_back(self, owner: Owner, depth: int) -> None:
        try:
            await self.acquire_async()
        except asyncio.CancelledError:
            with self._guard:
                self._lender = None
                if self._owner is None:
                    self._pass_on()
            raise
        with self._guard:
            self._depth, self._lender = depth, None

    def _may_have(self, owner: Owner) -> bool:
        """Whether `owner` need not wait for a coroutine that has lent it. Under the guard."""
        return self._lender is None or owner[0] == "thread" or owner == self._lender

    def _take(self, owner: Owner, wake: Callable[[], bool] | None) -> bool:
        with self._guard:
            if self._owner in (None, owner) and self._may_have(owner):
                self._owner = owner
                self._depth += 1
                return True
            if wake is not None:
                self._waiting.append((owner, wake))
            return False

    def _give_up(self, owner: Owner, wake: Callable[[], bool]) -> None:
        """A task was cancelled while it waited, or just when its turn had come."""
        with self._guard:
            if (owner, wake) in self._waiting:
                self._waiting.remove((owner, wake))
            elif self._owner == owner:
                self._depth = 0
                self._pass_on()

    def _pass_on(self) -> None:
        self._owner, self._depth = None, 0
        for each in [*self._waiting]:
            owner, wake = each
            if not self._may_have(owner):
                continue
            self._waiting.remove(each)
            if wake():
                self._owner, self._depth = owner, 1
                return


def _set(turn: asyncio.Future[None]) -> None:
    if not turn.done():
        turn.set_result(None)


def _owner() -> Owner:
    try:
        task = asyncio.current_task()
    except RuntimeError:
        task = None
    return ("thread", threading.get_ident()) if task is None else ("task", id(task))
