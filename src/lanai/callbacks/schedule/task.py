"""A scheduled task: when it is due, what happened so far, and how it runs."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal, Protocol

from lanai.callbacks.schedule.walk import Walk, walk
from lanai.callbacks.schedule.when import Never, When
from lanai.callbacks.threads import on_a_thread
from lanai.callbacks.workers import Workers
from lanai.core.callables import is_async, is_awaitable, refuse_generator
from lanai.core.clock import Clock, Handle
from lanai.core.context import entered
from lanai.core.failures import is_closing, log_failure, origin_of, running_task, summary_of, tell
from lanai.core.observer import Observation

Overlap = Literal["skip", "queue", "allow"]
CatchUp = Literal["skip", "once", "all"]
Outcome = Literal["ok", "failed", "cancelled"]

HISTORY = 10
"""Runs that are remembered."""

LONGEST_WAIT = 3600.0
"""Seconds after which the wall clock is read again: it may have been set, or the machine suspended."""

MOST_BACKLOG = 1000
"""Runs that may wait at most, of those that were missed or that overlap."""


@dataclass(frozen=True)
class Policy:
    """What to do where time and work do not fit together. Times in s."""

    overlap: Overlap = "skip"
    catch_up: CatchUp = "skip"
    grace: float = 1.0
    jitter: float = 0.0
    retries: int = 0
    retry_delay: float = 1.0


@dataclass(frozen=True)
class Run:
    """One run, as remembered. `duration` in s."""

    due: dt.datetime
    started: dt.datetime
    duration: float
    outcome: Outcome
    error: str | None
    attempts: int


class Surroundings(Protocol):
    """What a task needs to run: fulfilled by the scheduler once a loop is there."""

    loop: asyncio.AbstractEventLoop
    clock: Clock
    workers: Workers
    random: random.Random
    thread: int
    observation: Observation | None


@dataclass(eq=False)
class ScheduledTask:
    """One task of the process, by name. To be read, paused, resumed and run from any thread; the rest on the loop."""

    name: str
    callback: Callable[[], object]
    plan: Callable[[dt.datetime], tuple[When, dt.datetime]]
    """Given the present moment, the times, and the moment from which they count."""
    policy: Policy
    definition: tuple[Any, ...] = ()
    next_run: dt.datetime | None = None
    paused: bool = False
    ended: bool = False
    runs: int = 0
    failures: int = 0
    skipped: int = 0
    """Runs left out because one before was still going on, or because they were missed."""
    history: deque[Run] = field(default_factory=lambda: deque(maxlen=HISTORY))
    _around: Surroundings | None = None
    _times: When = field(default_factory=Never)
    _upcoming: dt.datetime | None = None
    _asked: int = 0
    """How often the times were asked for: an answer that comes after the next question is no answer any more."""
    _handle: Handle | None = None
    _active: set[asyncio.Task[None]] = field(default_factory=set)
    _backlog: deque[dt.datetime] = field(default_factory=lambda: deque(maxlen=MOST_BACKLOG))
    _last: bool = False

    @property
    def running(self) -> bool:
        """Whether a run is going on."""
        return bool(self._active)

    @property
    def last_run(self) -> Run | None:
        """The newest run that is over."""
        return self.history[-1] if self.history else None

    # -- control ------------------------------------------------------------------------------------

    def begin(self, around: Surroundings) -> None:
        """A loop is there: wait for the first time."""
        self._around = around
        self._times, since = self.plan(around.clock.now())
        self._ask(partial(walk, self._times, since), self._await_next)

    def pause(self) -> None:
        """Run no more until `resume`. What falls due meanwhile is left out."""
        self.paused = True
        self._asked += 1
        self.skipped += len(self._backlog)
        self._backlog.clear()
        self.next_run = None
        self._on_loop(lambda around: self._disarm())

    def resume(self) -> None:
        """Go on with the next time from now."""
        if self.paused and not self.ended:
            self.paused = False
            self._on_loop(self._go_on)

    def run_now(self) -> None:
        """One run at once, beside the plan. The overlap policy holds. Has no effect before there is a server."""
        self._on_loop(lambda around: None if self.ended else self._start(around.clock.now()))

    def _on_loop(self, act: Callable[[Surroundings], object]) -> None:
        around = self._around
        if around is None:
            return
        if threading.get_ident() == around.thread:
            act(around)
        else:
            around.loop.call_soon_threadsafe(act, around)

    def _go_on(self, around: Surroundings) -> None:
        self._ask(partial(walk, self._times, around.clock.now()), self._await_next)

    def end_after_next(self) -> None:
        """End when the next run is over."""
        self._last = True

    def end(self) -> list[asyncio.Task[None]]:
        """Run no more, and cancel coroutines that run. Returns what is still going on."""
        self.ended = True
        self._asked += 1
        self._disarm()
        self._backlog.clear()
        self.next_run = None
        for active in self._active:
            active.cancel()
        return list(self._active)

    # -- the plan -----------------------------------------------------------------------------------

    def _ask(self, look: Callable[[], Walk], then: Callable[[Walk], None]) -> None:
        """Ask for times, and go on with the answer: on a worker thread where a user's function or iterator tells them.

        Each time is asked for once, for a function may count its calls.
        """
        around = self._around
        if around is None:
            return
        self._asked += 1
        question = self._asked

        def answered(found: Walk) -> None:
            if question == self._asked:
                then(found)

        def ask() -> None:
            with entered(None):
                found = self._look(look)
            tell(around.loop, partial(answered, found))

        if self._times.quick:
            answered(self._look(look))
        else:
            around.workers.submit(ask, "scheduled")

    def _look(self, look: Callable[[], Walk]) -> Walk:
        try:
            return look()
        except BaseException as error:  # also SystemExit: a user's function may have told the times
            log_failure(error, "the times of the scheduled task %r failed; it ends", self.name)
            return Walk([], None)

    def _await_next(self, found: Walk) -> None:
        """Wait for the next time."""
        self._disarm()
        if self._around is None or self.paused or self.ended:
            return
        self._upcoming = found.upcoming
        self.next_run = self._upcoming
        if self.next_run is None:
            self.ended = not self._active
            return
        delay = self._around.random.uniform(0, self.policy.jitter) if self.policy.jitter else 0.0
        self._wait(self.next_run, delay)

    def _wait(self, due: dt.datetime, delay: float) -> None:
        around = self._around
        if around is None:
            return
        left = (due - around.clock.now()).total_seconds() + delay
        moment = around.clock.monotonic() + min(max(left, 0.0), LONGEST_WAIT)
        with entered(None):  # it may be a visitor's callback that has planned it
            self._handle = around.clock.call_at(moment, lambda: self._woken(due, delay))

    def _woken(self, due: dt.datetime, delay: float) -> None:
        around = self._around
        if around is None or self.ended or self.paused:
            return
        now = around.clock.now()
        if now < due + dt.timedelta(seconds=delay) - dt.timedelta(milliseconds=1):
            self._wait(due, delay)
            return
        now -= dt.timedelta(seconds=delay)
        self._ask(partial(walk, self._times, due, now, MOST_BACKLOG), partial(self._run_due, due, now))

    def _run_due(self, due: dt.datetime, now: dt.datetime, found: Walk) -> None:
        for chosen in self._choose([due, *found.come], now):
            self._start(chosen)
        self._await_next(found)

    def _choose(self, come: list[dt.datetime], now: dt.datetime) -> list[dt.datetime]:
        """Of the times that have come, those to run."""
        grace = dt.timedelta(seconds=self.policy.grace)
        if self.policy.catch_up == "all":
            return come
        newest = come[-1]
        if self.policy.catch_up == "skip" and now - newest > grace:
            self.skipped += len(come)
            return []
        self.skipped += len(come) - 1
        return [newest]

    def _disarm(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    # -- running ------------------------------------------------------------------------------------

    def _start(self, due: dt.datetime) -> None:
        around = self._around
        if around is None:
            return
        if self._active and self.policy.overlap != "allow":
            if self.policy.overlap == "queue":
                self._backlog.append(due)
            else:
                self.skipped += 1
            return
        with entered(None):
            active = around.loop.create_task(self._run(around, due))
        self._active.add(active)
        active.add_done_callback(self._over)

    def _over(self, active: asyncio.Task[None]) -> None:
        self._active.discard(active)
        if self._last:
            self.end()
        elif self._backlog and not self.ended:
            self._start(self._backlog.popleft())
        elif self.next_run is None and not self.paused:
            self.ended = True

    async def _run(self, around: Surroundings, due: dt.datetime) -> None:
        started, began = around.clock.now(), around.clock.monotonic()
        outcome: Outcome = "ok"
        problem: BaseException | None = None
        attempts = 0
        try:
            for attempts in range(1, self.policy.retries + 2):
                problem = await self._attempt(around)
                if problem is None or attempts > self.policy.retries:
                    break
                await asyncio.sleep(self.policy.retry_delay)
        except asyncio.CancelledError:
            outcome = "cancelled"
        if problem is not None:
            outcome, self.failures = "failed", self.failures + 1
        self.runs += 1
        error = None if problem is None else summary_of(problem)
        duration = around.clock.monotonic() - began
        self.history.append(Run(due, started, duration, outcome, error, attempts))

    async def _attempt(self, around: Surroundings) -> BaseException | None:
        task = running_task()
        try:
            if is_async(self.callback):
                callback: Callable[[], Any] = self.callback
                if around.observation is not None:
                    callback = around.observation.around_async(callback, "scheduled")
                await callback()
            else:
                await self._on_a_thread(around)
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            if is_closing(error, task):
                raise
            problem = origin_of(error)
            log_failure(problem, "the scheduled task %r failed", self.name)
            return problem
        return None

    async def _on_a_thread(self, around: Surroundings) -> None:
        callback = self.callback
        if around.observation is not None:
            callback = around.observation.around(callback, "scheduled")
        result = await on_a_thread(around.workers, partial(_called, self.callback, callback), "scheduled")
        if is_awaitable(result):  # of a plain function, such as a lambda, that gives a coroutine
            await result


def _called(function: Callable[[], object], call: Callable[[], object]) -> object:
    result = call()
    refuse_generator(result, function)
    return result
