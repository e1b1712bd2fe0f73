"""The example apps, used as their visitors would."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.axe import grave_violations
from tests.support.servers import Serve

pytestmark = pytest.mark.browser

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def test_the_monitor_streams_until_it_is_paused(page: Page, serve: Serve) -> None:
    page.goto(serve(EXAMPLES / "monitor.py"))
    value = page.locator("lanai-trend").first
    first = value.inner_text()
    expect(value).not_to_have_text(first, use_inner_text=True)
    page.get_by_role("tab", name="Pivot").click()
    expect(page.locator("perspective-viewer")).to_be_visible()
    page.get_by_role("button", name="Running").click()
    page.get_by_role("tab", name="Table").click()
    expect(page.get_by_role("columnheader", name="temperature")).to_be_visible()
    assert grave_violations(page) == []


def test_the_explorer_takes_a_file_and_filters_its_rows(page: Page, serve: Serve) -> None:
    page.goto(serve(EXAMPLES / "explorer.py"))
    expect(page.get_by_role("columnheader", name="weight")).to_be_visible()
    file = b"city,people,area\nHilo,45,151\nKona,20,103\nLanai,3,364\n"
    page.get_by_label("A CSV file").set_input_files(
        {"name": "places.csv", "mimeType": "text/csv", "buffer": file}
    )
    expect(page.get_by_role("gridcell", name="Kona")).to_be_visible()
    expect(page.get_by_role("combobox", name="Up")).to_have_value("area")  # the file has been taken in
    search = page.get_by_role("textbox", name="Rows that contain")
    search.fill("lan")
    search.press("Enter")
    expect(page.get_by_role("gridcell", name="Lanai")).to_be_visible()
    expect(page.get_by_role("gridcell", name="Kona")).to_have_count(0)


def test_a_file_that_is_no_table_is_said_to_be_none(page: Page, serve: Serve) -> None:
    page.goto(serve(EXAMPLES / "explorer.py"))
    page.get_by_label("A CSV file").set_input_files(
        {"name": "words.csv", "mimeType": "text/csv", "buffer": b"only\nwords\n"}
    )
    expect(page.get_by_role("alert").filter(has_text="Two columns of numbers")).to_be_visible()
    expect(page.get_by_role("columnheader", name="weight")).to_be_visible()


def test_the_chat_answers_word_by_word(page: Page, serve: Serve) -> None:
    page.goto(serve(EXAMPLES / "chat.py"))
    prompt = page.get_by_role("textbox", name="Write a message")
    prompt.fill("What is a session?")
    prompt.press("Enter")
    expect(page.get_by_text("What is a session?", exact=True).first).to_be_visible()
    expect(prompt).to_have_value("")
    expect(page.get_by_text("You said")).to_be_visible()
    assert grave_violations(page) == []
