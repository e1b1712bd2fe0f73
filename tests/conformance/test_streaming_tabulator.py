"""The documents' streaming table, unchanged but for the import, with the controls that its page describes."""

from __future__ import annotations

import pathlib
import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.servers import Serve

pytestmark = pytest.mark.browser

SCRIPT = pathlib.Path(__file__).parent / "documents" / "streaming_tabulator.py"


def test_it_streams_and_its_controls_act_while_it_does(page: Page, serve: Serve) -> None:
    page.goto(serve(SCRIPT))
    rows = page.locator(".tabulator-row")
    expect(rows).to_have_count(15)  # the rollover
    first = rows.first.locator("[tabulator-field=index]")
    expect(first).not_to_have_text(re.compile("^[0-4]$"))

    rollover = page.get_by_role("spinbutton", name="Rollover")
    rollover.fill("5")
    rollover.press("Enter")
    expect(rows).to_have_count(5)

    page.get_by_role("button", name="Running").click()
    expect(page.get_by_role("button", name="Running")).to_have_attribute("aria-pressed", "false")
    page.wait_for_timeout(300)
    standing = first.inner_text()
    page.wait_for_timeout(500)
    assert first.inner_text() == standing

    period = page.get_by_role("spinbutton", name="Period")
    period.fill("50")
    period.press("Enter")
    page.get_by_role("button", name="Running").click()
    expect(first).not_to_have_text(standing)
