"""Who guesses has to wait, longer and longer, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from lanai.hosts.asgi.auth.attempts import FIRST_PAUSE, FREE, LONGEST_PAUSE, MEMORY, MOST, Attempts
from lanai.testing.clock import ManualClock, ManualLoop


@pytest.fixture
def loop() -> Iterator[ManualLoop]:
    loop = ManualLoop()
    yield loop
    loop.close()


@pytest.fixture
def attempts(loop: ManualLoop) -> Attempts:
    return Attempts(ManualClock(loop))


def fail(attempts: Attempts, address: str, times: int) -> None:
    for _ in range(times):
        attempts.begin(address)


def test_the_first_failures_are_free(attempts: Attempts) -> None:
    fail(attempts, "192.0.2.1", FREE - 1)
    assert attempts.wait("192.0.2.1") == 0
    fail(attempts, "192.0.2.1", 1)
    assert attempts.wait("192.0.2.1") == FIRST_PAUSE
    assert attempts.wait("192.0.2.2") == 0


def test_the_pause_grows_and_has_an_end(attempts: Attempts, loop: ManualLoop) -> None:
    fail(attempts, "192.0.2.1", FREE)
    pauses = []
    for _ in range(15):
        pauses.append(attempts.wait("192.0.2.1"))
        loop.move_to(loop.time() + pauses[-1])
        assert attempts.wait("192.0.2.1") == 0
        fail(attempts, "192.0.2.1", 1)
    assert pauses[:3] == pytest.approx([FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE])
    assert pauses[-1] == pytest.approx(LONGEST_PAUSE)


def test_it_is_forgotten_in_time(attempts: Attempts, loop: ManualLoop) -> None:
    fail(attempts, "192.0.2.1", FREE + 3)
    loop.move_to(MEMORY + 1)
    fail(attempts, "192.0.2.1", 1)
    assert attempts.wait("192.0.2.1") == 0


def test_a_success_takes_back_itself_and_no_failure(attempts: Attempts) -> None:
    for _ in range(FREE):
        fail(attempts, "192.0.2.1", 2)
        attempts.succeeded("192.0.2.1")
    assert attempts.wait("192.0.2.1") > 0


def test_successes_cost_nothing(attempts: Attempts) -> None:
    for _ in range(3 * FREE):
        attempts.begin("192.0.2.1")
        attempts.succeeded("192.0.2.1")
    assert attempts.wait("192.0.2.1") == 0
    assert not attempts._records


def test_a_subscribers_addresses_are_one(attempts: Attempts) -> None:
    for number in range(FREE):
        attempts.begin(f"2001:db8:0:1::{number:x}")
    assert attempts.wait("2001:db8:0:1:ffff::1") > 0
    assert attempts.wait("2001:db8:0:2::1") == 0
    fail(attempts, "::ffff:192.0.2.1", FREE)
    assert attempts.wait("192.0.2.1") > 0


def test_memory_is_bounded(attempts: Attempts) -> None:
    for number in range(MOST + 10):
        attempts.begin(f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}")
    assert len(attempts._records) == MOST
