"""Periodic callbacks, on a clock moved by hand. Law 9: time is injected."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import pytest

import lanai as pn
from lanai import testing
from lanai.callbacks.periodic import PeriodicCallback
from lanai.components.base import Viewable
from lanai.errors import CallbackError, NoRunningLoop
from lanai.wire import messages


class Ticker:
    """An app with one periodic callback that notes when it ran (s since the page was opened)."""

    def __init__(self, **settings: object) -> None:
        self.settings = settings
        self.times: list[float] = []
        self.callback: PeriodicCallback
        self.site: testing.Site
        self.work: Callable[[], object] = lambda: None

    def __call__(self) -> str:
        def tick() -> None:
            self.times.append(round(self.site.clock.monotonic(), 3))
            self.work()

        self.callback = pn.state.add_periodic_callback(tick, **self.settings)  # type: ignore[arg-type]
        return "page"


def test_it_runs_every_period_from_when_the_page_is_loaded() -> None:
    app = Ticker(period=200)
    with testing.Site(app) as app.site:
        app.site.visit(connect=False)
        app.site.advance(1)
        assert app.times == []
        app.site.visit()
        app.site.advance(1)
        assert app.times == [1.2, 1.4, 1.6, 1.8, 2.0]
        assert app.callback.counter == 5


def test_it_stops_after_the_timeout() -> None:
    app = Ticker(period=200, timeout=5000)
    with testing.Site(app) as app.site:
        app.site.visit()
        app.site.advance(4.9)
        assert app.callback.running
        app.site.advance(10)
        assert not app.callback.running
        assert len(app.times) == 25


def test_it_stops_after_count_runs() -> None:
    app = Ticker(period=100, count=3)
    with testing.Site(app) as app.site:
        app.site.visit()
        app.site.advance(10)
        assert app.times == [0.1, 0.2, 0.3]
        assert not app.callback.running
        assert app.callback.counter == 3


def test_stop_and_start_begin_afresh() -> None:
    app = Ticker(period=100, count=2)
    with testing.Site(app) as app.site:
        app.site.visit()
        app.site.advance(0.15)
        app.callback.stop()
        app.site.advance(1)
        assert app.times == [0.1]
        app.callback.start()
        app.site.settle()
        assert app.callback.counter == 0
        app.site.advance(1)
        assert app.times == [0.1, 1.25, 1.35]


def test_a_period_changed_while_it_runs_takes_effect_at_once() -> None:
    app = Ticker(period=10_000)
    with testing.Site(app) as app.site:
        app.site.visit()
        app.site.advance(1)
        app.callback.period = 500
        app.site.settle()
        app.site.advance(1)
        assert app.times == [1.5, 2.0]


def test_deadlines_do_not_drift() -> None:
    app = Ticker(period=333)
    with testing.Site(app) as app.site:
        app.site.visit()
        app.site.advance(333)
        assert len(app.times) == 1000
        assert app.times[-1] == pytest.approx(333.0, abs=0.002)


def test_late_runs_are_skipped_not_piled_up() -> None:
    app = Ticker(period=100)
    with testing.Site(app) as app.site:
        app.site.visit()
        app.site.jump(1.05)
        assert len(app.times) == 1
        app.site.advance(0.1)
        assert app.times[1:] == [1.1]


def test_runs_do_not_overlap_and_a_slow_one_delays_only_itself() -> None:
    go_on, running = threading.Event(), threading.Event()
    app = Ticker(period=100)

    def slow() -> None:
        running.set()
        go_on.wait(10)

    app.work = slow
    with testing.Site(app) as app.site:
        app.site.visit()
        app.site.advance(0.1, wait=False)
        app.site.wait_for(running.is_set)
        app.site.advance(1, wait=False)
        assert len(app.times) == 1
        go_on.set()
        app.site.settle()
        assert app.callback.counter == 1
        app.site.advance(0.1)
        assert len(app.times) == 2


def test_a_coroutine_does_not_overlap_itself_either() -> None:
    started: list[int] = []

    def app() -> str:
        async def tick() -> None:
            started.append(1)
            await asyncio.sleep(0.25)

        pn.state.add_periodic_callback(tick, 100)
        return "page"

    with testing.Site(app) as site:
        site.visit()
        site.advance(1)
    assert (
        len(started) == 4
    )  # at 0.1, 0.4, 0.7 and 1.0: each takes until 0.05 before the next but one deadline


def test_an_exception_is_logged_each_time_and_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    app = Ticker(period=100)

    def fail() -> None:
        raise ValueError("no data today")

    app.work = fail
    with testing.Site(app) as app.site:
        app.site.visit()
        app.site.advance(0.3)
        assert app.callback.running
        assert app.callback.counter == 3
    assert caplog.text.count("ValueError: no data today") == 3


def test_a_toggle_is_linked_both_ways() -> None:
    times: list[int] = []

    def app() -> Viewable:
        callback = pn.state.add_periodic_callback(lambda: times.append(1), 100, timeout=1000)
        toggle = pn.widgets.Toggle(name="Run", value=True)
        toggle.link(callback, bidirectional=True, value="running")
        return toggle

    with testing.Site(app) as site:
        user = site.visit()
        site.advance(0.25)
        user.click("Run")
        site.advance(1)
        assert len(times) == 2
        user.click("Run")
        site.advance(0.5)
        assert len(times) == 7
        site.advance(5)
        assert user.find("Run").value is False
        assert len(times) == 12


def test_it_ends_with_its_session() -> None:
    app = Ticker(period=100)
    with testing.Site(app) as app.site:
        app.site.visit().leave()
        assert not app.callback.running
        ran = len(app.times)
        app.site.advance(10)
        assert len(app.times) == ran
        assert app.site.loop.next_timer() is None


def test_outside_a_session_the_error_says_where_it_belongs() -> None:
    with pytest.raises(NoRunningLoop, match=r"pn\.serve\(app\)"):
        pn.state.add_periodic_callback(lambda: None, 100)
    callback = pn.state.add_periodic_callback(lambda: None, 100, start=False)
    assert not callback.running
    with pytest.raises(NoRunningLoop):
        callback.start()
    assert not callback.running


def test_a_callback_is_needed_and_a_period_of_at_least_one() -> None:
    with pytest.raises(CallbackError, match="callback"):
        PeriodicCallback().start()
    with pytest.raises(ValueError, match="period"):
        PeriodicCallback(callback=print, period=0)


def test_it_pauses_while_nobody_looks() -> None:
    app = Ticker(period=100, pause_when_hidden=True)
    with testing.Site(app) as app.site:
        user = app.site.visit()
        app.site.advance(0.25)
        user.browser.say(messages.Visible(value=False))
        app.site.advance(1)
        assert app.times == [0.1, 0.2]
        user.browser.say(messages.Visible(value=True))
        app.site.advance(0.1)
        assert app.times == [0.1, 0.2, 1.3]
        user.drop()
        app.site.advance(1)
        assert len(app.times) == 3
        assert app.callback.running


def test_a_run_counts_for_the_start_in_which_it_began() -> None:
    go_on, running = threading.Event(), threading.Event()
    app = Ticker(period=100, count=1)

    def slow() -> None:
        running.set()
        go_on.wait(10)

    app.work = slow
    with testing.Site(app) as app.site:
        app.site.visit()
        app.site.advance(0.1, wait=False)
        app.site.wait_for(running.is_set)
        app.callback.stop()
        app.callback.start()
        go_on.set()
        app.site.settle()
        assert app.callback.running
        assert app.callback.counter == 0
        app.site.advance(0.2)
        assert app.callback.counter == 1
