"""Law 1: closing a session releases everything."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

import pytest
from bokeh.document import Document
from bokeh.model import Model
from bokeh.plotting import figure

import lanai as pn
from lanai import testing
from lanai.callbacks.periodic import PeriodicCallback
from lanai.components.base import Component, Viewable
from lanai.errors import BuildError
from lanai.session.context import SessionContext
from lanai.session.history import Stay
from lanai.session.outbox import Outbox
from lanai.session.request import Request
from lanai.session.session import Session


def _alive(*kinds: type) -> list[object]:
    gc.collect()
    return [thing for thing in gc.get_objects() if isinstance(thing, kinds)]


def _come_and_go(site: testing.Site) -> None:
    user = site.visit()
    user.click("Go")
    site.advance(0.25)
    assert user.sees("clicked..")
    user.leave()


def test_after_a_hundred_sessions_nothing_of_them_is_alive() -> None:
    shared = pn.widgets.StaticText(value="shared")

    def app() -> Viewable:
        button, text = pn.widgets.Button(name="Go"), pn.widgets.StaticText()
        toggle = pn.widgets.Toggle(name="Run", value=True)

        def tick() -> None:
            text.value = f"{text.value}."

        callback = pn.state.add_periodic_callback(tick, 100)
        toggle.link(callback, bidirectional=True, value="running")
        button.on_click(lambda _: text.param.update(value="clicked"))
        plot = figure(height=100)
        plot.line([1, 2], [1, 2])
        return pn.Column(button, text, toggle, pn.bind(lambda value: f"# {value}", text), plot, shared)

    kinds = (Session, Outbox, PeriodicCallback, Component, Document, Model)
    before = len(_alive(*kinds))
    with testing.Site(app, unused_lifetime=1.0) as site:  # or their timers would run on for long
        for _ in range(100):
            _come_and_go(site)
        site.settle()
        assert len(site.sessions) == 0
        assert site.loop.next_timer() is None
        assert len(_alive(*kinds)) == before
        assert shared._sinks == ()


def test_a_session_that_is_never_connected_ends_after_its_lifetime() -> None:
    with testing.Site(lambda: "hello") as site:
        site.visit(connect=False)
        site.advance(14)
        assert len(site.sessions) == 1
        site.advance(20)
        assert len(site.sessions) == 0


def test_a_session_with_a_browser_stays() -> None:
    with testing.Site(lambda: "hello") as site:
        user = site.visit()
        site.advance(3600)
        assert len(site.sessions) == 1
        assert not user.session.ended


def test_destroyed_hooks_run_once_however_the_session_ends() -> None:
    ended: list[str] = []

    def app() -> str:
        pn.state.on_session_destroyed(lambda context: ended.append(context.id))
        return "hello"

    with testing.Site(app) as site:
        left, stays = site.visit(), site.visit()
        left.leave()
        assert ended == [left.session.id]
    assert ended == [left.session.id, stays.session.id]


def test_one_failing_hook_stops_no_other(caplog: object) -> None:
    ended: list[str] = []

    def fail(_: object) -> None:
        raise RuntimeError("hook")

    def app() -> str:
        pn.state.on_session_destroyed(fail)
        pn.state.on_session_destroyed(lambda _: ended.append("second"))
        return "hello"

    with testing.Site(app) as site:
        site.visit().leave()
        assert ended == ["second"]


# -- the other ways to end --------------------------------------------------------------------------

MANY = 25


def _left_behind(end: Callable[[testing.Site], None], app: Callable[[], object], limit: int = 0) -> int:
    """How many more objects of sessions live after `MANY` sessions that came to this end."""
    kinds = (Session, SessionContext, Outbox, Component, Document, Model, Request)
    before = len(_alive(*kinds))
    with testing.Site(app) as site:
        site.process.settings.session_history = limit
        site.process.created.append(lambda context: context.request.path)
        site.process.destroyed.append(lambda context: context.token_payload)
        for _ in range(MANY):
            end(site)
        site.advance(60)
        assert len(site.sessions) == 0
        assert site.loop.next_timer() is None
        return len(_alive(*kinds)) - before


def _page() -> Viewable:
    plot = figure(height=100)
    plot.line([1, 2], [1, 2])
    context = pn.state.curdoc.session_context
    pn.state.on_session_destroyed(lambda ended: context.id == ended.id)
    return pn.Column("text", plot)


def _broken() -> Viewable:
    _page()
    raise ValueError("broken")


def _fail(site: testing.Site) -> None:
    with pytest.raises(BuildError):
        site.visit()


def _warm(site: testing.Site) -> None:
    site._run(site.sessions.warm(site._apps["/"]))


def _never_come(site: testing.Site) -> None:
    user = site.visit(connect=False)
    site.expire(user)


def _stop(site: testing.Site) -> None:
    site.visit()
    site._run(site.sessions.close())
    site.users.clear()
    site._lines.clear()


@pytest.mark.parametrize(
    ("end", "app", "limit"),
    [
        pytest.param(_fail, _broken, 0, id="its app fails"),
        pytest.param(_warm, _page, -1, id="warmed up"),
        pytest.param(_never_come, _page, 0, id="never connected"),
        pytest.param(_stop, _page, 0, id="the server stops"),
        pytest.param(_stop, _page, -1, id="remembered"),
    ],
)
def test_however_sessions_end_nothing_of_them_is_alive(
    end: Callable[[testing.Site], None], app: Callable[[], object], limit: int
) -> None:
    assert _left_behind(end, app, limit) == 0


def test_without_history_nothing_is_kept_of_a_session() -> None:
    with testing.Site(lambda: "hello") as site:
        before = len(_alive(Stay))
        site.visit()
        assert len(_alive(Stay)) == before


def test_when_a_callback_returns_after_its_session_has_ended_nothing_is_left() -> None:
    begun, let_go = threading.Event(), threading.Event()

    def stuck() -> None:
        begun.set()
        let_go.wait()

    def app() -> Viewable:
        pn.state.onload(stuck)
        return _page()

    def end(site: testing.Site) -> None:
        begun.clear()
        let_go.clear()
        user = site.visit(wait=False)
        site.wait_for(begun.is_set)
        user.drop()
        site.advance(40, wait=False)
        site.wait_for(lambda: len(site.sessions) == 0)
        site.users.remove(user)
        let_go.set()
        site.settle()

    assert _left_behind(end, app) == 0
