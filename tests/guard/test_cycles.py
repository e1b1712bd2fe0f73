"""What the garbage collector has to do with a session: little while it lives, and nothing when it has ended."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from lanai.session.session import Session
from tests.guard.stand import Stand
from tests.guard.ways import APPS, App, announcing, counter

MOST = 90
"""Objects of a connected visitor of the counter at which each full collection looks, without those of a network."""

VISITORS = 20


@pytest.fixture
def by_hand() -> Iterator[None]:
    """The collector rests unless it is asked."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def come_and_go(stand: Stand) -> weakref.ref[Session]:
    """A visitor comes, clicks, goes, and his session ends."""
    visitor = stand.visit()
    visitor.click(visitor.number("Button"))
    stand.rest()
    visitor.leave()
    (session,) = stand.host.sessions
    stand.loop.run_until_complete(session.close())
    stand.rest()
    return weakref.ref(session)


@pytest.mark.parametrize(
    "app", [counter(), announcing(), APPS / "counter.py"], ids=["own", "shared", "script"]
)
def test_a_session_that_has_ended_need_not_be_searched_for(by_hand: None, app: App) -> None:
    with Stand(app) as stand:
        assert come_and_go(stand)() is None


def test_a_session_is_made_of_few_objects_that_the_collector_looks_at(by_hand: None) -> None:
    with Stand(APPS / "counter.py") as stand:
        visitors = [stand.visit() for _ in range(VISITORS)]
        gc.collect()
        before = len(gc.get_objects())
        visitors += [stand.visit() for _ in range(VISITORS)]
        gc.collect()
        each = (len(gc.get_objects()) - before) / VISITORS
    assert each <= MOST, f"{each:g} objects of each visitor"
