"""Busy is one session's own, and true while any of its callbacks runs."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable
from lanai.session.activity import Activity, ActivityCount


def _indicator() -> object:
    return pn.bind(lambda busy: "I am busy" if busy else "I am idle", pn.state.param.busy)


def test_a_synchronous_callback_makes_its_own_session_busy_and_no_other() -> None:
    started, go_on = threading.Event(), threading.Event()

    def app() -> Viewable:
        button = pn.widgets.Button(name="Work")

        def work(_: object) -> None:
            started.set()
            go_on.wait(10)

        button.on_click(work)
        return pn.Row(button, _indicator())

    with testing.Site(app) as site:
        one, two = site.visit(), site.visit()
        assert one.sees("I am idle")
        one.click("Work", wait=False)
        site.wait_for(started.is_set)
        site.advance(0.02, wait=False)
        assert one.sees("I am busy")
        assert two.sees("I am idle")
        go_on.set()
        site.settle()
        assert one.sees("I am idle")


def test_a_coroutine_makes_the_session_busy_until_the_last_one_is_over() -> None:
    def app() -> Viewable:
        button = pn.widgets.Button(name="Work")

        async def work(_: object) -> None:
            await asyncio.sleep(2)

        button.on_click(work)
        return pn.Row(button, _indicator())

    with testing.Site(app) as site:
        user = site.visit()
        user.click("Work")
        site.advance(1)
        user.click("Work")
        site.advance(1.5)
        assert user.sees("I am busy")
        site.advance(1)
        assert user.sees("I am idle")


def test_a_periodic_callback_counts_only_while_it_runs_and_what_opts_out_never() -> None:
    seen: list[bool] = []

    def app() -> Viewable:
        async def for_ever() -> None:
            while True:
                await asyncio.sleep(1)

        pn.state.execute(for_ever, busy=False)
        pn.state.add_periodic_callback(lambda: seen.append(pn.state.busy), 100)
        return pn.Row(_indicator())

    with testing.Site(app) as site:
        user = site.visit()
        site.advance(1)
        assert seen == [True] * 10
        assert user.sees("I am idle")


def test_sync_busy_sets_the_value_of_an_indicator() -> None:
    def app() -> Viewable:
        button, light = pn.widgets.Button(name="Work"), pn.widgets.Checkbox(name="Light")

        async def work(_: object) -> None:
            await asyncio.sleep(1)

        button.on_click(work)
        pn.state.sync_busy(light)
        return pn.Row(button, light)

    with testing.Site(app) as site:
        user = site.visit()
        user.click("Work")
        assert user.find("Light").value is True
        site.advance(2)
        assert user.find("Light").value is False


def test_outside_a_session_nothing_is_busy() -> None:
    assert pn.state.busy is False
    assert pn.state.param.busy.owner.busy is False


NO_TURNS: Any = None
"""What happens among the session's synchronous work asks no turns for more of it."""


class Hesitant(Activity):
    """Stops a thread that is about to say that nothing runs, until it is let go."""

    def hesitate(self) -> None:
        self.reached, self.go_on = threading.Event(), threading.Event()

    def __setattr__(self, name: str, value: object) -> None:
        if name == "busy" and value is False and not self.reached.is_set():
            self.reached.set()
            assert self.go_on.wait(10)
        super().__setattr__(name, value)


def test_a_callback_that_begins_while_the_last_one_ends_on_another_thread_makes_it_busy() -> None:
    count = ActivityCount(NO_TURNS)
    count._activity = activity = Hesitant()
    activity.hesitate()
    count.begin(True)
    ending = threading.Thread(target=count.end, args=(True,), daemon=True)
    ending.start()
    assert activity.reached.wait(10)
    count.begin(True)
    activity.go_on.set()
    ending.join(10)
    assert (count.running, activity.busy) == (1, True)
    count.end(True)
    assert (count.running, activity.busy) == (0, False)


def test_who_watches_busy_and_fails_ends_nothing() -> None:
    count = ActivityCount(NO_TURNS)
    watcher = count.activity.param.watch(lambda _: 1 / 0, "busy")
    with pytest.raises(ZeroDivisionError):
        count.begin(True)
    count.activity.param.unwatch(watcher)
    count.end(True)
    assert count.activity.busy is False
