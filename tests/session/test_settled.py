"""What a coroutine sets going where several callbacks of a session run at once: in order, and waited for."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import param
import pytest

import lanai as pn
from lanai import testing


@pytest.mark.parametrize("threads", [1, 4])
def test_watchers_run_in_order_and_are_waited_for(threads: int) -> None:
    heard: list[int] = []
    known: list[list[int]] = []
    number, button = pn.widgets.IntInput(value=0), pn.widgets.Button(name="Go")
    turn = threading.Event()

    def hear(event: Any) -> None:
        turn.wait(0.05 / event.new)  # the first takes longest
        heard.append(event.new)

    async def act(event: Any) -> None:
        for value in range(1, 8):
            number.value = value
        await pn.state.settled()
        known.append([*heard])

    number.param.watch(hear, "value")
    button.on_click(act)
    with testing.Site(lambda: pn.Column(number, button), setup=several if threads > 1 else None) as site:
        site.visit().click("Go")
    assert known == [[1, 2, 3, 4, 5, 6, 7]]


def test_a_callback_that_runs_meanwhile_is_waited_for() -> None:
    begun, go = threading.Event(), threading.Event()
    done: list[bool] = []
    slow, button = pn.widgets.Button(name="Slow"), pn.widgets.Button(name="Go")

    def work(event: Any) -> None:
        begun.set()
        go.wait(10)
        done.append(True)

    async def act(event: Any) -> None:
        threading.Timer(0.1, go.set).start()
        await pn.state.settled()
        done.append(False)

    slow.on_click(work)
    button.on_click(act)
    with testing.Site(lambda: pn.Column(slow, button), setup=several) as site:
        user = site.visit()
        user.click("Slow", wait=False)
        site.wait_for(begun.is_set)
        user.click("Go")
    assert done == [True, False]


def test_watchers_may_take_the_lock_that_the_coroutine_holds() -> None:
    done: list[str] = []
    number, button, other = (
        pn.widgets.IntInput(value=0),
        pn.widgets.Button(name="Go"),
        pn.widgets.Button(name="Other"),
    )

    @pn.io.with_lock
    def hear(event: Any) -> None:
        done.append("heard")

    @pn.io.with_lock
    async def act(event: Any) -> None:
        number.value = 1
        other.clicks += 1  # its coroutine waits for the lock
        await asyncio.sleep(0)
        await pn.state.settled()
        done.append("went on")

    @pn.io.with_lock
    async def beside(event: Any) -> None:
        done.append("beside")

    number.param.watch(hear, "value")
    other.param.watch(beside, "clicks")
    button.on_click(act)
    with testing.Site(lambda: pn.Column(number, button, other)) as site:
        user = site.visit()
        user.click("Go", wait=False)
        site.wait_for(lambda: len(done) == 3)
        site.settle()
        assert not user.session.lock.held
    assert done == ["heard", "went on", "beside"]


def several() -> None:
    pn.config.nthreads = 4


def test_an_event_parameter_is_true_while_those_run_who_watch_it() -> None:
    seen: list[tuple[str, bool]] = []

    class Machine(param.Parameterized):
        go = param.Event()

        @param.depends("go", watch=True)
        def run(self) -> None:
            seen.append(("run", self.go))

    machine, button = Machine(), pn.widgets.Button(name="Go")

    async def act(event: Any) -> None:
        machine.go = True
        machine.param.trigger("go")
        await pn.state.settled()
        seen.append(("after", machine.go))

    button.on_click(act)
    with testing.Site(lambda: button) as site:
        site.visit().click("Go")
        site.settle()
    assert seen == [("run", True), ("run", True), ("after", False)]
