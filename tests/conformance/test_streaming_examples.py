"""The streaming examples of the index, as Panel scripts in which the import alone is changed, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.bokehjs import data, wait_for_plot
from tests.support.servers import Serve

DOCUMENTS = Path(__file__).parent / "documents"

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

Open = Callable[[str], None]

_COUNT_CHANGES = """([selector, milliseconds]) => new Promise(resolve => {
  let count = 0;
  const observer = new MutationObserver(() => count++);
  observer.observe(document.querySelector(selector), {subtree: true, attributes: true, childList: true,
    characterData: true});
  setTimeout(() => { observer.disconnect(); resolve(count); }, milliseconds);
})"""

_ROWS = """async () => (await (await document.querySelector("perspective-viewer").getTable()).size())"""


@pytest.fixture
def opened(page: Page, serve: Serve, tmp_path: Path) -> Open:
    """Open one of the documents."""

    def go(name: str) -> None:
        script = (DOCUMENTS / name).read_text("utf-8")
        assert script.count("import panel as pn") == 1
        app = tmp_path / name
        app.write_text(script.replace("import panel as pn", "import lanai as pn"), "utf-8")
        page.goto(serve(app))

    return go


def enter(page: Page, name: str, value: int) -> None:
    """Type a number into a field, as a visitor does."""
    field = page.get_by_role("spinbutton", name=name)
    field.fill(str(value))
    field.press("Enter")


def gained(page: Page, count: Callable[[], int], milliseconds: int = 1000) -> int:
    """By how much `count` grows within that time."""
    before = count()
    page.wait_for_timeout(milliseconds)
    return count() - before


def changes(page: Page, selector: str, milliseconds: int) -> int:
    """How often what is in an element changes within that time."""
    found: int = page.evaluate(_COUNT_CHANGES, [selector, milliseconds])
    return found


def stop_and_go(page: Page, still: Callable[[], bool]) -> None:
    """The toggle stops what goes on, and lets it go on."""
    running = page.get_by_role("button", name="Running")
    expect(running).to_have_attribute("aria-pressed", "true")
    running.click()
    expect(running).to_have_attribute("aria-pressed", "false")
    page.wait_for_timeout(300)
    assert still()
    running.click()
    expect(running).to_have_attribute("aria-pressed", "true")
    assert not still()


def test_bokeh(page: Page, opened: Open) -> None:
    opened("streaming_bokeh.py")
    wait_for_plot(page)

    def points() -> int:
        return len(data(page)[0]["x"])

    assert points() >= 1000
    assert 5 <= gained(page, points) <= 14  # every 100 ms
    stop_and_go(page, lambda: gained(page, points, 600) == 0)
    enter(page, "Period", 600)
    page.wait_for_timeout(600)
    assert 1 <= gained(page, points, 1500) <= 4
    enter(page, "Period", 50)
    page.wait_for_timeout(600)
    assert gained(page, points) >= 9


def test_trends(page: Page, opened: Open) -> None:
    opened("streaming_indicator.py")
    plots = page.get_by_role("img", name="Plot of")
    expect(plots).to_have_count(32)
    for kind in ("line", "step", "area", "bar"):
        expect(page.locator(f".lanai-trend-plot[data-type={kind}]")).to_have_count(8)
    stop_and_go(page, lambda: changes(page, "lanai-trend", 1200) == 0)
    enter(page, "Period", 50)
    expect(plots.first).to_have_attribute("data-rows", "20")
    assert changes(page, "lanai-trend:nth-of-type(1)", 1000) >= 8
    expect(plots.first).to_have_attribute("data-rows", "20")  # and no more
    expect(plots.last).to_have_accessible_name("Plot of 20 values")


def test_perspective(page: Page, opened: Open) -> None:
    opened("streaming_perspective.py")
    viewer = page.locator("perspective-viewer")
    expect(viewer).to_be_visible(timeout=20_000)
    grid = page.locator("perspective-viewer-datagrid")
    expect(grid.get_by_text("D", exact=True).first).to_be_visible()

    def rows() -> int:
        found: int = page.evaluate(_ROWS)
        return found

    def wait_for_rows(count: int) -> None:
        page.wait_for_function(f"async () => (await ({_ROWS})()) === {count}")

    wait_for_rows(15)
    newest = "lanai-perspective"
    assert page.locator(newest).count() == 1
    enter(page, "Rollover", 40)
    wait_for_rows(40)
    enter(page, "Rollover", 6)
    wait_for_rows(6)
    enter(page, "Rollover", 1000)
    enter(page, "Period", 400)
    page.wait_for_timeout(500)
    assert 1 <= gained(page, rows, 2000) <= 7
    expect(viewer).to_have_attribute("theme", "Pro Light")
    page.get_by_role("combobox", name="Theme").click()
    page.get_by_role("option", name="pro-dark").click()
    expect(viewer).to_have_attribute("theme", "Pro Dark")
    assert gained(page, rows, 1200) >= 1


def test_tabulator(page: Page, opened: Open) -> None:
    opened("streaming_tabulator_colours.py")
    cells = page.locator(".tabulator-cell[tabulator-field=A]")
    expect(cells.first).to_be_visible()
    colours = cells.evaluate_all(
        "cells => cells.map(cell => [parseFloat(cell.textContent), getComputedStyle(cell).color])"
    )
    assert {colour for number, colour in colours if number < 0} <= {"rgb(255, 0, 0)"}
    assert {colour for number, colour in colours if number > 0} <= {"rgb(0, 128, 0)"}
    assert len(colours) >= 5

    holder = page.locator(".tabulator-tableholder")
    at_end = (
        "holder => holder.scrollTop + holder.clientHeight >= holder.scrollHeight - 2 && holder.scrollTop > 0"
    )
    enter(page, "Rollover", 25)
    page.wait_for_function(f"() => ({at_end})(document.querySelector('.tabulator-tableholder'))")

    page.get_by_text("Follow", exact=True).click()
    expect(page.get_by_role("checkbox", name="Follow")).not_to_be_checked()
    page.wait_for_timeout(600)
    holder.evaluate("holder => { holder.scrollTop = 0; }")
    page.wait_for_timeout(1000)
    assert holder.evaluate("holder => holder.scrollTop") == 0
    assert changes(page, ".tabulator-tableholder", 1200) >= 2  # it goes on all the same

    page.get_by_text("Follow", exact=True).click()
    page.wait_for_function(f"() => ({at_end})(document.querySelector('.tabulator-tableholder'))")
    enter(page, "Rollover", 5)
    expect(cells).to_have_count(5)
