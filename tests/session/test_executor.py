"""`asyncio.to_thread` in a session: within its bounds, and with an end whatever becomes of the call."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

import lanai as pn
from lanai import testing
from lanai.callbacks.executor import SessionExecutor
from lanai.callbacks.turns import MOST_BESIDE
from lanai.errors import BuildError
from tests.support.raising import ALL


def test_an_app_whose_thread_finds_nothing_is_answered() -> None:
    async def app() -> Any:
        return await asyncio.to_thread(next, iter([]))

    with testing.Site(app) as site, pytest.raises(BuildError):
        site.visit()


@pytest.mark.parametrize("name", ALL)
def test_whatever_the_call_raises_who_waits_is_told(name: str) -> None:
    def call() -> None:
        error = ALL[name]()
        raise error

    button = pn.widgets.Button(name="Go")

    async def act(event: Any) -> None:
        await asyncio.to_thread(call)

    button.on_click(act)
    with testing.Site(lambda: button) as site, site.expect_errors(BaseException):
        user = site.visit()
        user.click("Go")
        assert not user.busy
        user.leave()
        assert user.session.ended


def test_a_session_takes_no_more_threads_than_may_run_beside_its_callbacks() -> None:
    begun, go = threading.Semaphore(0), threading.Event()
    done: list[None] = []

    def call() -> None:
        begun.release()
        go.wait(20)

    button = pn.widgets.Button(name="Go")

    async def act(event: Any) -> None:
        done.extend(await asyncio.gather(*(asyncio.to_thread(call) for _ in range(MOST_BESIDE + 8))))

    button.on_click(act)
    with testing.Site(lambda: button) as site:
        user = site.visit()
        user.click("Go", wait=False)
        for _ in range(MOST_BESIDE):
            site.wait_for(lambda: begun.acquire(blocking=False))
        assert not begun.acquire(timeout=0.1), "more than the session may take"
        go.set()
        site.settle()
        assert len(done) == MOST_BESIDE + 8


def test_what_belongs_to_no_session_has_the_threads_that_it_had() -> None:
    executor = SessionExecutor()
    assert executor.submit(threading.current_thread).result(10).name.startswith("asyncio")
    executor.shutdown()


def test_who_waits_for_a_call_that_is_dropped_is_told() -> None:
    button = pn.widgets.Button(name="Go")
    went: list[BaseException] = []

    async def act(event: Any) -> None:
        pn.state.session().turns.close()
        try:
            await asyncio.wait_for(asyncio.to_thread(print), 5)
        except BaseException as error:
            went.append(error)
            raise

    button.on_click(act)
    with testing.Site(lambda: button) as site:
        site.visit().click("Go")
        assert [type(error) for error in went] == [asyncio.CancelledError]
