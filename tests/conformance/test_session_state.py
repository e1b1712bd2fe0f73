"""The code blocks of "Session State and Callbacks", mended only where the text lost words, in a real browser."""

from __future__ import annotations

import pathlib

import pytest
from playwright.sync_api import Page, expect

from tests.support.bokehjs import wait_for_plot
from tests.support.servers import Run

DOCUMENTS = pathlib.Path(__file__).parent / "documents"


@pytest.mark.browser
def test_the_blocks_as_one_document(page: Page, run: Run) -> None:
    program = run("-m", "lanai", "serve", str(DOCUMENTS / "session_state.md"), "--port", "0")
    page.goto(f"{program.url}/session_state?phase=7")
    expect(page.get_by_text("7", exact=True)).to_be_visible()

    late = page.get_by_role("combobox", name="Loaded later")
    expect(late).to_be_visible()
    expect(late).to_have_value("A")
    expect(page.get_by_role("combobox", name="Rendered on load")).to_have_value("A")

    expect(page.get_by_text("I’m idle")).to_be_visible()
    page.get_by_role("button", name="Click me!").click()
    expect(page.get_by_text("I’m busy")).to_be_visible()
    expect(page.get_by_text("I’m idle")).to_be_visible()

    wait_for_plot(page)
    toggle = page.get_by_role("button", name="Toggle callback")
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "false")
    assert "Traceback" not in program.output


@pytest.mark.browser
def test_a_model_is_changed_from_the_main_thread_of_a_threaded_server(page: Page, run: Run) -> None:
    program = run(str(DOCUMENTS / "threaded.py"))
    page.goto(program.url)
    wait_for_plot(page)
    page.wait_for_function(
        "() => { const view = [...Bokeh.index.query(view => view.model.renderers)][0];"
        " return view.model.y_range.start === 0 && view.model.y_range.end === 4; }"
    )
    assert "Traceback" not in program.output
