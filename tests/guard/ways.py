"""The main ways through the framework, each as something that can be done again and again.

The apps are those of the benchmarks where there is one.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import lanai as pn
from lanai.components.base import Viewable
from lanai.session.line import GRACE
from tests.guard.stand import Stand, Visitor

APPS = Path(__file__).parents[2] / "benchmarks" / "apps" / "lanai"
TICK = 0.020
"""Seconds between two ticks."""
VISITORS = 1000

Act = Callable[[], object]
App = Callable[[], Viewable] | Path
Prepare = Callable[[Stand], tuple[Act, list[Visitor]]]


@dataclass(frozen=True)
class Way:
    """`prepare` makes ready what `act` then does once each time, for the visitors it returns."""

    name: str
    title: str
    app: Callable[[], App]
    prepare: Prepare
    rounds: int = 3
    """How often it is counted."""
    peaks: int = 10
    """How often the memory it takes is looked at."""
    batch: int = 100
    """How often it is done while the memory it keeps is measured."""
    weighed: bool = True
    """Whether memory is measured at all."""


def counter(*, text: Callable[[], pn.widgets.StaticText] = pn.widgets.StaticText, others: int = 0) -> App:
    """A button and a text that counts its clicks, and `others` beside them that do nothing."""

    def app() -> Viewable:
        button, shown = pn.widgets.Button(name="Click me"), text()

        def count(event: object) -> None:
            shown.value = f"Clicked {button.clicks} times"

        button.on_click(count)
        return pn.Column(button, shown, *(pn.widgets.IntSlider(name=str(each)) for each in range(others)))

    return app


def ticking() -> App:
    """A text that a timer changes."""

    def app() -> Viewable:
        text, ticks = pn.widgets.StaticText(), itertools.count()

        def tick() -> None:
            text.value = f"tick {next(ticks)}"

        pn.state.add_periodic_callback(tick, period=20)
        return pn.Column(text)

    return app


def announcing() -> App:
    """A button whose click changes a text that every visitor is shown."""
    text, numbers = pn.widgets.StaticText(), itertools.count()

    def tell(event: object) -> None:
        text.value = f"message {next(numbers)}"

    def app() -> Viewable:
        button = pn.widgets.Button(name="Tell")
        button.on_click(tell)
        return pn.Column(button, text)

    return app


def sessions(stand: Stand) -> tuple[Act, list[Visitor]]:
    """A new session each time."""
    return stand.session, []


def pages(stand: Stand) -> tuple[Act, list[Visitor]]:
    """A page each time, from the request to the answer."""
    return stand.get, []


def clicks(stand: Stand) -> tuple[Act, list[Visitor]]:
    """A click each time, from the message to the frame and its acknowledgement."""
    return _clicking(stand, [stand.visit()])


def ticks(stand: Stand) -> tuple[Act, list[Visitor]]:
    """A tick each time."""
    visitor = stand.visit()
    return (lambda: stand.advance(TICK)), [visitor]


def broadcasts(visitors: int = VISITORS) -> Prepare:
    """A click each time that reaches every visitor."""

    def prepare(stand: Stand) -> tuple[Act, list[Visitor]]:
        tell, everybody = _clicking(stand, [stand.visit() for _ in range(visitors)])

        def act() -> None:
            tell()
            stand.advance(GRACE)

        return act, everybody

    return prepare


def crowded_clicks(neighbours: int) -> Prepare:
    """A click each time, in one of many sessions."""

    def prepare(stand: Stand) -> tuple[Act, list[Visitor]]:
        for _ in range(neighbours):
            stand.visit()
        return clicks(stand)

    return prepare


def _clicking(stand: Stand, visitors: list[Visitor]) -> tuple[Act, list[Visitor]]:
    button = visitors[0].number("Button")

    def act() -> None:
        visitors[0].click(button)
        stand.rest()

    return act, visitors


WAYS = (
    Way("session", "a session of the counter", lambda: APPS / "counter.py", sessions),
    Way(
        "big_session",
        "a session of 50 × 50",
        lambda: APPS / "sliders.py",
        sessions,
        rounds=1,
        peaks=1,
        batch=3,
    ),
    Way("page", "a page load of the counter", lambda: APPS / "counter.py", pages),
    Way("click", "a click on the counter", lambda: APPS / "counter.py", clicks),
    Way("stream_tick", "a tick of a Bokeh stream", lambda: APPS / "stream.py", ticks),
    Way("text_tick", "a tick of a text", ticking, ticks),
    Way(
        "broadcast", "an update of 1,000 visitors", announcing, broadcasts(), rounds=1, batch=2, weighed=False
    ),
)
