"""One component, changed on several threads at once: nothing is lost, and nothing is counted twice."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import param
import pytest

import lanai as pn
from lanai import testing
from lanai.components.base import Component, Viewable

PATIENCE = 10.0
"""Seconds after which a thread that waits for another gives up."""


class Halt:
    """A sink that stops whoever reports `name` in the middle of setting it, until it is let go."""

    moment = 0

    def __init__(self, name: str) -> None:
        self._name = name
        self.reached = threading.Event()
        self.go_on = threading.Event()

    @property
    def alone(self) -> tuple[Halt, ...]:
        return (self,)

    def mark(self, component: Component, name: str) -> None:
        if name == self._name and not self.reached.is_set():
            self.reached.set()
            assert self.go_on.wait(PATIENCE)

    def append(self, component: Component, name: str, delta: Any, since: int) -> None:
        raise AssertionError("nothing grows here")


class Slow(int):
    """A number to which one is added just when somebody else does so too, where that can be."""

    def __new__(cls, reading: threading.Barrier) -> Slow:
        made = super().__new__(cls, 0)
        made.reading = reading
        return made

    reading: threading.Barrier

    def __add__(self, other: int) -> int:
        with suppress(threading.BrokenBarrierError):  # nobody else is here: so it should be
            self.reading.wait()
        return int(self) + other


@contextmanager
def aside(work: Callable[[], object]) -> Iterator[threading.Thread]:
    """`work` on a thread of its own, that has ended when the body has."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    yield thread
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_while_a_thread_sets_several_parameters_another_ones_change_is_told_at_once_and_by_itself() -> None:
    slider = pn.widgets.IntSlider(start=0, end=10)
    told: list[tuple[int, int]] = []
    slider.param.watch(lambda event: told.append((event.new, threading.get_ident())), "value")
    sink = Halt("label")
    slider._mount(sink)
    with aside(lambda: slider.param.update(label="Other", value=1)) as other:
        assert sink.reached.wait(PATIENCE)
        slider.value = 5
        assert told == [(5, threading.get_ident())]
        sink.go_on.set()
    assert told[1:] == [(1, other.ident)]


def test_after_two_threads_set_parameters_at_once_changes_are_told_as_ever() -> None:
    slider = pn.widgets.IntSlider(start=0, end=10)
    first, second = Halt("width"), Halt("height")
    for sink in (first, second):
        slider._mount(sink)
    with aside(lambda: slider.param.update(width=1)) as other:
        assert first.reached.wait(PATIENCE)
        with aside(lambda: slider.param.update(height=1)):
            assert second.reached.wait(PATIENCE)
            first.go_on.set()
            other.join(PATIENCE)
            second.go_on.set()  # what began while the other was at it ends after it
    told: list[int] = []
    slider.param.watch(lambda event: told.append(event.new), "value")
    slider.value = 3
    assert told == [3]


def test_what_a_thread_gathers_is_not_thrown_away_by_one_that_says_nothing_of_its_changes() -> None:
    slider = pn.widgets.IntSlider(start=0, end=10)
    told: list[int] = []
    slider.param.watch(lambda event: told.append(event.new), "value")

    def quietly() -> None:
        with param.parameterized.discard_events(slider):
            silent.set()
            assert go_on.wait(PATIENCE)

    silent, go_on = threading.Event(), threading.Event()
    with aside(quietly):
        assert silent.wait(PATIENCE)
        slider.param.update(value=4)
        go_on.set()
    assert told == [4]


@pytest.mark.parametrize("kind", [pn.widgets.Button, pn.widgets.ButtonIcon])
def test_two_clicks_at_once_are_two(kind: type[Any]) -> None:
    button = kind(name="Go")
    button.clicks = Slow(threading.Barrier(2, timeout=0.2))
    counts: list[int] = []
    button.on_click(lambda event: counts.append(event.new))
    with aside(lambda: button.event("click", {})), aside(lambda: button.event("click", {})):
        pass
    assert button.clicks == 2
    assert sorted(counts) == [1, 2]


@pytest.mark.parametrize("kind", [pn.widgets.Button, pn.widgets.ButtonIcon])
def test_a_click_is_told_while_the_one_before_is_still_at_work(kind: type[Any]) -> None:
    button = kind(name="Go")
    at_work, go_on = threading.Event(), threading.Event()
    seen: list[tuple[bool, bool, bool]] = []

    def work(event: Any) -> None:
        seen.append((event.old, event.new, button.value))
        if len(seen) == 1:
            at_work.set()
            assert go_on.wait(PATIENCE)
            seen.append((event.old, event.new, button.value))

    button.param.watch(work, "value")
    with aside(lambda: button.event("click", {})):
        assert at_work.wait(PATIENCE)
        button.event("click", {})
        assert button.value is False
        go_on.set()
    assert seen == [(False, True, True)] * 3
    assert button.value is False


@pytest.mark.parametrize("kind", [pn.widgets.Button, pn.widgets.ButtonIcon])
def test_a_click_whose_callback_fails_leaves_the_button_as_it_was(kind: type[Any]) -> None:
    button = kind(name="Go")
    told: list[bool] = []
    watcher = button.on_click(lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        button.event("click", {})
    button.param.unwatch(watcher)
    button.param.watch(lambda event: told.append(button.value), "value")
    assert button.value is False
    button.event("click", {})
    assert (told, button.value, button.clicks) == ([True], False, 2)


def test_an_event_set_in_a_script_lasts_as_long_as_who_watches_it_runs() -> None:
    button = pn.widgets.Button()
    told: list[bool] = []
    button.param.watch(lambda event: told.append(button.value), "value")
    button.value = True
    button.param.trigger("value")
    button.param.update(value=True, name="Go")
    assert (told, button.value) == ([True, True, True], False)


def test_enter_is_told_while_the_one_before_is_still_at_work() -> None:
    field = pn.widgets.TextInput()
    at_work, go_on = threading.Event(), threading.Event()
    seen: list[bool] = []

    def work(event: Any) -> None:
        seen.append(event.new)
        if len(seen) == 1:
            at_work.set()
            assert go_on.wait(PATIENCE)

    field.param.watch(work, "enter_pressed")
    with aside(lambda: field.event("enter", {})):
        assert at_work.wait(PATIENCE)
        field.event("enter", {})
        go_on.set()
    assert seen == [True, True]


@pytest.fixture
def eager_threads() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_many_clicks_of_many_visitors_on_many_threads(eager_threads: None) -> None:
    visitors, clicks = 4, 40
    lock = threading.Lock()
    counts: list[list[int]] = []
    bound: list[int] = []

    def app() -> Viewable:
        pn.config.nthreads = 4
        mine: list[int] = []
        number = len(counts)
        counts.append(mine)
        button = pn.widgets.Button(name="Go")

        def count(event: Any) -> None:
            with lock:
                mine.append(event.new)

        def pressed(value: bool) -> str:
            if value:
                with lock:
                    bound.append(number)
            return "text"

        button.on_click(count)
        return pn.Row(button, pn.bind(pressed, button))

    with testing.Site(app) as site:
        users = [site.visit() for _ in range(visitors)]
        for _ in range(clicks):
            for user in users:
                user.click("Go", wait=False)
        site.settle()
    assert [sorted(mine) for mine in counts] == [[*range(1, clicks + 1)]] * visitors
    assert [bound.count(number) for number in range(visitors)] == [clicks] * visitors
