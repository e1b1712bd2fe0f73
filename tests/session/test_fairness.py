"""Law 3: user code never blocks the event loop. Law 2: one context variable says whose turn it is."""

from __future__ import annotations

import asyncio
import threading

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable


def test_a_callback_that_blocks_shows_its_changes_and_delays_nobody() -> None:
    started, go_on = threading.Event(), threading.Event()

    def app() -> Viewable:
        slow, quick = pn.widgets.Button(name="Slow"), pn.widgets.Button(name="Quick")
        text = pn.widgets.StaticText(value="idle")

        def work(_: object) -> None:
            text.value = "working"
            started.set()
            go_on.wait(10)
            text.value = "done"

        slow.on_click(work)
        quick.on_click(lambda _: text.param.update(value="quick"))
        return pn.Column(slow, quick, text)

    with testing.Site(app) as site:
        one, two = site.visit(), site.visit()
        one.click("Slow", wait=False)
        site.wait_for(started.is_set)
        site.advance(0.02, wait=False)
        assert one.sees("working")

        two.click("Quick", wait=False)
        site.wait_for(lambda: two.sees("quick"))
        three = site.visit(wait=False)
        assert three.sees("idle")
        assert one.sees("working")

        go_on.set()
        site.settle()
        assert one.sees("done")


def test_callbacks_of_one_session_run_in_order_and_one_at_a_time() -> None:
    order: list[str] = []
    inside = threading.Lock()

    def app() -> Viewable:
        buttons = [pn.widgets.Button(name=str(number)) for number in range(5)]

        def note(name: str) -> None:
            assert inside.acquire(blocking=False)
            order.append(name)
            inside.release()

        for button in buttons:
            button.on_click(lambda event: note(event.obj.name))
        return pn.Row(*buttons)

    with testing.Site(app) as site:
        user = site.visit()
        for name in "0123443210":
            user.click(name, wait=False)
        site.settle()
    assert order == list("0123443210")


def test_state_is_the_sessions_own_on_threads_and_in_nested_tasks() -> None:
    seen: dict[str, list[bytes]] = {}

    def look(where: str) -> None:
        seen[where] = pn.state.session_args["who"]

    def app() -> Viewable:
        look("building")
        sync, later = pn.widgets.Button(name="sync"), pn.widgets.Button(name="async")
        sync.on_click(lambda _: look("callback"))

        async def nested() -> None:
            await asyncio.sleep(1)
            look("nested task")

        async def run(_: object) -> None:
            look("coroutine")
            await asyncio.gather(nested(), asyncio.to_thread(look, "thread of a coroutine"))

        later.on_click(run)
        return pn.Row(sync, later)

    with testing.Site(app) as site:
        other = site.visit("/?who=other")
        user = site.visit("/?who=me")
        user.click("sync")
        user.click("async", wait=False)
        site.wait_for(lambda: "thread of a coroutine" in seen)
        other.click("sync")
        assert seen.pop("callback") == [b"other"]
        site.advance(1)
    assert seen == {
        where: [b"me"] for where in ("building", "coroutine", "thread of a coroutine", "nested task")
    }


def test_a_parameter_may_be_set_from_any_thread() -> None:
    text = pn.widgets.StaticText(value="before")
    with testing.Site(text) as site:
        user = site.visit()
        threads = [threading.Thread(target=lambda: text.param.update(value="after")) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        site.advance(0.02)  # what another thread has changed is sent within 10 ms
        assert user.sees("after")


def test_an_exception_in_a_callback_is_logged_with_the_session_and_the_page_lives(caplog: object) -> None:
    def app() -> Viewable:
        bad, good = pn.widgets.Button(name="Bad"), pn.widgets.Button(name="Good")
        text = pn.widgets.StaticText()

        def fail(_: object) -> None:
            raise ZeroDivisionError("oh")

        bad.on_click(fail)
        good.on_click(lambda _: text.param.update(value="still here"))
        return pn.Row(bad, good, text)

    with testing.Site(app) as site:
        user = site.visit()
        user.click("Bad")
        user.click("Good")
        assert user.sees("still here")
        assert f"session {user.session.id} of /" in caplog.text  # type: ignore[attr-defined]
        assert "ZeroDivisionError: oh" in caplog.text  # type: ignore[attr-defined]
