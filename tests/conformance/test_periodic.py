"""The code blocks of the guide "Periodically Run Callbacks", unchanged but for the import line, in a real browser."""

from __future__ import annotations

import itertools
import pathlib
import time

import pytest
from playwright.sync_api import Page, expect

from tests.support.bokehjs import data, wait_for_plot
from tests.support.servers import Run

DOCUMENTS = pathlib.Path(__file__).parent / "documents"

pytestmark = pytest.mark.browser

_COUNT_CHANGES = """([milliseconds]) => new Promise(resolve => {
  const view = [...window.Bokeh.index.query(view => view.model.renderers)][0];
  const source = view.model.renderers[0].data_source;
  const times = [];
  const note = () => times.push(performance.now());
  source.properties.data.change.connect(note);
  setTimeout(() => { source.properties.data.change.disconnect(note); resolve(times); }, milliseconds);
})"""


def _changes(page: Page, milliseconds: int) -> list[float]:
    """When (ms) the plot's data changed within the next `milliseconds`."""
    times: list[float] = page.evaluate(_COUNT_CHANGES, [milliseconds])
    return times


def _follow_the_guide(page: Page, url: str) -> None:
    begun = time.monotonic()
    page.goto(url)
    wait_for_plot(page)
    toggle = page.get_by_role("button", name="Toggle callback")
    expect(toggle).to_have_attribute("aria-pressed", "true")

    times = _changes(page, 1500)
    assert 5 <= len(times) <= 9
    gaps = sorted(later - earlier for earlier, later in itertools.pairwise(times))
    assert 120 <= gaps[len(gaps) // 2] <= 280
    assert max(data(page)[0]["y"]) > 10

    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "false")
    page.wait_for_timeout(300)
    assert _changes(page, 600) == []

    toggle.click()
    resumed = time.monotonic()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    assert len(_changes(page, 1000)) >= 3
    expect(toggle).to_have_attribute("aria-pressed", "false", timeout=8000)
    assert 4.5 <= time.monotonic() - resumed <= 6.5
    assert resumed - begun < 8
    assert _changes(page, 600) == []


def test_the_blocks_as_one_document(page: Page, run: Run) -> None:
    program = run("-m", "lanai", "serve", str(DOCUMENTS / "periodic.md"), "--port", "0")
    _follow_the_guide(page, f"{program.url}/periodic")
    assert "Traceback" not in program.output


def test_the_block_that_serves_a_function(page: Page, run: Run) -> None:
    program = run(str(DOCUMENTS / "periodic_serve.py"))
    _follow_the_guide(page, program.url)
    assert "Traceback" not in program.output
