"""How long a session lives, and what the process remembers of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

import lanai as pn
from lanai import testing
from lanai.errors import BuildError
from lanai.session.ending import HOOK_PATIENCE, PATIENCE
from lanai.session.request import Request
from lanai.testing.clock import START

STARTS = START.timestamp()


@pytest.fixture
def site() -> Iterator[testing.Site]:
    with testing.Site(lambda: "hello") as site:
        yield site


# -- expiry -----------------------------------------------------------------------------------------


def test_a_session_that_may_not_expire_stays_until_it_may() -> None:
    def app() -> object:
        block, unblock = pn.widgets.Button(name="Block"), pn.widgets.Button(name="Unblock")
        block.on_click(lambda _: pn.state.block_expiration())
        unblock.on_click(lambda _: pn.state.unblock_expiration())
        return pn.Row(block, unblock)

    with testing.Site(app) as site:
        user = site.visit()
        user.click("Block")
        user.click("Block")
        user.drop()
        site.advance(3600)
        assert len(site.sessions) == 1
        user.reconnect()
        user.click("Unblock")
        user.drop()
        site.advance(3600)
        assert len(site.sessions) == 1, "blocked twice, unblocked once"
        user.reconnect()
        user.click("Unblock")
        user.drop()
        site.advance(40)
        assert len(site.sessions) == 0


def test_a_visitor_who_comes_back_in_time_finds_the_session(site: testing.Site) -> None:
    user = site.visit()
    for _ in range(5):
        user.drop()
        site.advance(14)
        user.reconnect()
    assert not user.session.ended


# -- callbacks that do not end ----------------------------------------------------------------------


def test_a_callback_that_never_returns_does_not_keep_the_hooks_or_the_session(
    caplog: pytest.LogCaptureFixture,
) -> None:
    begun, let_go = threading.Event(), threading.Event()
    ended: list[str] = []

    def stuck(_: object) -> None:
        begun.set()
        let_go.wait()

    def app() -> object:
        button = pn.widgets.Button(name="Go")
        button.on_click(stuck)
        pn.state.on_session_destroyed(lambda context: ended.append(context.id))
        return button

    with testing.Site(app) as site:
        user = site.visit()
        user.click("Go", wait=False)
        site.wait_for(begun.is_set)
        user.drop()
        site.advance(40, wait=False)
        assert user.session.ended
        site.wait_for(lambda: ended == [user.session.id])
        site.wait_for(lambda: len(site.sessions) == 0)
        let_go.set()
        site.settle()
    assert ended == [user.session.id]
    assert "A synchronous callback goes on" in caplog.text


def test_an_app_that_never_returns_does_not_keep_the_server(caplog: pytest.LogCaptureFixture) -> None:
    begun, let_go = threading.Event(), threading.Event()
    ended: list[bool] = []

    def app() -> None:
        begun.set()
        let_go.wait()

    with testing.Site(app) as site:
        site.process.destroyed.append(lambda context: ended.append(context.destroyed))
        create = site.loop.create_task(site.sessions.create(site._apps["/"], Request()))
        site.wait_for(begun.is_set)
        close = site.loop.create_task(site.sessions.close())
        site.advance(PATIENCE, wait=False)
        site.wait_for(close.done)
        assert isinstance(create.exception(), BuildError)
        assert ended == [True]
        let_go.set()
        site.settle()
    assert "A synchronous callback goes on" in caplog.text


def test_a_hook_that_never_returns_does_not_keep_the_other_hooks(caplog: pytest.LogCaptureFixture) -> None:
    let_go = threading.Event()
    ended: list[str] = []

    def app() -> str:
        pn.state.on_session_destroyed(lambda _: ended.append("first"))
        pn.state.on_session_destroyed(lambda _: let_go.wait())
        pn.state.on_session_destroyed(lambda _: ended.append("third"))
        return "hello"

    with testing.Site(app) as site:
        user = site.visit()
        user.drop()
        site.advance(40 + HOOK_PATIENCE, wait=False)
        site.wait_for(lambda: ended == ["first", "third"])
        site.advance(60, wait=False)
        assert len(site.sessions) == 0
        let_go.set()
        site.settle()
    assert "hook" in caplog.text
    assert "does not end" in caplog.text


# -- warming up -------------------------------------------------------------------------------------


def test_warming_up_builds_the_app_and_nobody_is_told() -> None:
    built: list[bool] = []
    told: list[str] = []

    def app() -> str:
        built.append(pn.state.served)
        pn.state.on_session_destroyed(lambda _: told.append("its own"))
        pn.state.onload(lambda: told.append("loaded"))
        pn.state.add_periodic_callback(lambda: told.append("ticked"), 10)
        return "hello"

    with testing.Site(app) as site:
        site.process.settings.session_history = -1
        site.process.created.append(lambda _: told.append("created"))
        site.process.destroyed.append(lambda _: told.append("destroyed"))
        site._run(site.sessions.warm(site._apps["/"]))
        site.advance(60)
        assert built == [True]
        assert told == []
        assert len(site.sessions) == 0
        assert site.process.history.info() == {"total": 0, "live": 0, "sessions": {}}
        assert site.loop.next_timer() is None


def test_an_app_that_cannot_be_warmed_up_leaves_nothing() -> None:
    def app() -> None:
        raise ValueError("not today")

    with testing.Site(app) as site:
        with pytest.raises(BuildError, match="not today"):
            site._run(site.sessions.warm(site._apps["/"]))
        assert len(site.sessions) == 0


# -- what is remembered -----------------------------------------------------------------------------


def test_without_history_sessions_are_only_counted(site: testing.Site) -> None:
    site.visit()
    site.visit().leave()
    assert pn.state.session_info == {"total": 2, "live": 1, "sessions": {}}


def test_the_history_knows_when_and_who() -> None:
    with testing.Site(lambda: "hello") as site:
        site.process.settings.session_history = -1
        request = Request(headers={"User-Agent": "a browser"})
        session = site._run(site.sessions.create(site._apps["/"], request))
        stay = {
            "launched": STARTS,
            "started": STARTS,
            "rendered": None,
            "ended": None,
            "user_agent": "a browser",
        }
        assert pn.state.session_info["sessions"] == {session.id: stay}
        site.advance(5)
        session.page_loaded()
        assert pn.state.session_info["sessions"][session.id]["rendered"] == STARTS + 5
        site.advance(5)
        session.page_loaded()
        assert pn.state.session_info["sessions"][session.id]["rendered"] == STARTS + 5
        site.advance(30)
        ended = pn.state.session_info["sessions"][session.id]["ended"]
        assert STARTS + 15 <= ended <= STARTS + 32
        assert pn.state.session_info["live"] == 0


def test_an_app_that_fails_has_been_launched_and_has_ended() -> None:
    def app() -> None:
        raise ValueError

    with testing.Site(app) as site:
        site.process.settings.session_history = -1
        with pytest.raises(BuildError):
            site.visit()
        info = pn.state.session_info
        (stay,) = info["sessions"].values()
        assert (info["total"], info["live"]) == (1, 0)
        assert stay["launched"] == stay["ended"] == STARTS
        assert stay["started"] is None


@pytest.mark.parametrize(("limit", "kept"), [(0, 0), (3, 3), (-1, 10)])
def test_the_history_keeps_as_many_as_it_is_told(site: testing.Site, limit: int, kept: int) -> None:
    site.process.settings.session_history = limit
    ids = []
    for _ in range(10):
        user = site.visit()
        ids.append(user.session.id)
        user.leave()
    info = pn.state.session_info
    assert list(info["sessions"]) == ids[len(ids) - kept :]
    assert (info["total"], info["live"]) == (10, 0)
    site.process.settings.session_history = 1
    assert list(pn.state.session_info["sessions"]) == ids[-1:][:kept]


def test_what_is_told_is_a_copy(site: testing.Site) -> None:
    site.process.settings.session_history = -1
    user = site.visit()
    pn.state.session_info["sessions"].clear()
    pn.state.session_info["sessions"][user.session.id]["started"] = None
    assert pn.state.session_info["sessions"][user.session.id]["started"] is not None
