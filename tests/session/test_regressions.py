"""What once went wrong, each as the smallest program that showed it."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
import weakref
from typing import Any

import param
import pytest

import lanai as pn
from lanai import testing
from lanai.callbacks.periodic import PeriodicCallback
from lanai.callbacks.schedule.scheduler import Scheduler
from lanai.callbacks.task import Task
from lanai.callbacks.workers import WorkerThreads
from lanai.components.base import Viewable
from lanai.core.clock import LoopClock
from lanai.core.context import current_session
from lanai.errors import BuildError, CallbackError
from lanai.session.request import Request
from lanai.wire import codec, messages


class Log(Viewable):
    """A text that grows."""

    object = param.String(default="")

    def write(self, line: str) -> None:
        self._extend("object", self.object + line, line)


class Gate:
    """Where a callback waits until the test lets it go on."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.opened = threading.Event()

    def wait(self) -> None:
        self.reached.set()
        self.opened.wait(10)


def _button(callback: Any, *others: Viewable) -> Viewable:
    button = pn.widgets.Button(name="Go")
    button.on_click(callback)
    return pn.Row(button, *others)


def _hello() -> Viewable:
    return pn.widgets.StaticText(value="hello")


# -- frames -----------------------------------------------------------------------------------------


def test_an_acknowledgement_does_not_hold_back_what_a_callback_shows_while_it_runs() -> None:
    before, after = Gate(), Gate()

    def app() -> Viewable:
        text = pn.widgets.StaticText(value="idle")

        def work(_: object) -> None:
            before.wait()
            text.value = "working"
            after.wait()

        return _button(work, text)

    with testing.Site(app) as site:
        user = site.visit()
        user.click("Go", wait=False)
        site.wait_for(before.reached.is_set)
        user.browser.say(messages.FrameAck(rev=user.browser.rev))  # sends, and so ends the wait for more
        site.turn()
        before.opened.set()
        site.wait_for(after.reached.is_set)
        site.advance(0.02, wait=False)
        seen = user.sees("working")
        after.opened.set()
        assert seen


def test_a_component_that_went_and_came_while_the_line_was_down_is_shown() -> None:
    text, row = pn.widgets.StaticText(value="hello"), pn.Row()
    row.append(text)
    with testing.Site(row) as site:
        user = site.visit()
        user.half_open()
        row.clear()
        site.settle()
        row.append(text)
        site.settle()
        user.drop()
        user.reconnect()
        site.settle()
        assert user.sees("hello")


def test_what_grew_after_the_frame_that_added_it_was_lost_is_sent_once() -> None:
    log, row = Log(object="0123456789"), pn.Row()
    with testing.Site(row) as site:
        user = site.visit()
        user.half_open()
        row.append(log)
        site.settle()
        user.drop()
        log.write("ab")
        user.reconnect()
        site.settle()
        assert user.browser.nodes[log._number].props["object"] == "0123456789ab"


def test_visitors_after_a_pause_see_what_a_shared_component_became_meanwhile() -> None:
    text = pn.widgets.StaticText(value="one")
    with testing.Site(text) as site:
        early = [site.visit(), site.visit()]
        text.value = "two"
        site.settle()
        for user in early:
            user.leave()
        text.value = "three"
        assert [site.visit().text for _ in range(2)] == ["three", "three"]


@pytest.mark.parametrize(
    ("base", "value", "text"), [(str, "ab", b'"ab"'), (int, 3, b"3"), (float, 1.5, b"1.5")]
)
def test_a_text_or_number_of_a_class_of_its_own_travels_as_what_it_is(
    base: type, value: Any, text: bytes
) -> None:
    assert codec.dumps(type("Own", (base,), {})(value)) == text


# -- the end of a session ---------------------------------------------------------------------------


def test_a_session_that_ends_before_its_app_begins_is_given_up_and_its_hooks_run() -> None:
    gate = Gate()
    ran: list[object] = []
    with testing.Site(_hello) as site:
        site.process.created.append(lambda _: gate.wait())
        site.process.destroyed.append(ran.append)
        create = site.loop.create_task(site.sessions.create(site._apps["/"], Request()))
        site.wait_for(gate.reached.is_set)
        close = site.loop.create_task(site.sessions.close())
        site.turn()
        gate.opened.set()
        site.wait_for(close.done)
        site.settle()
        assert isinstance(create.exception(), BuildError)
        assert len(ran) == 1


def test_a_session_that_ends_before_its_coroutine_begins_is_given_up() -> None:
    async def app() -> Viewable:
        return _hello()

    async def visit_and_stop(site: testing.Site) -> None:
        create = asyncio.create_task(site.sessions.create(site._apps["/"], Request()))
        while not len(site.sessions):
            await asyncio.sleep(0)
        await next(iter(site.sessions)).close()
        with pytest.raises(BuildError):
            await create

    with testing.Site(app) as site:
        site._run(visit_and_stop(site))


def test_an_app_that_outlives_its_session_leaves_nothing_behind() -> None:
    gate = Gate()
    ran: list[object] = []
    started: list[PeriodicCallback] = []
    shared = pn.widgets.StaticText(value="shared")

    def app() -> Viewable:
        gate.wait()
        pn.state.on_session_destroyed(ran.append)
        started.append(pn.state.add_periodic_callback(lambda: None))
        return shared

    with testing.Site(app) as site:
        create = site.loop.create_task(site.sessions.create(site._apps["/"], Request()))
        site.wait_for(gate.reached.is_set)
        create.cancel()
        site.turn()
        gate.opened.set()
        site.settle()
        assert create.cancelled()
        assert shared._sinks == ()
        assert len(ran) == 1
        assert [callback.running for callback in started] == [False]


def test_a_cache_first_used_by_a_hook_ends_with_the_session() -> None:
    @pn.cache(per_session=True)
    def load() -> object:
        return object()

    def app() -> Viewable:
        pn.state.on_session_destroyed(lambda _: load())
        return _hello()

    with testing.Site(app) as site:
        site.visit().leave()
        assert not site.process.caches._shared


def test_a_coroutine_that_will_not_end_does_not_keep_its_session() -> None:
    stop = asyncio.Event()
    ran: list[object] = []

    async def stubborn() -> None:
        while not stop.is_set():
            try:
                await stop.wait()
            except asyncio.CancelledError:
                continue

    def app() -> Viewable:
        pn.state.on_session_destroyed(ran.append)
        pn.state.execute(stubborn)
        return _hello()

    with testing.Site(app) as site:
        site.visit().leave()
        assert len(ran) == 1
        assert len(site.sessions) == 0
        stop.set()
        site.settle()


# -- exit() in user code ----------------------------------------------------------------------------


def test_exit_in_a_coroutine_ends_the_callback_and_not_the_server() -> None:
    async def leave(_: object) -> None:
        raise SystemExit(3)

    with testing.Site(lambda: _button(leave, _hello())) as site:
        user = site.visit()
        user.click("Go")
        assert site.visit().sees("hello")


def test_exit_in_a_task_fails_the_task_and_lets_the_session_end() -> None:
    tasks: list[Task] = []

    def leave() -> None:
        raise SystemExit(3)

    with testing.Site(lambda: _button(lambda _: tasks.append(pn.state.submit(leave)))) as site:
        user = site.visit()
        user.click("Go")
        assert tasks[0].status == "failed"
        user.leave()
        assert len(site.sessions) == 0


def test_exit_in_a_scheduled_coroutine_is_a_failed_run() -> None:
    async def leave() -> None:
        raise SystemExit(2)

    with testing.Site(_hello) as site:
        task = pn.state.schedule_task("leave", leave, period="1s")
        site.advance(2.5)
        assert task.failures == 3


# -- tasks, busy, locks -----------------------------------------------------------------------------


def test_a_task_that_is_cancelled_before_it_begins_does_not_begin() -> None:
    tasks: list[Task] = []
    begun: list[bool] = []

    async def work() -> None:
        begun.append(True)

    async def start_and_stop(_: object) -> None:
        tasks.append(pn.state.submit(work))
        tasks[0].cancel()

    with testing.Site(lambda: _button(start_and_stop)) as site:
        site.visit().click("Go")
        assert tasks[0].status == "cancelled"
        assert not begun


def test_a_task_on_a_thread_is_asked_to_stop_when_its_session_ends() -> None:
    begun, stopped = threading.Event(), threading.Event()

    def work() -> None:
        try:
            while not stopped.wait(0.001):
                begun.set()
                pn.state.task.report(1)  # type: ignore[union-attr]
        finally:
            stopped.set()

    with testing.Site(lambda: _button(lambda _: pn.state.submit(work))) as site:
        user = site.visit()
        user.click("Go", wait=False)
        site.wait_for(begun.is_set)
        site.loop.create_task(user.session.close())
        site.wait_for(stopped.is_set)


def test_unblocking_expiration_takes_nothing_from_a_task() -> None:
    async def work() -> None:
        await asyncio.sleep(60)

    def start(_: object) -> None:
        pn.state.submit(work)
        pn.state.unblock_expiration()

    with testing.Site(lambda: _button(start)) as site:
        user = site.visit()
        user.click("Go")
        user.drop()
        site.advance(50)
        assert len(site.sessions) == 1
        site.advance(60)
        assert len(site.sessions) == 0


def test_busy_that_is_first_asked_for_in_a_callback_is_true_there() -> None:
    seen: list[bool] = []

    with testing.Site(lambda: _button(lambda _: seen.append(pn.state.param.busy.owner.busy))) as site:
        user = site.visit()
        user.click("Go")
        assert seen == [True]
        assert user.session.activity.busy is False


def test_a_thread_may_leave_the_session_idle() -> None:
    gate = Gate()

    with testing.Site(lambda: _button(lambda _: pn.state.execute(gate.wait, "thread", busy=False))) as site:
        user = site.visit()
        user.click("Go", wait=False)
        site.wait_for(lambda: gate.reached.is_set() and user.session.turns.idle)
        busy = user.session.busy
        gate.opened.set()
        assert not busy


def test_a_coroutine_that_would_wait_for_the_lock_on_the_loop_is_told_so() -> None:
    raised: list[Exception] = []

    @pn.io.with_lock
    async def slow(_: object) -> None:
        await asyncio.sleep(1)

    @pn.io.with_lock
    def step() -> None:
        raise AssertionError("the lock is held by another callback")

    async def quick(_: object) -> None:
        try:
            step()
        except CallbackError as error:
            raised.append(error)

    def app() -> Viewable:
        buttons = {name: pn.widgets.Button(name=name) for name in ("Slow", "Quick")}
        buttons["Slow"].on_click(slow)
        buttons["Quick"].on_click(quick)
        return pn.Row(*buttons.values())

    with testing.Site(app) as site:
        user = site.visit()
        user.click("Slow")
        user.click("Quick")
        assert "coroutine function" in str(raised[0])


# -- periodic callbacks -----------------------------------------------------------------------------


def test_a_lambda_that_gives_a_coroutine_does_not_overlap_with_itself() -> None:
    running: list[int] = [0]
    most: list[int] = [0]

    async def work() -> None:
        running[0] += 1
        most[0] = max(most[0], running[0])
        await asyncio.sleep(0.35)
        running[0] -= 1

    def app() -> Viewable:
        pn.state.add_periodic_callback(lambda: work(), 100)
        return _hello()

    with testing.Site(app) as site:
        site.visit()
        site.advance(2)
        assert most[0] == 1


def test_a_periodic_callback_ends_in_time_though_the_session_is_at_work() -> None:
    gate, runs = Gate(), []

    async def tick() -> None:
        runs.append(True)

    def app() -> Viewable:
        pn.state.add_periodic_callback(tick, 100, timeout=300)
        return _button(lambda _: gate.wait())

    with testing.Site(app) as site:
        user = site.visit()
        user.click("Go", wait=False)
        site.wait_for(gate.reached.is_set)
        site.advance(2, wait=False)
        gate.opened.set()
        assert len(runs) == 3


def test_what_watches_an_asynchronous_periodic_callback_does_not_run_on_the_loop() -> None:
    threads: list[int] = []
    callbacks: list[PeriodicCallback] = []

    async def tick() -> None: ...

    def app() -> Viewable:
        callbacks.append(pn.state.add_periodic_callback(tick, 100, count=3))
        callbacks[0].param.watch(lambda _: threads.append(threading.get_ident()), ["counter", "running"])
        return _hello()

    with testing.Site(app) as site:
        site.visit()
        site.advance(1)
        assert callbacks[0].counter == 3
        assert not callbacks[0].running
        assert len(threads) == 4
        assert threading.get_ident() not in threads


# -- scheduled tasks --------------------------------------------------------------------------------


def test_a_paused_task_leaves_out_the_runs_that_were_queued() -> None:
    runs: list[bool] = []

    async def work() -> None:
        runs.append(True)
        await asyncio.sleep(10)

    with testing.Site(_hello) as site:
        task = pn.state.schedule_task("work", work, period="1s", overlap="queue")
        site.advance(5)
        task.pause()
        site.advance(60)
        assert len(runs) == 1
        assert task.skipped == 5


async def _note_session() -> None:
    _seen.append(current_session())


_seen: list[object] = []


def test_a_task_that_a_visitor_plans_or_runs_knows_no_session_and_keeps_none() -> None:
    _seen.clear()

    def app() -> Viewable:
        task = pn.state.schedule_task("note", _note_session, period="1h")

        async def run(_: object) -> None:
            task.run_now()

        return _button(run)

    with testing.Site(app) as site:
        user = site.visit()
        user.click("Go")
        session = weakref.ref(user.session)
        user.leave()
        del user
        site.advance(7200)
        site.collect()
        assert len(_seen) >= 3
        assert set(_seen) == {None}
        assert session() is None


def test_a_task_may_be_run_from_any_thread() -> None:
    async def run_from_a_thread() -> None:
        loop = asyncio.get_running_loop()
        ran = asyncio.Event()

        async def work() -> None:
            ran.set()

        scheduler = Scheduler()
        scheduler.start(loop, LoopClock(loop), WorkerThreads(idle=0.1))
        task = scheduler.add("work", work, at=dt.datetime.now(dt.timezone.utc) + dt.timedelta(hours=1))
        await asyncio.to_thread(task.run_now)
        await ran.wait()
        await scheduler.stop()

    asyncio.run(run_from_a_thread(), debug=True)  # then asyncio refuses what is done on the wrong thread
