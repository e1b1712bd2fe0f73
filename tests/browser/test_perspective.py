"""Perspective in a real browser: data, settings both ways, clicks, and the page's policy."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from lanai.components.base import Viewable
from tests.support.chromium import Complaints
from tests.support.servers import Serve

pytestmark = [pytest.mark.browser, pytest.mark.timeout(90)]

TOTAL = """async () => {
  const table = await document.querySelector("perspective-viewer").getTable();
  const view = await table.view();
  const columns = await view.to_columns();
  await view.delete();
  return columns;
}"""


def frame() -> pd.DataFrame:
    return pd.DataFrame({"city": ["Hilo", "Hana", "Hilo"], "guests": [3, 4, 5], "rain": [0.5, None, 2.5]})


def wait_for_column(page: Page, name: str, cells: list[Any]) -> None:
    """Wait until the engine in the page holds these cells."""
    page.wait_for_function(
        f"async ([name, cells]) => JSON.stringify((await ({TOTAL})())[name]) === JSON.stringify(cells)",
        arg=[name, cells],
    )


def wait_for(page: Page, pane: Any, name: str, value: Any) -> None:
    """Wait until a parameter has that value."""
    for _ in range(100):
        if getattr(pane, name) == value:
            return
        page.wait_for_timeout(50)
    assert getattr(pane, name) == value


def test_it_shows_streams_patches_and_tells(page: Page, serve: Serve, complaints: Complaints) -> None:
    complaints.expect("plugin-advised rollup mode")  # what Perspective calls an error is its usual way
    pane = pn.pane.Perspective(frame(), height=350, width=900, title="Guests", editable=False)
    clicks: list[Any] = []
    pane.on_click(clicks.append)
    page.goto(serve(pane))
    viewer = page.locator("perspective-viewer")
    grid = page.locator("perspective-viewer-datagrid")
    expect(grid.get_by_text("Hana")).to_be_visible(timeout=20_000)
    expect(viewer).to_have_attribute("aria-label", "Guests")

    pane.stream({"city": ["Lihue"], "guests": [2**40], "rain": [1.0]}, rollover=3)
    wait_for_column(page, "city", ["Hana", "Hilo", "Lihue"])
    wait_for_column(page, "guests", [4, 5, 2**40])  # wider than the engine's integers
    pane.patch({"city": [(1, "Kona")], "rain": [(1, 7.5)]}, as_index=False)
    wait_for_column(page, "city", ["Hana", "Kona", "Lihue"])
    wait_for_column(page, "rain", [None, 7.5, 1.0])

    expect(grid.get_by_text("Kona")).to_be_visible()  # the grid is painted after the engine has changed
    expect(grid.get_by_text("Hilo")).to_have_count(0)
    grid.get_by_text("Hana").click()
    for _ in range(100):
        if clicks:
            break
        page.wait_for_timeout(50)
    assert clicks[0].row["city"] == "Hana"

    pane.param.update(object=frame(), columns=["guests"], group_by=["city"])
    expect(grid.get_by_text("TOTAL")).to_be_visible()
    page.evaluate(
        "document.querySelector('perspective-viewer').restore({group_by: ['rain'], sort: [['guests', 'desc']]})"
    )
    wait_for(page, pane, "group_by", ["rain"])
    wait_for(page, pane, "sort", [["guests", "desc"]])
    page.evaluate("document.querySelector('perspective-viewer').restore({plugin: 'Y Bar', theme: 'Monokai'})")
    wait_for(page, pane, "plugin", "d3_y_bar")
    wait_for(page, pane, "theme", "monokai")
    page.evaluate("document.querySelector('perspective-viewer').toggleConfig(false)")
    wait_for(page, pane, "settings", False)
    pane.plugin = "d3_heatmap"
    expect(page.locator("perspective-viewer-d3fc-heatmap")).to_be_visible()


def test_one_may_come_later(page: Page, serve: Serve) -> None:
    def app() -> Viewable:
        pn.extension("perspective")
        place, button = pn.Column(), pn.widgets.Button(name="Show")
        button.on_click(lambda _: place.append(pn.pane.Perspective(frame(), height=300)))
        return pn.Column(button, place)

    page.goto(serve(app))
    page.get_by_role("button", name="Show").click()
    expect(page.locator("perspective-viewer-datagrid").get_by_text("Hana")).to_be_visible(timeout=20_000)
