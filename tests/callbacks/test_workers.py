"""The threads that run synchronous code: how many there are, and what becomes of those that never come back."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import pytest

from lanai.callbacks.workers import Purpose, WorkerThreads

PATIENCE = 10.0


class Hanging:
    """Calls that do not return until they are let go."""

    def __init__(self) -> None:
        self.threads: set[int] = set()
        self._begun = threading.Semaphore(0)
        self._go = threading.Event()

    def __call__(self) -> None:
        self.threads.add(threading.get_ident())
        self._begun.release()
        self._go.wait(PATIENCE)

    def wait_for(self, count: int) -> None:
        """Wait until that many more have begun."""
        for _ in range(count):
            assert self._begun.acquire(timeout=PATIENCE)

    def let_go(self) -> None:
        self._go.set()


def begins(workers: WorkerThreads, purpose: Purpose = "callback") -> threading.Event:
    """Submits a call; what is returned is set when it runs."""
    begun = threading.Event()
    workers.submit(begun.set, purpose)
    return begun


def wait_until(true: Callable[[], bool]) -> None:
    turn = threading.Event()
    for _ in range(int(PATIENCE * 1000)):
        if true():
            return
        turn.wait(0.001)
    raise AssertionError("It did not come true in time.")


@pytest.fixture
def hanging() -> Hanging:
    return Hanging()


@pytest.fixture
def workers(hanging: Hanging) -> object:
    workers = WorkerThreads(limit=2, idle=0.05)
    yield workers
    hanging.let_go()
    wait_until(lambda: workers.active == 0)


def test_at_the_limit_calls_wait_and_the_log_says_so_once(
    workers: WorkerThreads, hanging: Hanging, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="lanai"):
        for _ in range(2):
            workers.submit(hanging)
        hanging.wait_for(2)
        assert workers.full == ("callback",)
        late = [begins(workers) for _ in range(3)]
        assert workers.waiting("callback") == 3
        assert not any(event.is_set() for event in late)
    assert [record.getMessage() for record in caplog.records if "are taken" in record.getMessage()] != []
    assert len(caplog.records) == 1
    hanging.let_go()
    assert all(event.wait(PATIENCE) for event in late)
    wait_until(lambda: workers.full == ())


def test_pages_hooks_and_tasks_have_threads_of_their_own(workers: WorkerThreads, hanging: Hanging) -> None:
    for _ in range(5):
        workers.submit(hanging)
    hanging.wait_for(2)
    purposes: tuple[Purpose, ...] = ("page", "hook", "scheduled", "wire")
    assert all(begins(workers, purpose).wait(PATIENCE) for purpose in purposes)


def test_another_thread_takes_the_place_of_one_that_never_came_back(
    workers: WorkerThreads, hanging: Hanging
) -> None:
    for _ in range(2):
        workers.submit(hanging)
    hanging.wait_for(2)
    late = begins(workers)
    workers.abandon({next(iter(hanging.threads))})
    assert late.wait(PATIENCE)
    assert workers.abandoned == 1
    workers.abandon(hanging.threads)  # one of them a second time
    assert workers.abandoned == 2
    hanging.let_go()
    wait_until(lambda: workers.abandoned == 0)
    assert begins(workers).wait(PATIENCE)


def test_abandoned_threads_are_bounded(monkeypatch: pytest.MonkeyPatch, hanging: Hanging) -> None:
    monkeypatch.setattr("lanai.callbacks.workers.MOST_ABANDONED", 1)
    workers = WorkerThreads(limit=2, idle=0.05)
    for _ in range(4):
        workers.submit(hanging)
    hanging.wait_for(2)
    workers.abandon(set(hanging.threads))
    hanging.wait_for(1)
    assert workers.waiting("callback") == 1
    hanging.let_go()
    wait_until(lambda: workers.active == 0)


@pytest.mark.parametrize("error", [ValueError("no"), SystemExit(1), KeyboardInterrupt()])
def test_a_call_that_raises_although_it_must_not_costs_no_thread(
    workers: WorkerThreads, error: BaseException, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise error

    for _ in range(5):
        workers.submit(fail)
    assert begins(workers).wait(PATIENCE)
    wait_until(lambda: workers.active == 0)
    assert [record.levelname for record in caplog.records].count("ERROR") == 5


def test_a_thread_that_came_back_before_it_was_given_up_is_not_counted_for_ever(
    workers: WorkerThreads, hanging: Hanging
) -> None:
    hanging.let_go()
    workers.submit(hanging)
    hanging.wait_for(1)
    wait_until(lambda: workers.active == 0)
    workers.abandon(hanging.threads)
    wait_until(lambda: workers.abandoned == 0)
