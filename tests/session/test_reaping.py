"""Law 1: closing a session releases everything."""

from __future__ import annotations

import gc

from bokeh.document import Document
from bokeh.model import Model
from bokeh.plotting import figure

import lanai as pn
from lanai import testing
from lanai.callbacks.periodic import PeriodicCallback
from lanai.components.base import Component, Viewable
from lanai.session.outbox import Outbox
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
    with testing.Site(app) as site:
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
