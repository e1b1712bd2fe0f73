"""What a visitor sees of an exception in a callback: all of it while developing, else one sentence or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

import lanai as pn
from lanai.components.base import Viewable
from tests.support.servers import Serve

pytestmark = pytest.mark.browser


def page_with(*messages: str, **settings: object) -> Callable[[], Viewable]:
    """A button for each message, which raises it, and one that works."""

    def fail(message: str) -> None:
        raise ValueError(message)

    def app() -> Viewable:
        pn.extension(**settings)
        text, fine = pn.widgets.StaticText(value="0"), pn.widgets.Button(name="Fine")
        fine.on_click(lambda _: text.param.update(value=str(fine.clicks)))
        buttons = [pn.widgets.Button(name=message) for message in messages]
        for button in buttons:
            button.on_click(lambda event: fail(event.obj.name))
        return pn.Column(*buttons, fine, text)

    return app


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def overlay(page: Page) -> Locator:
    return page.get_by_role("alertdialog")


def scripts(page: Page) -> list[str]:
    """The names of the scripts that the page has loaded."""
    names: list[str] = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    return names


def test_while_developing_a_failure_is_shown_over_the_page_until_dismissed(page: Page, serve: Serve) -> None:
    page.goto(serve(page_with("<b>a</b> & b"), dev=True))
    assert not [name for name in scripts(page) if "overlay" in name]
    button(page, "<b>a</b> & b").click()
    expect(overlay(page)).to_be_visible()
    expect(overlay(page).get_by_role("heading")).to_have_text("ValueError")
    expect(overlay(page)).to_have_accessible_name("ValueError")
    expect(overlay(page)).to_have_accessible_description("<b>a</b> & b")
    traceback = overlay(page).locator("pre")
    expect(traceback).to_contain_text("in fail\n    raise ValueError(message)\nValueError: <b>a</b> & b")
    assert "mono" in traceback.evaluate("element => getComputedStyle(element).fontFamily")
    expect(overlay(page)).to_contain_text("1 error")
    expect(overlay(page).get_by_role("button", name="Dismiss")).to_be_focused()

    overlay(page).get_by_role("button", name="Dismiss").click()
    expect(overlay(page)).to_be_hidden()
    expect(button(page, "<b>a</b> & b")).to_be_focused()
    button(page, "Fine").click()
    expect(page.get_by_text("1", exact=True)).to_be_visible()


def test_escape_dismisses_it_and_what_was_seen_only_counts(page: Page, serve: Serve) -> None:
    page.goto(serve(page_with("one", "two"), dev=True))
    button(page, "one").click()
    expect(overlay(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(overlay(page)).to_be_hidden()

    button(page, "one").click()
    again = button(page, "2 errors")
    expect(again).to_be_visible()
    expect(overlay(page)).to_be_hidden()

    button(page, "two").click()
    expect(overlay(page)).to_have_accessible_description("two")
    expect(overlay(page)).to_contain_text("2 of 2")
    overlay(page).get_by_role("button", name="Earlier error").click()
    expect(overlay(page).get_by_role("heading")).to_have_text("ValueError 2 times")
    page.keyboard.press("Escape")
    button(page, "3 errors").click()
    expect(overlay(page)).to_be_visible()


def test_the_overlay_takes_the_theme_of_the_page(page: Page, serve: Serve) -> None:
    grounds = []
    for theme in ("light", "dark"):
        page.goto(serve(page_with("one", theme=theme), dev=True))
        button(page, "one").click()
        expect(overlay(page)).to_be_visible()
        ground = overlay(page).evaluate("element => getComputedStyle(element).backgroundColor")
        grounds.append(sum(map(int, re.findall(r"\d+", ground)[:3])))
    assert grounds[0] > 600
    assert grounds[1] < 200


def test_without_dev_nothing_is_shown_and_nothing_told(page: Page, serve: Serve) -> None:
    told: list[str] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda text: told.append(str(text))))
    page.goto(serve(page_with("a secret reason")))
    button(page, "a secret reason").click()
    button(page, "Fine").click()
    expect(page.get_by_text("1", exact=True)).to_be_visible()
    expect(overlay(page)).to_have_count(0)
    assert not [text for text in told if '"error"' in text or "Traceback" in text]


def test_the_apps_own_sentence_is_shown_for_a_while(page: Page, serve: Serve) -> None:
    told: list[str] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda text: told.append(str(text))))
    page.clock.install()
    page.goto(serve(page_with("one", error_notification="Something went wrong.")))
    button(page, "one").click()
    sentence = page.get_by_role("alert").get_by_text("Something went wrong.")
    expect(sentence).to_be_visible()
    expect(overlay(page)).to_have_count(0)
    assert not [text for text in told if "Traceback" in text or "ValueError" in text]
    button(page, "Fine").click()
    expect(page.get_by_text("1", exact=True)).to_be_visible()
    page.clock.fast_forward(5000)
    expect(sentence).to_have_count(0)


def test_the_sentence_can_be_closed_and_stays_while_it_is_read(page: Page, serve: Serve) -> None:
    page.clock.install()
    page.goto(serve(page_with("one", error_notification="Something went wrong.")))
    button(page, "one").click()
    sentence = page.get_by_role("alert").get_by_text("Something went wrong.")
    sentence.hover()
    page.clock.fast_forward(60_000)
    expect(sentence).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(sentence).to_have_count(0)
