"""Dependent tasks after the page has loaded, as Panel's guide "Defer Callbacks Until Load" orchestrates them."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import AsyncIterator, Iterator

import param

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable


class State(param.Parameterized):
    """What the page is about. Empty until it has been loaded."""

    data = param.List(default=None, allow_None=True)


def _load(state: State) -> None:
    async def load() -> None:
        await asyncio.sleep(2)
        state.data = [1, 2, 3]

    pn.state.onload(load)


def test_bound_functions_wait_for_the_data_and_yield_their_progress() -> None:
    def total(data: list[int] | None) -> Iterator[object]:
        if data is None:
            yield "waiting for the data"
            return
        yield "adding up"
        yield f"the sum is {sum(data)}"

    async def largest(data: list[int] | None) -> AsyncIterator[object]:
        yield pn.indicators.LoadingSpinner(value=True, name="searching")
        if data is not None:
            await asyncio.sleep(1)
            yield f"the largest is {max(data)}"

    def app() -> Viewable:
        state = State()
        _load(state)
        return pn.Column(pn.bind(total, state.param.data), pn.bind(largest, state.param.data))

    with testing.Site(app) as site:
        user = site.visit()
        assert user.sees("waiting for the data")
        assert len(user.find_all(type="LoadingSpinner")) == 1
        site.advance(2)
        assert user.sees("the sum is 6")
        assert len(user.find_all(type="LoadingSpinner")) == 1
        site.advance(1)
        assert user.sees("the largest is 3")
        assert user.find_all(type="LoadingSpinner") == []


def test_a_shared_indicator_is_let_go_by_sessions_that_end() -> None:
    light = pn.indicators.BooleanStatus()
    activities: list[weakref.ref[object]] = []

    def app() -> Viewable:
        pn.state.sync_busy(light)
        activities.append(weakref.ref(pn.state.session().activity))
        return light

    with testing.Site(app) as site:
        for _ in range(3):
            _come_and_go(site)
        site.settle()
        gc.collect()
        assert [activity() for activity in activities] == [None, None, None]
        assert light.param.watchers == {}


def _come_and_go(site: testing.Site) -> None:
    site.visit().leave()


def test_a_task_made_in_a_synchronous_callback_says_what_to_do_instead(caplog: object) -> None:
    async def work() -> None: ...

    def app() -> Viewable:
        button = pn.widgets.Button(name="Go")

        def wrong(_: object) -> None:
            coroutine = work()
            try:
                asyncio.create_task(coroutine).cancel()
            finally:
                coroutine.close()

        button.on_click(wrong)
        return button

    with testing.Site(app) as site:
        site.visit().click("Go")
    assert "pn.state.execute(coroutine_function)" in caplog.text  # type: ignore[attr-defined]
