"""After days of use nothing is left of anybody; and where something is, the soak says what."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import lanai as pn
from tests.soak.virtual import Town


def faulty(also: Callable[[], object]) -> Town:
    """A small town with something wrong in every session."""
    return Town(per_hour=60, patience=1.5, also=also)


@pytest.mark.timeout(300)
def test_nothing_is_left_of_those_who_came_and_went() -> None:
    town = Town(per_hour=350)
    assert town.soak(days=2) == []
    assert town.came > 40
    assert max(point.sessions for point in town.curve.points) > 4
    assert town.curve.growth() == []


@pytest.mark.timeout(120)
def test_a_session_that_is_kept_is_found() -> None:
    kept: list[object] = []
    town = faulty(lambda: kept.append(pn.state.session()))
    left = "\n".join(town.soak(days=1))
    assert "on day 1: Session: " in left
    assert "after the server: Session: " in left


@pytest.mark.timeout(120)
def test_memory_that_grows_with_each_visitor_is_found() -> None:
    kept: list[bytes] = []
    town = faulty(lambda: kept.append(bytes(60_000)))
    assert town.soak(days=2) == []
    (found,) = town.curve.growth()
    assert "bytes of Python's objects more" in found
