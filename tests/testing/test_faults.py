"""What goes wrong between a page and its server, as a test brings it about."""

from __future__ import annotations

from typing import Any

import pytest

import lanai as pn
from lanai import testing
from lanai.errors import SessionGone, TestingError
from lanai.session.outbox import WINDOW


def counter() -> Any:
    button, shown = pn.widgets.Button(name="Increment"), pn.widgets.StaticText(name="Count", value=0)

    def count(event: Any) -> None:
        shown.value += 1

    button.on_click(count)
    return pn.Column(button, shown)


def ticking() -> Any:
    shown = pn.widgets.StaticText(name="Count", value=0)

    def tick() -> None:
        shown.value += 1

    pn.state.add_periodic_callback(tick, period=1000)
    return shown


def test_what_is_done_offline_counts_when_the_network_is_back() -> None:
    with testing.Site(counter) as site:
        user = site.visit()
        user.drop()
        user.click("Increment")
        assert user.connection == "reconnecting"
        assert user.find("Count").read("text") == "0"
        user.reconnect()
        site.settle()
        assert (user.connection, user.find("Count").read("text")) == ("open", "1")


def test_a_page_learns_of_a_restart_and_may_start_afresh() -> None:
    with testing.Site(counter) as site:
        user = site.visit("/?x=1")
        user.click("Increment")
        site.restart()
        assert user.connection == "gone"
        assert user.find("Count").read("text") == "1"
        with pytest.raises(TestingError, match=r"user.reload\(\) starts afresh"):
            user.click("Increment")
        user.reload()
        assert (user.connection, user.url, user.find("Count").read("text")) == ("open", "/?x=1", "0")


def test_a_page_whose_server_was_killed_learns_it_when_it_connects_again() -> None:
    with testing.Site(counter) as site:
        there, away = site.visit(), site.visit()
        away.drop()
        site.restart(graceful=False)
        assert (there.connection, away.connection) == ("gone", "reconnecting")
        with pytest.raises(SessionGone):
            away.reconnect()
        assert [user.connection for user in site.users] == ["gone", "gone"]


def test_setup_runs_at_each_start() -> None:
    runs: list[str] = []
    setups: list[int] = []

    def setup() -> None:
        setups.append(1)
        pn.state.schedule_task("tick", lambda: runs.append("tick"), period="1h")

    with testing.Site(counter, setup=setup) as site:
        site.advance("3h30m")
        first = len(runs)
        site.restart()
        site.advance("30m")
        assert (len(setups), first, len(runs)) == (2, 4, 5)


def test_a_page_that_reads_slowly_is_spared() -> None:
    with testing.Site(ticking) as site:
        user = site.visit()
        user.stall()
        frames = len(user.browser.frames)
        site.advance(60)
        assert len(user.browser.frames) - frames <= WINDOW
        user.catch_up()
        assert user.find("Count").read("text") == "60"


def test_a_slow_line_takes_its_time() -> None:
    with testing.Site(counter) as site:
        user = site.visit()
        user.slow_line(0.2)
        site.advance(1)
        user.click("Increment")
        site.advance(0.3)
        assert user.find("Count").read("text") == "0"
        site.advance(0.1)
        assert user.find("Count").read("text") == "1"


def test_a_proxy_cuts_a_silent_line_and_the_page_comes_back() -> None:
    with testing.Site(counter) as site:
        user = site.visit()
        user.behind_proxy(30)
        session = user.session
        site.advance(30.1)
        assert user.connection == "reconnecting"
        user.click("Increment")
        site.advance(1)
        assert user.session is session
        assert (user.connection, user.find("Count").read("text")) == ("open", "1")


def test_the_word_that_a_page_asks_for_keeps_the_line_open() -> None:
    with testing.Site(counter) as site:
        user = site.visit()
        user.behind_proxy(60)
        for _ in range(50):
            site.advance(12)
            assert user.connection == "open"
        assert user.browser.pongs > 10


def test_a_line_that_is_dead_without_a_word_loses_what_is_sent() -> None:
    with testing.Site(counter) as site:
        user = site.visit()
        user.half_open()
        user.click("Increment")
        assert user.find("Count").read("text") == "0"
        user.drop()
        user.reconnect()
        site.settle()
        assert user.find("Count").read("text") == "1"


def test_a_visitor_who_leaves_ends_the_session() -> None:
    with testing.Site(counter) as site:
        user = site.visit()
        user.leave()
        assert user.session.ended
