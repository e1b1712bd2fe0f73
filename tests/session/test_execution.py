"""Where things run: `execute`, threads of one's own, locks, `hold`, more threads for one session."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections.abc import Callable

import pytest

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable
from lanai.errors import CallbackError, NoRunningLoop, NoSession


def _page_with(callback: Callable[[], object]) -> Callable[[], Viewable]:
    def app() -> Viewable:
        button = pn.widgets.Button(name="Go")
        button.on_click(lambda _: callback())
        return button

    return app


def test_auto_runs_at_once_within_a_callback_and_true_after_it() -> None:
    order: list[str] = []

    def callback() -> None:
        pn.state.execute(lambda: order.append("later"), schedule=True)
        pn.state.execute(lambda: order.append("at once"))
        pn.state.execute(lambda: order.append("here"), schedule=False)
        order.append("callback")

    with testing.Site(_page_with(callback)) as site:
        site.visit().click("Go")
    assert order == ["at once", "here", "callback", "later"]


def test_a_coroutine_function_runs_on_the_loop_from_a_synchronous_callback() -> None:
    seen: list[object] = []

    async def work() -> None:
        await asyncio.sleep(1)
        seen.append(pn.state.session_args["who"])

    with testing.Site(_page_with(lambda: pn.state.execute(work))) as site:
        site.visit("/?who=me").click("Go")
        site.advance(1)
    assert seen == [[b"me"]]


def test_a_coroutine_that_a_function_gives_runs_on_the_loop_too() -> None:
    seen: list[str] = []

    async def work() -> None:
        await asyncio.sleep(1)
        seen.append("ran")

    with testing.Site(_page_with(lambda: pn.state.execute(lambda: work()))) as site:
        site.visit().click("Go")
        site.advance(1)
    assert seen == ["ran"]


def test_a_coroutine_that_fails_outside_a_session_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    async def fail() -> None:
        raise ValueError("nobody sees this")

    async def main() -> None:
        pn.state.execute(fail)
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    asyncio.run(main())
    assert "ValueError: nobody sees this" in caplog.text


def test_thread_runs_beside_a_callback_that_blocks() -> None:
    go_on, ran = threading.Event(), threading.Event()

    def callback() -> None:
        pn.state.execute(ran.set, schedule="thread")
        go_on.wait(10)

    with testing.Site(_page_with(callback)) as site:
        site.visit().click("Go", wait=False)
        site.wait_for(ran.is_set)
        go_on.set()
        site.settle()


@pytest.mark.parametrize("how", ["copied context", "session handed over"])
def test_a_thread_of_the_apps_own_keeps_its_session(how: str) -> None:
    threads: list[threading.Thread] = []

    def app() -> Viewable:
        text = pn.widgets.StaticText(value="waiting")

        def work() -> None:
            pn.state.execute(
                lambda: text.param.update(value=f"hello {pn.state.session_args['who'][0].decode()}")
            )

        session = pn.state.session()

        def work_in_session() -> None:
            with session.entered():
                work()

        target = partial_run(contextvars.copy_context(), work) if how == "copied context" else work_in_session
        threads.append(threading.Thread(target=target))
        return text

    with testing.Site(app) as site:
        user = site.visit("/?who=Ada")
        threads[0].start()
        threads[0].join()
        site.settle()
        assert user.sees("hello Ada")


def partial_run(context: contextvars.Context, work: Callable[[], None]) -> Callable[[], None]:
    return lambda: context.run(work)


def test_outside_a_session_a_function_is_called_and_a_coroutine_needs_a_loop() -> None:
    called: list[int] = []

    async def work() -> None:
        called.append(2)

    pn.state.execute(lambda: called.append(1))
    assert called == [1]
    with pytest.raises(NoRunningLoop, match="asyncio"):
        pn.state.execute(work)
    with pytest.raises(CallbackError, match="schedule"):
        pn.state.execute(lambda: None, schedule="sometime")  # type: ignore[arg-type]
    with pytest.raises(NoSession):
        pn.state.session()

    async def main() -> None:
        pn.state.execute(work)
        await asyncio.sleep(0)

    asyncio.run(main())
    assert called == [1, 2]


# -- locks ------------------------------------------------------------------------------------------


class Steps:
    """Two-step work that must not be torn apart, by threads and coroutines of one session."""

    def __init__(self) -> None:
        self.inside = 0
        self.most = 0
        self.done = 0

    def enter(self) -> None:
        self.inside += 1
        self.most = max(self.most, self.inside)

    def leave(self) -> None:
        self.inside -= 1
        self.done += 1


def test_with_lock_lets_one_callback_in_at_a_time_threads_and_coroutines_alike() -> None:
    steps = Steps()

    def app() -> Viewable:
        sync, later = pn.widgets.Button(name="sync"), pn.widgets.Button(name="async")

        @pn.io.with_lock
        def on_thread(_: object) -> None:
            steps.enter()
            steps.leave()

        @pn.io.with_lock
        async def on_loop(_: object) -> None:
            steps.enter()
            await asyncio.sleep(1)
            steps.leave()

        sync.on_click(on_thread)
        later.on_click(on_loop)
        return pn.Row(sync, later)

    with testing.Site(app) as site:
        user = site.visit()
        user.click("async", wait=False)
        user.click("async", wait=False)
        user.click("sync", wait=False)
        site.advance(1, wait=False)
        site.advance(1, wait=False)
        site.settle()
        assert steps.done == 3
        assert steps.most == 1
        assert not user.session.lock.held


def test_the_lock_is_released_by_an_exception_and_by_a_cancellation_and_may_be_taken_twice() -> None:
    done: list[str] = []

    def app() -> Viewable:
        buttons = {name: pn.widgets.Button(name=name) for name in ("fail", "stuck", "nested")}

        @pn.io.with_lock
        def fail(_: object) -> None:
            raise ValueError("fail")

        @pn.io.with_lock
        async def stuck(_: object) -> None:
            await asyncio.sleep(1000)

        @pn.io.with_lock
        def inner() -> None:
            done.append("nested")

        @pn.io.with_lock
        def nested(_: object) -> None:
            inner()

        for name, callback in (("fail", fail), ("stuck", stuck), ("nested", nested)):
            buttons[name].on_click(callback)
        return pn.Row(*buttons.values())

    with testing.Site(app) as site:
        user = site.visit()
        user.click("fail")
        user.click("nested")
        assert done == ["nested"]
        user.click("stuck")
        assert user.session.lock.held
        lock = user.session.lock
        user.leave()
        assert not lock.held


def test_hold_gathers_changes_into_one_frame_and_unlocked_sends_at_once() -> None:
    started, go_on = threading.Event(), threading.Event()

    def app() -> Viewable:
        held, sent = pn.widgets.Button(name="Hold"), pn.widgets.Button(name="Send")
        text = pn.widgets.StaticText(value="start")

        @pn.io.hold()
        def hold(_: object) -> None:
            text.value = "half"
            started.set()
            go_on.wait(10)
            text.value = "whole"

        def send(_: object) -> None:
            with pn.io.unlocked():
                text.value = "sent"
            started.set()
            go_on.wait(10)

        held.on_click(hold)
        sent.on_click(send)
        return pn.Row(held, sent, text)

    with testing.Site(app) as site:
        user = site.visit()
        user.click("Hold", wait=False)
        site.wait_for(started.is_set)
        site.advance(1, wait=False)
        assert user.sees("start")
        go_on.set()
        site.settle()
        assert user.sees("whole")

        started.clear()
        go_on.clear()
        user.click("Send", wait=False)
        site.wait_for(started.is_set)
        site.turn()
        assert user.sees("sent")
        go_on.set()
        site.settle()


def test_nthreads_lets_synchronous_callbacks_of_one_session_run_side_by_side() -> None:
    together = threading.Barrier(3, timeout=10)

    def app() -> Viewable:
        pn.config.nthreads = 3
        buttons = [pn.widgets.Button(name=f"Go {number}") for number in range(3)]
        for button in buttons:  # one for each: Param itself holds changes of one object back while others run
            button.on_click(lambda _: together.wait())
        return pn.Row(*buttons)

    with testing.Site(app) as site:
        user = site.visit()
        for number in range(3):
            user.click(f"Go {number}", wait=False)
        site.settle()
        assert not together.broken


# -- long work --------------------------------------------------------------------------------------


def _long_work(work: Callable[..., object], *arguments: object) -> Callable[[], Viewable]:
    def app() -> Viewable:
        start, stop = pn.widgets.Button(name="Start"), pn.widgets.Button(name="Stop")
        text = pn.widgets.StaticText(value="nothing yet")

        def show(task: pn.io.Task) -> None:
            text.value = f"{task.status}, {task.percent} %, {task.message}, {task.result}"

        def begin(_: object) -> None:
            task = pn.state.submit(work, *arguments)
            task.param.watch(lambda *_: show(task), ["status", "percent", "message", "result"])
            stop.on_click(lambda _: task.cancel())
            show(task)

        start.on_click(begin)
        return pn.Row(start, stop, text)

    return app


def test_a_visitor_follows_long_work_and_it_goes_on_while_the_network_is_away() -> None:
    steps = threading.Semaphore(0)

    def work(count: int) -> str:
        for _ in pn.state.task.track(range(count), "reading"):  # type: ignore[union-attr]
            assert steps.acquire(timeout=10)
        return "all read"

    with testing.Site(_long_work(work, 4)) as site:
        user = site.visit()
        user.click("Start", wait=False)
        steps.release()
        site.wait_for(lambda: user.sees("running, 25 %, reading"))
        user.browser.detach()
        user.session.disconnect(site._lines[id(user)])
        site.advance(600, wait=False)
        steps.release(3)
        site.settle()
        user.reconnect()
        site.settle()
        assert user.sees("done, 100 %, reading, all read")
        user.leave()
        assert len(site.sessions) == 0


def test_a_visitor_stops_long_work() -> None:
    steps = threading.Semaphore(0)

    def work() -> None:
        while True:
            pn.state.task.report(message="working")  # type: ignore[union-attr]
            assert steps.acquire(timeout=10)

    with testing.Site(_long_work(work)) as site:
        user = site.visit()
        user.click("Start", wait=False)
        site.wait_for(lambda: user.sees("working"))
        user.click("Stop", wait=False)
        site.wait_for(lambda: user.session.turns.idle)
        steps.release()
        site.settle()
        assert user.sees("cancelled")


def test_asynchronous_work_is_stopped_where_it_waits() -> None:
    async def work() -> None:
        await asyncio.sleep(1000)

    with testing.Site(_long_work(work)) as site:
        user = site.visit()
        user.click("Start")
        assert user.sees("running")
        user.click("Stop")
        assert user.sees("cancelled")


def test_work_that_fails_says_so_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    def work() -> None:
        raise OSError("disk full")

    with testing.Site(_long_work(work)) as site:
        user = site.visit()
        user.click("Start")
        assert user.sees("failed")
    assert "the task 'work' failed" in caplog.text
    assert "OSError: disk full" in caplog.text


def test_a_task_needs_a_session() -> None:
    with pytest.raises(NoSession, match="schedule_task"):
        pn.state.submit(print)
    assert pn.state.task is None


# -- errors -----------------------------------------------------------------------------------------


def test_the_exception_handler_is_told_and_its_own_failure_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    told: list[BaseException] = []

    def handler(error: BaseException) -> None:
        told.append(error)
        raise RuntimeError("the handler fails too")

    def fail() -> None:
        raise ValueError("bad day")

    def app() -> Viewable:
        pn.extension(exception_handler=handler)
        return _page_with(fail)()

    with testing.Site(app) as site:
        site.visit().click("Go")
    assert [str(error) for error in told] == ["bad day"]
    assert "ValueError: bad day" in caplog.text
    assert "the handler fails too" in caplog.text
