"""`onload`: what runs once the page is on the screen."""

from __future__ import annotations

import asyncio
import threading

import pytest

import lanai as pn
from lanai import testing


def test_callbacks_run_in_order_when_the_page_is_there_and_loaded_turns_true_after_them() -> None:
    ran: list[tuple[str, bool]] = []

    def app() -> str:
        async def second() -> None:
            await asyncio.sleep(1)
            ran.append(("second", pn.state.loaded))

        pn.state.onload(lambda: ran.append(("first", pn.state.loaded)))
        pn.state.onload(second)
        pn.state.onload(lambda: ran.append(("third", pn.state.loaded)))
        return "page"

    with testing.Site(app) as site:
        user = site.visit(connect=False)
        site.settle()
        assert ran == []
        user = site.visit()
        assert ran == [("first", False)]
        site.advance(1)
        assert ran == [("first", False), ("second", False), ("third", False)]
        assert user.session.loading.loaded


def test_a_callback_given_after_the_page_is_loaded_runs_at_once() -> None:
    def app() -> object:
        text, button = pn.widgets.StaticText(value="waiting"), pn.widgets.Button(name="Go")
        button.on_click(lambda _: pn.state.onload(lambda: text.param.update(value="ran")))
        return pn.Row(button, text)

    with testing.Site(app) as site:
        user = site.visit()
        user.click("Go")
        assert user.sees("ran")


def test_a_threaded_callback_runs_beside_the_others() -> None:
    go_on, other = threading.Event(), threading.Event()

    def app() -> str:
        pn.state.onload(lambda: go_on.wait(10), threaded=True)
        pn.state.onload(other.set)
        return "page"

    with testing.Site(app) as site:
        site.visit(wait=False)
        site.wait_for(other.is_set)
        go_on.set()


def test_one_that_fails_is_logged_and_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    ran: list[int] = []

    def fail() -> None:
        raise KeyError("options")

    def app() -> str:
        pn.state.onload(fail)
        pn.state.onload(lambda: ran.append(1))
        return "page"

    with testing.Site(app) as site:
        site.visit()
        assert ran == [1]
    assert "an onload callback failed" in caplog.text
    assert "KeyError: 'options'" in caplog.text
