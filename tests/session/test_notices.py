"""What a page is told when code of the app's raises."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable
from lanai.wire import messages


def failing(message: str = "why", notification: str | None = None) -> Callable[[], Viewable]:
    """A page with a button whose callback raises."""

    def fail(_: object) -> None:
        raise ValueError(message)

    def app() -> Viewable:
        if notification is not None:
            pn.extension(error_notification=notification)
        button = pn.widgets.Button(name="Go")
        button.on_click(fail)
        return button

    return app


def told(user: testing.User) -> list[tuple[str, str, int]]:
    """Code, last line and count of each message."""
    return [
        (error.code, error.message.rstrip().split("\n")[-1], error.count) for error in user.browser.errors
    ]


def test_for_development_the_page_is_told_the_traceback() -> None:
    with testing.Site(failing(), dev=True) as site:
        user = site.visit()
        user.click("Go")
        [error] = user.browser.errors
        assert error.code == "app-error"
        assert error.message.startswith("Traceback (most recent call last):\n")
        assert "in fail\n" in error.message
        assert error.message.endswith("ValueError: why\n")


def test_otherwise_it_is_told_nothing() -> None:
    with testing.Site(failing()) as site:
        user = site.visit()
        user.click("Go")
        assert user.browser.errors == []


def test_otherwise_it_is_told_the_apps_own_sentence_and_nothing_else() -> None:
    with testing.Site(failing("secret", notification="Something went wrong.")) as site:
        user = site.visit()
        user.click("Go")
        assert user.browser.errors == [messages.Error(code="app-notice", message="Something went wrong.")]


def test_for_development_the_traceback_comes_instead_of_the_sentence() -> None:
    with testing.Site(failing(notification="Sorry."), dev=True) as site:
        user = site.visit()
        user.click("Go")
        assert [error.code for error in user.browser.errors] == ["app-error"]


def test_the_process_may_set_the_sentence_for_all_and_a_session_take_it_back() -> None:
    def quiet() -> Viewable:
        pn.config.error_notification = None
        return failing()()

    with testing.Site({"loud": failing(), "quiet": quiet}) as site:
        pn.config.error_notification = "Sorry."
        for path, count in [("/loud", 1), ("/quiet", 0)]:
            user = site.visit(path)
            user.click("Go")
            assert len(user.browser.errors) == count


def test_a_failure_that_repeats_is_told_at_a_pace_and_counted() -> None:
    with testing.Site(failing(), dev=True) as site:
        user = site.visit()
        for _ in range(6):
            user.click("Go")
        assert told(user) == [("app-error", "ValueError: why", 1)]
        site.advance(0.1)
        assert told(user)[1:] == [("app-error", "ValueError: why", 5)]
        site.advance(10)
        assert len(user.browser.errors) == 2
        user.click("Go")
        assert len(user.browser.errors) == 3


def test_what_happens_while_nobody_is_connected_waits_and_the_oldest_is_forgotten() -> None:
    def app() -> Viewable:
        text = pn.widgets.StaticText(value="0")

        def tick() -> None:
            text.value = str(int(text.value) + 1)
            raise ValueError(text.value)

        pn.state.add_periodic_callback(tick, period=1000)
        return text

    with testing.Site(app, dev=True, unused_lifetime=1000) as site:
        user = site.visit()
        site.drop(user)
        site.advance(30)
        assert user.browser.errors == []
        site.reconnect(user)
        site.settle()
        assert told(user) == [("app-error", f"ValueError: {number}", 1) for number in range(11, 31)]


def test_what_fails_while_the_page_is_built_is_told_once_it_is_there() -> None:
    def app() -> Viewable:
        text = pn.widgets.StaticText(value="a")

        def fail() -> None:
            raise ValueError("early")

        pn.state.execute(fail, schedule=True)
        return text

    with testing.Site(app, dev=True) as site:
        assert told(site.visit()) == [("app-error", "ValueError: early", 1)]


def test_nothing_is_left_of_a_session_that_ended_between_two_tellings() -> None:
    with testing.Site(failing(), dev=True) as site:
        user = site.visit()
        user.click("Go")
        user.click("Go")
        site.drop(user)
        site.expire(user)
        assert len(site.sessions) == 0
        assert len(user.browser.errors) == 1


def test_a_very_long_message_loses_its_middle() -> None:
    with testing.Site(failing("x" * 1_000_000 + " the end"), dev=True) as site:
        user = site.visit()
        user.click("Go")
        [error] = user.browser.errors
        assert len(error.message) < 21_000
        assert error.message.startswith("Traceback")
        assert error.message.endswith("the end\n")
        assert "characters are left out here" in error.message


def test_the_setting_is_a_text() -> None:
    with testing.Site(failing()) as site:
        site.visit()
        with pytest.raises(ValueError, match="error_notification"):
            pn.config.error_notification = 5
