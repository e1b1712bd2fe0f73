"""A chat in Chromium: writing, sending, following the answer, stopping it, taking it back."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from tests.support.axe import grave_violations
from tests.support.servers import Serve

pytestmark = pytest.mark.browser

STEPS = 80


async def answer(contents: str) -> Any:
    if contents == "fail":
        raise ValueError("no such thing")
    count = STEPS if contents == "long" else 3
    said = ""
    for number in range(count):
        said += f"Paragraph **{number}** of {count}.\n\n"
        yield said
        await asyncio.sleep(0.02)
    while contents == "endless":
        await asyncio.sleep(0.05)


def chat(**params: Any) -> Any:
    given = {"callback": answer, "height": 480, "sizing_mode": "stretch_width", "placeholder_threshold": 0.1}
    return pn.chat.ChatInterface(**{**given, **params})


def messages(page: Page) -> Any:
    return page.get_by_role("article")


def test_a_question_is_written_sent_and_answered(page: Page, serve: Serve) -> None:
    page.goto(serve(chat))
    field = page.get_by_role("textbox", name="Write a message")
    field.click()
    page.keyboard.type("One")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Two")
    expect(field).to_have_value("One\nTwo")
    page.keyboard.press("Enter")
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    own, answered = messages(page).nth(0), messages(page).nth(1)
    expect(own).to_have_attribute("data-own", "")
    expect(own.locator("br")).to_have_count(1)
    expect(answered.locator("lanai-prose > p")).to_have_count(3)
    expect(answered.locator("strong").last).to_have_text("2")
    expect(answered.locator(".activity-dot")).to_be_hidden()
    expect(page.get_by_role("log")).to_have_accessible_name("Messages")
    expect(answered).to_have_accessible_name(re.compile(r"Assistant, \d\d:\d\d"))
    assert grave_violations(page) == []


def test_the_end_of_a_long_answer_is_seen_unless_the_visitor_reads_above(page: Page, serve: Serve) -> None:
    page.goto(serve(chat))
    field = page.get_by_role("textbox", name="Write a message")
    field.fill("long")
    field.press("Enter")
    last = page.get_by_text(f"Paragraph {STEPS - 1} of {STEPS}.")
    expect(last).to_be_in_viewport()
    field.fill("long")
    field.press("Enter")
    expect(messages(page)).to_have_count(4)
    page.get_by_role("log").evaluate("log => log.scrollTop = 0")
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    expect(messages(page).nth(0)).to_be_in_viewport()
    page.get_by_role("button", name="Scroll to the end").click()
    expect(last.last).to_be_in_viewport()


def test_stop_undo_rerun_and_clear(page: Page, serve: Serve) -> None:
    page.goto(serve(chat))
    field = page.get_by_role("textbox", name="Write a message")
    field.fill("endless")
    field.press("Enter")
    expect(page.get_by_text("Paragraph 2 of 3.")).to_be_visible()
    field.fill("meanwhile")
    field.press("Enter")
    expect(field).to_have_value("meanwhile")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    page.get_by_role("button", name="Rerun").click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(messages(page)).to_have_count(2)
    page.get_by_role("button", name="Send").click()
    expect(messages(page)).to_have_count(4)
    expect(field).to_have_value("")
    page.get_by_role("button", name="Undo").click()
    expect(messages(page)).to_have_count(2)
    page.get_by_role("button", name="Clear").click()
    expect(messages(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_an_error_is_told(page: Page, serve: Serve) -> None:
    page.goto(serve(lambda: chat(callback_exception="ignore")))
    field = page.get_by_role("textbox", name="Write a message")
    field.fill("fail")
    field.press("Enter")
    expect(messages(page)).to_have_count(1)
    expect(page.get_by_role("button", name="Send")).to_be_visible()


def test_what_can_be_done_with_a_message_is_reached_by_key(page: Page, serve: Serve) -> None:
    def app() -> Any:
        feed = chat(
            edit_callback=lambda contents, index, instance: instance.send(
                f"Edited: {contents}", respond=False
            )
        )
        feed.send("Hello", respond=False)
        return feed

    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(serve(app))
    page.get_by_role("button", name="favorite").press("Enter")
    expect(page.get_by_role("button", name="favorite")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Copy").press("Enter")
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "Hello"
    page.get_by_role("button", name="Edit").press("Enter")
    editor = page.get_by_role("textbox", name="Edit the message")
    expect(editor).to_be_focused()
    editor.fill("Good day")
    editor.press("Control+Enter")
    expect(page.get_by_text("Edited: Good day")).to_be_visible()
    assert grave_violations(page) == []


def test_a_chat_without_a_height_keeps_its_field_in_sight(page: Page, serve: Serve) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(serve(lambda: chat(height=None)))
    field = page.get_by_role("textbox", name="Write a message")
    field.fill("long")
    field.press("Enter")
    expect(page.get_by_text(f"Paragraph {STEPS - 1} of {STEPS}.")).to_be_in_viewport()
    expect(field).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
