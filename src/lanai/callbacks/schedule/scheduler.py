"""All scheduled tasks of a process, by name."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import random
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, get_args

from lanai.callbacks.schedule.task import CatchUp, Overlap, Policy, ScheduledTask
from lanai.callbacks.schedule.when import UTC, At, when
from lanai.callbacks.workers import Workers
from lanai.core.clock import Clock
from lanai.core.observer import Observation
from lanai.core.times import LONGEST, is_count, is_time, shown
from lanai.errors import CallbackError

log = logging.getLogger("lanai")

MOST_RETRIES = 1_000_000
"""How often a run may be tried again."""

MOST_ENDED = 100
"""Tasks that are over and still listed."""

_ANY_MOMENT = dt.datetime(2000, 1, 1, tzinfo=UTC)


class _Around:
    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        clock: Clock,
        workers: Workers,
        chance: random.Random,
        observation: Observation | None,
    ) -> None:
        self.loop = loop
        self.clock = clock
        self.workers = workers
        self.random = chance
        self.observation = observation
        self.thread = threading.get_ident()


class Scheduler:
    """Keeps the tasks; runs them from `start` (a server is there) to `stop`.

    Tasks may be added before there is a loop, from any thread. They run outside every session.
    """

    def __init__(self) -> None:
        self._tasks: dict[str, ScheduledTask] = {}
        self._around: _Around | None = None

    def __iter__(self) -> Iterator[ScheduledTask]:
        return iter(list(self._tasks.values()))

    def __getitem__(self, name: str) -> ScheduledTask:
        try:
            return self._tasks[name]
        except KeyError:
            raise CallbackError(
                f"There is no scheduled task {name!r}. There are: {sorted(self._tasks)}."
            ) from None

    @property
    def started(self) -> bool:
        """Whether tasks run."""
        return self._around is not None

    def start(
        self,
        loop: asyncio.AbstractEventLoop,
        clock: Clock,
        workers: Workers,
        chance: random.Random | None = None,
        observation: Observation | None = None,
    ) -> bool:
        """A loop is there: begin. On the loop. `observation` is told of runs. Returns False, and does nothing, where the tasks run on another one."""
        if self._around is not None:
            return False
        self._around = _Around(loop, clock, workers, chance or random.Random(), observation)
        for task in self:
            task.begin(self._around)
        return True

    async def stop(self) -> None:
        """The loop goes: end the tasks and forget them, cancel coroutines that run."""
        self._around = None
        active = [running for task in self for running in task.end()]
        self._tasks.clear()
        if active:
            await asyncio.wait(active, timeout=1.0)

    def add(
        self,
        name: str,
        callback: Callable[[], object],
        *,
        at: At | None = None,
        period: str | dt.timedelta | None = None,
        cron: str | None = None,
        tz: dt.tzinfo | None = None,
        policy: Policy | None = None,
    ) -> ScheduledTask:
        """Plan `callback` under `name`. Where there is a task of that name nothing changes and it is returned.

        Raises `CallbackError` for times or policies that cannot be understood.
        """
        policy = _checked(policy or Policy())
        definition = (callback, at, period, cron, tz, policy)
        known = self._tasks.get(name)
        if known is not None and not known.ended:
            if known.definition != definition:
                log.warning(
                    "there is a scheduled task %r already; the other definition is ignored. Cancel the first one with "
                    "cancel_task(%r), or use another name",
                    name,
                    name,
                )
            return known
        plan = partial(when, at=at, period=period, cron=cron, zone=tz)
        plan(_ANY_MOMENT)  # what cannot be understood is refused here, not when the server starts
        task = ScheduledTask(name, callback, plan, policy, definition)
        self._tasks[name] = task
        self._forget_ended()
        self._on_loop(task.begin)
        return task

    def _forget_ended(self) -> None:
        """Tasks that are over stay known for their history, but not without bound: names may be made up per job."""
        over = [name for name, task in self._tasks.items() if task.ended]
        for name in over[:-MOST_ENDED]:
            del self._tasks[name]

    def cancel(self, name: str, *, wait: bool = False) -> None:
        """Forget the task `name`: at once, or with `wait` after its next run. Raises `CallbackError` for none."""
        task = self[name]
        if wait:
            task.end_after_next()
            return
        del self._tasks[name]
        task.ended = True  # at once: on the loop its time may come first
        self._on_loop(lambda _: task.end())

    def _on_loop(self, act: Callable[[Any], object]) -> None:
        around = self._around
        if around is None:
            return
        if threading.get_ident() == around.thread:
            act(around)
        else:
            around.loop.call_soon_threadsafe(act, around)


def _checked(policy: Policy) -> Policy:
    if policy.overlap not in get_args(Overlap):
        raise CallbackError(f"Expected overlap to be one of {get_args(Overlap)}, got {policy.overlap!r}.")
    if policy.catch_up not in get_args(CatchUp):
        raise CallbackError(f"Expected catch_up to be one of {get_args(CatchUp)}, got {policy.catch_up!r}.")
    for name in ("grace", "jitter", "retry_delay"):
        if not is_time(getattr(policy, name)):
            raise CallbackError(
                f"Expected {name} to be a number of seconds, 0 or more and at most {LONGEST:.0f}, got "
                f"{shown(getattr(policy, name))}."
            )
    if not is_count(policy.retries, most=MOST_RETRIES):
        raise CallbackError(
            f"Expected retries to be a whole number from 0 to {MOST_RETRIES}, got {shown(policy.retries)}."
        )
    return policy
