"""The count of what is alive finds each kind of thing that may be left behind."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from bokeh.plotting import figure

import lanai as pn
from lanai import testing
from lanai.callbacks.periodic import PeriodicCallback
from tests.soak import census
from tests.soak.curve import A_VISITOR, BLOCKS, NOISE, RESIDENT, Curve, Point

SEVERAL = 5
"""More than what earlier tests have left in the process and may go meanwhile."""


def kinds_of(lines: list[str]) -> set[str]:
    """What the lines of a comparison are about."""
    return {line.partition(":")[0] for line in lines}


@pytest.fixture
def before() -> census.Census:
    """What is alive when nothing has been done."""
    return census.take()


@contextmanager
def a_loop() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    try:
        yield loop
    finally:
        loop.close()


def test_nothing_is_left_of_nothing(before: census.Census) -> None:
    assert census.take().left_since(before) == []


def test_a_session_and_what_it_owns_are_found(before: census.Census) -> None:
    with testing.Site(pn.Column("text")) as site:
        for _ in range(SEVERAL):
            assert site.visit().session.context is not None  # made when it is asked for
        left = kinds_of(census.take().left_since(before))
    assert {"Session", "Outbox", "SessionContext", "Request", "Component"} <= left


def test_components_and_models_are_found(before: census.Census) -> None:
    kept = [(pn.widgets.Button(), PeriodicCallback(callback=print), figure()) for _ in range(SEVERAL)]
    left = kinds_of(census.take().left_since(before))
    assert {"Component", "PeriodicCallback", "Model"} <= left, kept


def test_a_timer_is_found_until_it_is_cancelled(before: census.Census) -> None:
    with a_loop() as loop:
        timer = loop.call_later(3600, print)
        assert "print: 1 more of timers" in census.take().left_since(before)
        timer.cancel()
        assert not any("timers" in line for line in census.take().left_since(before))


def test_a_task_is_found_until_it_ends(before: census.Census) -> None:
    async def wait_for_nothing() -> None:
        await asyncio.sleep(3600)

    with a_loop() as loop:
        task = loop.create_task(wait_for_nothing())
        loop.run_until_complete(asyncio.sleep(0))
        (left,) = (line for line in census.take().left_since(before) if "tasks" in line)
        assert "wait_for_nothing: 1" in left
        task.cancel()
        loop.run_until_complete(asyncio.wait([task]))
        assert not any("tasks" in line for line in census.take().left_since(before))


def test_a_thread_is_found_until_it_ends(before: census.Census) -> None:
    let_go = threading.Event()
    thread = threading.Thread(target=let_go.wait, name="left behind", daemon=True)
    thread.start()
    assert "left behind: 1 more of threads" in census.take().left_since(before)
    assert census.await_nothing_left(before, 0.1) != []
    let_go.set()
    assert census.await_nothing_left(before, 5.0) == []


def test_an_open_file_is_found_until_it_is_closed(before: census.Census) -> None:
    ends = os.pipe()
    assert "pipe: 2 more of files" in census.take().left_since(before)
    for end in ends:
        os.close(end)
    assert census.take().left_since(before) == []


# -- the curve --------------------------------------------------------------------------------------


def curve(*, traced: int = 0, resident: int = 0, blocks: int = 0, tracing: bool = True) -> Curve:
    """Three nights with a hundred visitors between two: in the last one, so much has been added."""
    usual = 10**6 if tracing else 0
    nights = [Point(0.0, 0, who, 10**8, 10**5, usual, True) for who in (0, 100)]
    return Curve([*nights, Point(0.0, 0, 200, 10**8 + resident, 10**5 + blocks, usual + traced, True)])


def test_a_curve_that_is_flat_enough_is_flat() -> None:
    most = NOISE + 100 * A_VISITOR
    assert curve(traced=most, blocks=BLOCKS + 100).growth() == []
    assert curve(resident=RESIDENT, tracing=False).growth() == []


def test_growth_of_objects_is_found() -> None:
    (bytes_,) = curve(traced=NOISE + 100 * A_VISITOR + 1).growth()
    assert bytes_.startswith("70,537 bytes of Python's objects more")
    (blocks,) = curve(blocks=BLOCKS + 101).growth()
    assert "blocks of Python's memory more" in blocks


def test_growth_of_the_process_is_found() -> None:
    (found,) = curve(resident=RESIDENT + 1, tracing=False).growth()
    assert "bytes of the process more" in found


def test_a_single_night_says_nothing() -> None:
    (found,) = Curve(curve().points[:2]).growth()
    assert "two nights" in found
