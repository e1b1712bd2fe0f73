"""A Bokeh document in a session: what changes in Python reaches the browser, as little as there need be."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from bokeh.document.events import MessageSentEvent
from bokeh.io import curdoc
from bokeh.layouts import column
from bokeh.themes import Theme

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable
from tests.session.mirror import events, figure, kinds, mirror, models, plain, shown


class Plot:
    """An app with one plot of one line, and something for the visitor to click that runs `action`."""

    def __init__(self, x: Any = (0, 1, 2), y: Any = (3, 4, 5)) -> None:
        self.source = models.ColumnDataSource({"x": x, "y": y})
        self.figure = figure(width=300, height=200)
        self.line = self.figure.line(x="x", y="y", source=self.source)
        self.pane = pn.pane.Bokeh(self.figure)
        self.page = pn.Column(self.pane)
        self.action: Callable[[], object] = lambda: None

    def __call__(self) -> Viewable:
        button = pn.widgets.Button(name="Act")
        button.on_click(lambda _: self.action())
        self.document = curdoc()
        self.page.append(button)
        return self.page

    def act(self, user: testing.User, action: Callable[[], object]) -> None:
        self.action = action
        user.click("Act")


def test_the_page_holds_the_document_with_its_data() -> None:
    plot = Plot(np.arange(3), np.array([1.5, 2.5, np.nan]))
    with testing.Site(plot) as site:
        user = site.visit(connect=False)
        pane = user.find(type="Bokeh")
        assert pane.props["model"] == plot.figure.id
        assert plain(shown(user, plot.source).data)["x"] == [0, 1, 2]
        assert user.browser.document is not None
        [url] = user.browser.document["urls"]
        assert url.endswith("/bokeh.min.js")


def test_a_page_without_plots_has_no_document() -> None:
    with testing.Site(lambda: pn.widgets.StaticText(value=type(curdoc()).__name__)) as site:
        user = site.visit()
        assert user.browser.document is None
        assert user.sees("SessionDocument")


def test_a_property_travels() -> None:
    plot = Plot()
    with testing.Site(plot) as site:
        user = site.visit()
        plot.act(user, lambda: plot.line.glyph.update(line_color="red"))
        assert shown(user, plot.line.glyph).line_color == "red"
        assert kinds(user) == ["ModelChanged"]


def test_columns_that_are_set_travel_alone_and_binary() -> None:
    plot = Plot(np.arange(3.0), np.arange(3.0))
    with testing.Site(plot) as site:
        user = site.visit()
        plot.act(user, lambda: plot.source.data.update({"y": np.array([7.0, 8.0, 9.0])}))
        assert plain(shown(user, plot.source).data) == {"x": [0, 1, 2], "y": [7, 8, 9]}
        [(patch, buffers)] = user.browser.patches
        assert patch["events"][0]["cols"] == ["y"]
        assert [np.frombuffer(content).tolist() for content in buffers.values()] == [[7, 8, 9]]


@pytest.mark.parametrize("make", [list, np.array], ids=["lists", "arrays"])
def test_rows_travel_as_deltas(make: Callable[[list[float]], Any]) -> None:
    plot = Plot(make([0.0, 1.0, 2.0]), make([3.0, 4.0, 5.0]))
    with testing.Site(plot) as site:
        user = site.visit()
        for number in range(5):
            rows = {"x": make([3.0 + number]), "y": make([6.0 + number])}
            plot.act(user, lambda rows=rows: plot.source.stream(rows, rollover=4))  # type: ignore[misc]
        assert kinds(user) == ["ColumnsStreamed"] * 5
        assert (
            plain(shown(user, plot.source).data)
            == plain(plot.source.data)
            == {"x": [4, 5, 6, 7], "y": [7, 8, 9, 10]}
        )


def test_single_values_travel_as_deltas() -> None:
    plot = Plot([0, 1, 2], [3, 4, 5])
    with testing.Site(plot) as site:
        user = site.visit()
        plot.act(user, lambda: plot.source.patch({"y": [(0, 30), (slice(1, 3), [40, 50])]}))
        assert kinds(user) == ["ColumnsPatched"]
        assert plain(shown(user, plot.source).data)["y"] == [30, 40, 50]


def test_a_thousand_changes_are_one_event_each() -> None:
    plot = Plot([0], [0])

    def work() -> None:
        for number in range(1000):
            plot.figure.title.text = str(number)
            plot.source.stream({"x": [number], "y": [number]})

    with testing.Site(plot) as site:
        user = site.visit()
        plot.act(user, work)
        assert sorted(kinds(user)) == ["ColumnsStreamed", "ModelChanged"]
        assert shown(user, plot.figure.title).text == "999"
        assert plain(shown(user, plot.source).data) == plain(plot.source.data)


def test_a_slow_browser_gets_the_columns_once_they_are_less_than_the_deltas() -> None:
    plot = Plot(np.arange(10), np.arange(10))

    def work() -> None:
        for number in range(500):
            plot.source.stream({"x": np.array([number]), "y": np.array([number])}, rollover=10)

    with testing.Site(plot) as site:
        user = site.visit()
        plot.act(user, work)
        [event] = events(user)
        assert event["kind"] == "ColumnDataChanged"
        assert event["cols"] is None
        assert plain(shown(user, plot.source).data)["x"] == list(range(490, 500))


def test_changes_of_data_in_any_order_come_to_the_same() -> None:
    plot = Plot([0, 1, 2], [3, 4, 5])
    steps: list[Callable[[], object]] = [
        lambda: plot.source.stream({"x": [9], "y": [9]}, rollover=3),
        lambda: plot.source.data.update(y=[1] * len(plot.source.data["x"])),
        lambda: plot.source.patch({"y": [(0, 7)]}),
        lambda: plot.source.stream({"x": [8, 7], "y": [8, 7]}),
        lambda: setattr(plot.source, "data", {"x": [1, 2], "y": [3, 4]}),
    ]
    with testing.Site(plot) as site:
        user = site.visit()
        for first in range(len(steps)):
            for second in range(len(steps)):
                for third in range(len(steps)):

                    def work(order: tuple[int, ...] = (first, second, third)) -> None:
                        for step in order:
                            steps[step]()

                    plot.act(user, work)
                    assert plain(shown(user, plot.source).data) == plain(plot.source.data)


def test_rows_may_be_added_from_a_buffer_that_is_used_again() -> None:
    plot = Plot(np.zeros(1), np.zeros(1))
    buffer = np.zeros(1)

    def work() -> None:
        for number in range(1, 4):
            buffer[0] = number
            plot.source.stream({"x": buffer, "y": buffer}, rollover=100)

    with testing.Site(plot) as site:
        user = site.visit()
        plot.act(user, work)
        assert plain(shown(user, plot.source).data)["x"] == [0, 1, 2, 3]


def test_new_models_come_whole_and_old_ones_as_references() -> None:
    plot = Plot()
    with testing.Site(plot) as site:
        user = site.visit()

        def add() -> None:
            added = plot.figure.scatter(x="x", y="y", source=plot.source, size=3)
            added.glyph.size = 12
            added.glyph.line_width = 3
            plot.source.stream({"x": [9], "y": [9]})
            source = models.ColumnDataSource({"x": [0], "y": [0]})
            plot.figure.line("x", "y", source=source)
            source.stream({"x": [1], "y": [1]})

        plot.act(user, add)
        line, scatter, second = shown(user, plot.figure).renderers
        assert (type(line.glyph).__name__, type(scatter.glyph).__name__) == ("Line", "Scatter")
        assert plain(second.data_source.data) == {"x": [0, 1], "y": [0, 1]}
        assert scatter.glyph.size.value == 12
        plot.act(user, lambda: plot.figure.renderers[1].glyph.update(size=20))
        assert shown(user, plot.figure).renderers[1].glyph.size.value == 20
        assert plain(shown(user, plot.source).data)["x"][-1] == 9


def test_a_model_that_leaves_and_returns_in_one_callback_is_brought_up_to_date() -> None:
    plot = Plot()

    def work() -> None:
        renderers = list(plot.figure.renderers)
        plot.figure.renderers = []
        plot.line.glyph.line_width = 7
        plot.source.data = {"x": [5], "y": [5]}
        plot.figure.renderers = renderers

    with testing.Site(plot) as site:
        user = site.visit()
        plot.act(user, work)
        assert shown(user, plot.line.glyph).line_width == 7
        assert plain(shown(user, plot.source).data) == {"x": [5], "y": [5]}


def test_a_model_that_comes_back_later_comes_whole() -> None:
    plot = Plot()
    with testing.Site(plot) as site:
        user = site.visit()
        renderers = list(plot.figure.renderers)
        plot.act(user, lambda: setattr(plot.figure, "renderers", []))
        assert mirror(user).get_model_by_id(plot.line.id) is None
        plot.line.glyph.line_width = 7
        plot.act(user, lambda: setattr(plot.figure, "renderers", renderers))
        assert shown(user, plot.line.glyph).line_width == 7


def test_a_lost_frame_is_made_up_for_by_the_whole_document() -> None:
    plot = Plot([0], [0])
    with testing.Site(plot) as site:
        user = site.visit()
        user.half_open()
        plot.act(user, lambda: None)
        plot.line.glyph.line_color = "green"
        plot.source.stream({"x": [1], "y": [1]})
        site.settle()
        assert user.browser.patches == []
        user.drop()
        plot.source.stream({"x": [2], "y": [2]})
        user.reconnect()
        site.settle()
        assert user.browser.patches == []
        assert shown(user, plot.line.glyph).line_color == "green"
        assert plain(shown(user, plot.source).data) == {"x": [0, 1, 2], "y": [0, 1, 2]}
        plot.source.stream({"x": [3], "y": [3]})
        site.settle()
        assert kinds(user) == ["ColumnsStreamed"]
        assert plain(shown(user, plot.source).data)["x"] == [0, 1, 2, 3]


def test_a_thread_of_the_app_may_change_models() -> None:
    plot = Plot([0], [0])
    with testing.Site(plot) as site:
        user = site.visit()

        def stream() -> None:
            for number in range(200):
                plot.source.stream({"x": [number], "y": [number]}, rollover=50)

        def rename() -> None:
            for number in range(200):
                plot.figure.title.text = str(number)

        threads = [threading.Thread(target=stream), threading.Thread(target=rename)]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            site.advance(0.02, wait=False)
        site.advance(0.02)
        assert shown(user, plot.figure.title).text == "199"
        assert plain(shown(user, plot.source).data) == plain(plot.source.data)


def test_threads_that_add_models_while_frames_are_written_break_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    plot = Plot([0], [0])
    with testing.Site(plot) as site:
        user = site.visit()

        def add() -> None:
            for number in range(40):
                plot.figure.line([0, number], [number, 0])
                plot.source.data[f"column {number}"] = [0]

        threads = [threading.Thread(target=add) for _ in range(2)]
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            site.advance(0.02, wait=False)
        site.advance(0.02)
        assert {model.id for model in mirror(user).models} == {model.id for model in plot.document.models}
        assert not caplog.records


def test_whole_columns_read_while_rows_are_being_added_are_not_doubled() -> None:
    plot = Plot(np.arange(4), np.arange(4))
    with testing.Site(plot) as site:
        user = site.visit()
        inside, go_on = threading.Event(), threading.Event()

        def between(attr: str, old: Any, new: Any) -> None:
            inside.set()  # the rows are in the source, and nobody has been told
            go_on.wait(10)

        plot.source.on_change("data", between)
        rows = {"x": np.array([9]), "y": np.array([9])}
        thread = threading.Thread(target=plot.source.stream, args=(rows,), kwargs={"rollover": 4})
        thread.start()
        assert inside.wait(10)
        user.session.document.lost()
        plot.figure.title.text = "again"
        site.settle()
        go_on.set()
        thread.join()
        site.settle()
        site.advance(0.02)
        assert plain(shown(user, plot.source).data)["x"] == plain(plot.source.data)["x"] == [1, 2, 3, 9]


def test_what_cannot_be_written_is_logged_and_holds_up_nothing(caplog: pytest.LogCaptureFixture) -> None:
    plot = Plot()

    x_range, y_range = models.Range1d(0, 5), models.Range1d(0, 7)

    def work() -> None:
        plot.line.tags = [x_range, y_range, np.zeros(3), object()]
        plot.figure.x_range = x_range
        plot.line.glyph.line_color = "blue"

    with testing.Site(plot) as site:
        user = site.visit()
        plot.act(user, work)
        assert shown(user, plot.line.glyph).line_color == "blue"
        assert shown(user, plot.figure).x_range.end == 5
        plot.act(user, lambda: setattr(plot.figure, "y_range", y_range))
        assert shown(user, plot.figure).y_range.end == 7
        assert "can't serialize" in caplog.text


def test_scripts_are_those_that_the_models_need() -> None:
    plot = Plot()
    with testing.Site(plot) as site:
        user = site.visit()

        def add() -> None:
            table = models.DataTable(source=plot.source, columns=[models.TableColumn(field="x")])
            plot.page.append(pn.pane.Bokeh(column(models.Slider(start=0, end=1, value=0), table)))

        plot.act(user, add)
        urls = [url.rpartition("/")[2] for patch, _ in user.browser.patches for url in patch.get("urls", ())]
        assert urls == ["bokeh-widgets.min.js", "bokeh-tables.min.js"]


def test_themes() -> None:
    plain_figure, dark = figure(), figure()

    def app() -> Viewable:
        curdoc().theme = Theme(json={"attrs": {"Grid": {"grid_line_alpha": 0.25}}})
        return pn.Row(pn.pane.Bokeh(plain_figure), pn.pane.Bokeh(dark, theme="dark_minimal"))

    with testing.Site(app) as site:
        user = site.visit()
        assert shown(user, plain_figure.xgrid[0]).grid_line_alpha == 0.25
        assert shown(user, plain_figure).background_fill_color == "#ffffff"
        assert shown(user, dark).background_fill_color == "#20262B"


def test_messages_reach_the_browser_once() -> None:
    button = models.Button()
    with testing.Site(lambda: pn.pane.Bokeh(button)) as site:
        user = site.visit()
        for text in ("one", "two"):
            button.document.callbacks.trigger_on_change(MessageSentEvent(button.document, "greeting", text))
        site.settle()
        assert [event["msg_data"] for event in events(user)] == ["one", "two"]


def test_the_title_travels_and_is_the_pages() -> None:
    def app() -> Viewable:
        curdoc().title = "Live"
        return pn.pane.Bokeh(models.Div(text="hello"))

    with testing.Site(app) as site:
        user = site.visit()
        assert user.session.title == "Live"
        assert mirror(user).title == "Live"


def test_ranges_of_a_figure_are_its_own_models() -> None:
    shared = models.Range1d(0, 1)
    first, second = figure(x_range=shared), figure(x_range=shared)
    with testing.Site(lambda: pn.Row(first, second)) as site:
        user = site.visit()
        shared.end = 5
        site.settle()
        assert shown(user, first).x_range.end == 5
        assert shown(user, first).x_range is not None
        assert len(events(user)) == 1
