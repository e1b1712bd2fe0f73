"""What observers are told of a session, and that nobody pays where there are none."""

from __future__ import annotations

import gc
import logging
from typing import Any

import pytest

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable
from lanai.core.observer import Act, Observation, Reason, Watch
from lanai.core.watchers import users_watchers


class Notebook:
    """An observer that writes down everything."""

    def __init__(self) -> None:
        self.acts: list[Act] = []
        self.words: list[Any] = []

    def watch(self, session: str, endpoint: str) -> Watch:
        return _Writing(self, endpoint)

    def told(self, kind: str) -> list[tuple[str, str | None]]:
        """The functions of that kind that ran, each with the type of what it raised."""
        return [
            (act.name.rpartition(".")[2], None if act.error is None else type(act.error).__name__)
            for act in self.acts
            if act.kind == kind
        ]


class _Writing(Watch):
    def __init__(self, notebook: Notebook, endpoint: str) -> None:
        self._notebook = notebook
        self._endpoint = endpoint

    def ended(self, act: Act) -> None:
        assert act.queued <= act.begun <= act.ended
        assert act.endpoint == self._endpoint
        self._notebook.acts.append(act)

    def sent(self, since: float, size: int) -> None:
        self._notebook.words.append(("sent", size > 0))

    def failed(self, error: BaseException, doing: str) -> None:
        self._notebook.words.append((type(error).__name__, doing))

    def connected(self, again: bool) -> None:
        self._notebook.words.append(("connected", again))

    def closed(self, reason: Reason, age: float) -> None:
        self._notebook.words.append(("closed", reason))


def test_each_kind_of_callback_is_told_with_its_function(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "lanai")

    def app() -> Viewable:
        go, slider = pn.widgets.Button(name="Go"), pn.widgets.IntSlider(name="Number", end=9)

        def click(event: object) -> None:
            pn.state.execute(later, schedule="thread")
            pn.state.submit(work)

        def later() -> None:
            raise LookupError("gone")

        def work() -> None:
            raise OSError("no disk")

        async def slid(event: object) -> None:
            raise KeyError("async")

        def tick() -> None:
            raise RuntimeError("tick")

        def loaded() -> None:
            pass

        def square(number: int) -> str:
            return str(number * number)

        go.on_click(click)
        slider.param.watch(slid, "value")
        pn.state.add_periodic_callback(tick, 1000, count=1)
        pn.state.onload(loaded)
        pn.state.on_session_destroyed(goodbye)
        return pn.Column(go, slider, pn.bind(square, slider))

    def goodbye(context: object) -> None:
        pass

    notebook = Notebook()
    with testing.Site(app, observers=[notebook]) as site:
        user = site.visit()
        user.click("Go")
        user.set("Number", 3)
        site.advance(2)
        user.leave()
    assert notebook.told("build") == [("the app at /", None)]
    assert notebook.told("event") == [("click", None)]
    assert notebook.told("callback") == [("later", "LookupError"), ("slid", "KeyError")]
    assert notebook.told("task") == [("work", "OSError")]
    assert notebook.told("edit") == [("slid", None)]
    assert notebook.told("bound") == [("square", None), ("square", None)]
    assert notebook.told("periodic") == [("tick", "RuntimeError")]
    assert notebook.told("onload") == [("loaded", None)]
    assert notebook.told("hook") == [("goodbye", None)]
    assert ("closed", "expired") in notebook.words
    assert ("sent", True) in notebook.words
    assert {"LookupError", "KeyError", "OSError", "RuntimeError"} <= {word for word, _ in notebook.words}


def test_a_browser_that_comes_back_is_told_apart() -> None:
    notebook = Notebook()
    with testing.Site(lambda: "# Hello", observers=[notebook]) as site:
        user = site.visit()
        user.drop()
        user.reconnect()
    assert [word for word in notebook.words if word[0] == "connected"] == [
        ("connected", False),
        ("connected", True),
    ]
    assert ("closed", "stopping") in notebook.words


def _made() -> int:
    return sum(isinstance(thing, Act | Observation) for thing in gc.get_objects())


def test_without_observers_nothing_is_made_for_them() -> None:
    gc.collect()
    before = _made()
    with testing.Site(lambda: pn.widgets.Button(name="Go")) as site:
        user = site.visit()
        user.click("Go")
        assert user.session.observation is None
        assert _made() <= before


def test_what_is_told_ends_with_the_session() -> None:
    notebook = Notebook()
    with testing.Site(lambda: pn.widgets.Button(name="Go"), observers=[notebook]) as site:
        user = site.visit()
        user.click("Go")
        user.leave()
        del user
        notebook.acts.clear()
        site.collect()
        left = [thing for thing in gc.get_objects() if isinstance(thing, Act | _Writing)]
    assert len(left) == 1, "only what belongs to no session is left"


def test_the_users_functions_are_found_behind_what_param_makes_of_them() -> None:
    def direct(event: object) -> None:
        pass

    async def bound(value: object) -> None:
        pass

    button = pn.widgets.Button(name="Go")
    button.on_click(direct)
    pn.bind(bound, button, watch=True)
    button.link(pn.widgets.StaticText(), clicks="value")
    assert users_watchers(button, ("clicks", "value")) == [direct, bound]


def test_what_a_session_owns_is_told_in_numbers() -> None:
    def app() -> Viewable:
        pn.state.add_periodic_callback(lambda: None, 1000)
        return pn.Column(pn.widgets.Button(name="Go"), "# Hello")

    with testing.Site(app) as site:
        user = site.visit()
        held = user.session.holdings
        assert (held.components, held.timers, held.models) == (3, 1, 0)
        assert (held.changes, held.waiting, held.coroutines) == (0, 0, 0)
        user.browser.acknowledges = False
        user.session.outbox.roots[0].append("more")  # type: ignore[attr-defined]
        site.settle()
        held = user.session.holdings
        assert held.frames == 1
        assert held.frame_bytes > 20
        assert held.components == 4
