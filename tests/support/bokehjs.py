"""What BokehJS shows, read out of a page."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

_SOURCES = """() => {
  const views = [...window.Bokeh.index.query(() => true)];
  const documents = new Set(views.map(view => view.model.document).filter(Boolean));
  return [...documents].flatMap(document => [...document._all_models.values()])
    .filter(model => model.type === "ColumnDataSource")
    .map(model => Object.fromEntries([...(model.data instanceof Map ? model.data : Object.entries(model.data))]
      .map(([name, column]) => [name, Array.from(column)])));
}"""


def data(page: Page) -> list[dict[str, list[Any]]]:
    """The columns of every ColumnDataSource that the page shows."""
    found: list[dict[str, list[Any]]] = page.evaluate(_SOURCES)
    return found


def wait_for_plot(page: Page) -> None:
    """Wait until a plot has drawn something."""
    page.wait_for_function("() => window.Bokeh && [...window.Bokeh.index.query(() => true)].length > 0")
    page.locator("lanai-bokeh canvas").first.wait_for()
