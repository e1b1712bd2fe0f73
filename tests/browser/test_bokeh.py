"""Bokeh models in a real browser: BokehJS has what Python has, and Python has what the visitor did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from bokeh.events import Tap
from bokeh.layouts import column
from playwright.sync_api import Page, expect

import lanai as pn
from lanai.components.base import Viewable
from lanai.core.context import current_session
from tests.session.mirror import figure, models
from tests.support.bokehjs import wait_for_plot
from tests.support.chromium import Complaints
from tests.support.servers import Serve, eventually

pytestmark = pytest.mark.browser

READ = """([id, attr]) => {
  for (const view of window.Bokeh.index.query(() => true)) {
    const model = view.model.document?.get_model_by_id(id);
    if (model) {
      const plain = value => value instanceof Map ? Object.fromEntries([...value].map(([k, v]) => [k, plain(v)]))
        : ArrayBuffer.isView(value) ? Array.from(value) : value?.id ? value.id
        : Array.isArray(value) ? value.map(plain) : value;
      return plain(model[attr]);
    }
  }
  return "no such model";
}"""


def shows(page: Page, model: Any, attr: str, value: Any) -> None:
    """Wait until BokehJS has that value."""
    try:
        eventually(lambda: page.evaluate(READ, [model.id, attr]) == value, 5)
    except AssertionError:
        assert page.evaluate(READ, [model.id, attr]) == value


class App:
    """A plot, and a button that runs what the test wants to be done in a callback."""

    def __init__(self) -> None:
        self.source = models.ColumnDataSource({"x": np.arange(4.0), "y": np.arange(4.0) ** 2})
        self.labels = models.ColumnDataSource({"x": [0, 1], "y": [0, 1], "text": ["a", "b"]})
        self.plot = figure(width=400, height=300, x_range=(0, 4), y_range=(0, 16), tools="tap,pan,wheel_zoom")
        self.line = self.plot.line("x", "y", source=self.source)
        self.text = self.plot.text("x", "y", "text", source=self.labels)
        self.pane = pn.pane.Bokeh(self.plot)
        self.page = pn.Column(self.pane)
        self.action: Callable[[], object] = lambda: None
        self.added: Any = None

    def __call__(self) -> Viewable:
        self.session: Any = current_session()
        button = pn.widgets.Button(name="Act")
        button.on_click(lambda _: self.action())
        self.page.insert(0, button)
        return self.page

    def act(self, page: Page, action: Callable[[], object]) -> None:
        self.action = action
        page.get_by_role("button", name="Act").click()


def test_every_kind_of_change_arrives(page: Page, serve: Serve) -> None:
    app = App()
    page.goto(serve(app))
    wait_for_plot(page)
    shows(page, app.source, "data", {"x": [0, 1, 2, 3], "y": [0, 1, 4, 9]})

    app.act(page, lambda: app.source.data.update({"y": np.array([1.0, 2.0, 3.0, 4.0])}))
    shows(page, app.source, "data", {"x": [0, 1, 2, 3], "y": [1, 2, 3, 4]})

    app.act(page, lambda: app.source.stream({"x": np.array([4.0]), "y": np.array([5.0])}, rollover=4))
    shows(page, app.source, "data", {"x": [1, 2, 3, 4], "y": [2, 3, 4, 5]})

    app.act(page, lambda: app.source.patch({"y": [(0, 7.0), (slice(1, 3), [8.0, 9.0])]}))
    shows(page, app.source, "data", {"x": [1, 2, 3, 4], "y": [7, 8, 9, 5]})

    def many() -> None:
        for number in range(100):
            app.source.stream({"x": np.array([number]), "y": np.array([number])}, rollover=4)
            app.labels.stream({"x": [number], "y": [number], "text": [str(number)]})
            app.plot.title.text = str(number)

    app.act(page, many)
    shows(page, app.plot.title, "text", "99")
    shows(page, app.source, "data", {"x": [96, 97, 98, 99], "y": [96, 97, 98, 99]})
    shows(page, app.labels, "data", {name: list(values) for name, values in app.labels.data.items()})

    app.act(page, lambda: setattr(app.source, "data", {"x": [1, 2], "y": [float("nan"), 2]}))
    eventually(lambda: page.evaluate(READ, [app.source.id, "data"])["x"] == [1, 2])


def test_models_that_come_go_and_come_back(page: Page, serve: Serve) -> None:
    app = App()
    page.goto(serve(app))
    wait_for_plot(page)

    def add() -> None:
        app.added = app.plot.scatter("x", "y", source=app.source, size=9)

    app.act(page, add)
    eventually(lambda: app.added is not None)
    added = app.added
    shows(page, app.plot, "renderers", [app.line.id, app.text.id, added.id])

    def leave_and_return() -> None:
        app.plot.renderers = []
        app.line.glyph.line_width = 5
        app.plot.renderers = [app.line]

    app.act(page, leave_and_return)
    shows(page, app.plot, "renderers", [app.line.id])
    eventually(lambda: page.evaluate(READ, [app.line.glyph.id, "line_width"])["value"] == 5)

    app.act(page, lambda: setattr(app.plot, "renderers", [added]))
    shows(page, app.plot, "renderers", [added.id])

    second = figure(width=200, height=200)
    second.line([0, 1], [0, 1])
    app.act(page, lambda: setattr(app.pane, "object", second))
    shows(page, second, "width", 200)
    app.act(page, lambda: setattr(app.pane, "object", app.plot))
    shows(page, app.plot, "renderers", [added.id])


def test_widgets_and_tables_of_bokehs_bring_their_scripts(
    page: Page, complaints: Complaints, serve: Serve
) -> None:
    complaints.expect("jquery-ui")  # BokehJS's own word on tables
    app = App()
    seen: list[Any] = []
    page.goto(serve(app))
    wait_for_plot(page)
    button = models.Button(label="Bokeh's own")
    button.on_click(lambda: seen.append("click"))
    table = models.DataTable(source=app.labels, columns=[models.TableColumn(field="text", title="Text")])
    app.act(page, lambda: app.page.append(column(button, table)))
    page.get_by_role("button", name="Bokeh's own").click()
    eventually(lambda: seen == ["click"])
    expect(page.get_by_text("Text", exact=True)).to_be_visible()


def test_what_the_visitor_does_reaches_python(page: Page, serve: Serve) -> None:
    app = App()
    taps: list[Any] = []
    ranges: list[tuple[float, float]] = []
    app.plot.on_event(Tap, taps.append)
    app.plot.x_range.on_change("end", lambda attr, old, new: ranges.append((old, new)))
    page.goto(serve(app))
    wait_for_plot(page)
    canvas = page.locator("lanai-bokeh canvas").first
    box = canvas.bounding_box()
    assert box is not None
    x, y = box["x"] + 200, box["y"] + 150
    page.mouse.click(x, y)
    eventually(lambda: len(taps) == 1)
    assert taps[0].model is app.plot
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 60, y, steps=5)
    page.mouse.up()
    eventually(lambda: len(ranges) > 0 and app.plot.x_range.end > 4.3)
    shows(page, app.plot.x_range, "end", app.plot.x_range.end)


def test_a_callback_may_decide_otherwise(page: Page, serve: Serve) -> None:
    app = App()

    def limit(attr: str, old: float, new: float) -> None:
        if new > 4.1:
            app.plot.x_range.end = 4.1

    app.plot.x_range.on_change("end", limit)
    page.goto(serve(app))
    wait_for_plot(page)
    box = page.locator("lanai-bokeh canvas").first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 300, box["y"] + 150)
    page.mouse.down()
    page.mouse.move(box["x"] + 100, box["y"] + 150, steps=3)
    page.mouse.up()
    eventually(lambda: app.plot.x_range.end == 4.1)
    shows(page, app.plot.x_range, "end", 4.1)


def test_after_a_lost_connection_the_plot_is_right(page: Page, serve: Serve) -> None:
    app = App()
    page.goto(serve(app))
    wait_for_plot(page)
    page.context.set_offline(True)
    page.evaluate("() => window.dispatchEvent(new Event('offline'))")
    app.source.stream({"x": np.array([9.0]), "y": np.array([9.0])}, rollover=4)
    app.plot.title.text = "changed meanwhile"
    page.context.set_offline(False)
    shows(page, app.plot.title, "text", "changed meanwhile")
    shows(page, app.source, "data", {"x": [1, 2, 3, 9], "y": [1, 4, 9, 9]})


def test_the_whole_document_takes_the_place_of_the_old_one(page: Page, serve: Serve) -> None:
    app = App()
    page.goto(serve(app))
    wait_for_plot(page)

    def lose() -> None:
        session = app.session
        session.document.lost()
        app.plot.title.text = "afresh"

    app.act(page, lose)
    shows(page, app.plot.title, "text", "afresh")
    expect(page.locator("lanai-bokeh canvas").first).to_be_visible()
    app.act(page, lambda: app.source.stream({"x": np.array([9.0]), "y": np.array([9.0])}, rollover=4))
    shows(page, app.source, "data", {"x": [1, 2, 3, 9], "y": [1, 4, 9, 9]})


def test_javascript_callbacks_and_links(page: Page, serve: Serve) -> None:
    app = App()
    app.plot.x_range.js_on_change(
        "start", models.CustomJS(args={"plot": app.plot}, code="plot.title.text = 'by js'")
    )
    page.goto(serve(app))
    wait_for_plot(page)
    app.act(page, lambda: setattr(app.plot.x_range, "start", -1))
    shows(page, app.plot.title, "text", "by js")
    eventually(lambda: app.plot.title.text == "by js")
