"""What follows from a parameter's being set, where several threads set it: the last one counts."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import param
import pytest

import lanai as pn
from lanai.custom import JSComponent

PATIENCE = 10.0


class Slow:
    """A table of the app's own, which is looked through only when it is let go."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.go = threading.Event()

    @property
    def columns(self) -> list[str]:
        self.begun.set()
        self.go.wait(PATIENCE)
        return []

    def __str__(self) -> str:
        return str(self.columns)

    def to_dict(self) -> dict[str, object]:
        return {}


class Shows(JSComponent):
    data = param.Parameter("before")

    _esm = "export function render() {}"


@pytest.fixture
def slow() -> Iterator[Slow]:
    slow = Slow()
    yield slow
    slow.go.set()


def begin_to_set(shows: Shows, slow: Slow) -> threading.Thread:
    thread = threading.Thread(target=lambda: setattr(shows, "data", slow))
    thread.start()
    assert slow.begun.wait(PATIENCE)
    return thread


def test_what_takes_long_does_not_take_the_place_of_a_later_value(slow: Slow) -> None:
    shows = Shows()
    thread = begin_to_set(shows, slow)
    shows.data = "later"
    slow.go.set()
    thread.join(PATIENCE)
    assert shows.property("data") == "later"


def test_until_it_is_made_the_browser_has_what_it_had(slow: Slow) -> None:
    other = Slow()
    other.go.set()
    shows = Shows(data=other)
    assert shows.property("data") == {}
    thread = begin_to_set(shows, slow)
    assert shows.property("data") == {}
    slow.go.set()
    thread.join(PATIENCE)


def test_an_object_that_was_read_for_long_is_not_shown_in_the_place_of_a_later_one(slow: Slow) -> None:
    pane = pn.pane.Str("before")
    thread = threading.Thread(target=lambda: setattr(pane, "object", slow))
    thread.start()
    assert slow.begun.wait(PATIENCE)
    pane.object = "later"
    slow.go.set()
    thread.join(PATIENCE)
    assert pane.property("object") == "later"
