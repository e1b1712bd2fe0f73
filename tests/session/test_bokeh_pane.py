"""Bokeh figures on the page: which are shown, how large, and that they go with the session."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest
from bokeh.layouts import row

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable
from lanai.errors import ComponentError
from tests.session.mirror import figure, kinds, mirror, models, plain, shown


def roots(user: testing.User) -> set[str]:
    return {root.id for root in mirror(user).roots}


def test_a_bare_figure_in_a_layout_is_shown() -> None:
    first, second = figure(), row(figure(), figure())
    with testing.Site(lambda: pn.Row(first, second)) as site:
        user = site.visit()
        assert [pane.props["model"] for pane in user.find_all(type="Bokeh")] == [first.id, second.id]
        assert roots(user) == {first.id, second.id}


def test_a_figure_that_comes_later_and_goes_again() -> None:
    page = pn.Column()
    first, second = figure(), figure()
    with testing.Site(lambda: page) as site:
        user = site.visit()
        assert user.browser.document is None
        page.append(first)
        site.settle()
        assert roots(user) == {first.id}
        page.append(second)
        site.settle()
        assert roots(user) == {first.id, second.id}
        page.pop(0)
        site.settle()
        assert roots(user) == {second.id}
        assert first.document is None
        assert kinds(user) == ["RootAdded", "RootRemoved"]


def test_another_figure_in_the_same_pane() -> None:
    first, second = figure(), figure()
    pane = pn.pane.Bokeh(first)
    with testing.Site(lambda: pane) as site:
        user = site.visit()
        pane.object = second
        site.settle()
        assert user.find(type="Bokeh").props["model"] == second.id
        assert roots(user) == {second.id}
        pane.object = None
        site.settle()
        assert user.find(type="Bokeh").props["model"] is None
        assert roots(user) == set()


def test_two_panes_may_change_their_figures() -> None:
    first, second = figure(), figure()
    left, right = pn.pane.Bokeh(first), pn.pane.Bokeh(second)
    with testing.Site(lambda: pn.Row(left, right)) as site:
        user = site.visit()
        left.object, right.object = second, first
        site.settle()
        assert roots(user) == {first.id, second.id}
        assert user.browser.patches == []


def test_a_trigger_sends_no_figure_and_what_changed_in_place_travels() -> None:
    source = models.ColumnDataSource({"x": [1], "y": [1]})
    plot = figure()
    plot.line("x", "y", source=source)
    pane = pn.pane.Bokeh(plot)
    with testing.Site(lambda: pane) as site:
        user = site.visit()
        source.data.update({"y": [5]})
        pane.param.trigger("object")
        site.settle()
        assert kinds(user) == ["ColumnDataChanged"]
        assert plain(shown(user, source).data) == {"x": [1], "y": [5]}
        frames = len(user.browser.frames)
        pane.param.trigger("object")
        site.settle()
        assert len(user.browser.patches) == 1
        assert len(user.browser.frames) == frames + 1
        assert user.browser.frames[-1].document is None


def test_a_bound_function_may_make_figures() -> None:
    slider = pn.widgets.IntSlider(name="Width", value=200, end=900)

    def draw(width: int) -> Any:
        return figure(width=width)

    with testing.Site(lambda: pn.Column(slider, pn.bind(draw, slider))) as site:
        user = site.visit()
        user.set("Width", 300)
        assert [shown(user, root).width for root in mirror(user).roots] == [300]


def test_a_figure_of_another_session_is_bokehs_own_error_and_the_page_lives(
    caplog: pytest.LogCaptureFixture,
) -> None:
    shared = figure()

    def app() -> Viewable:
        return pn.Column(pn.widgets.StaticText(value="page"), shared, figure(name="own"))

    with testing.Site(app) as site:
        first, second = site.visit(), site.visit()
        assert "Models must be owned by only a single document" in caplog.text
        assert caplog.text.count("another document shows already") == 1
        assert second.sees("page")
        assert [root.name for root in mirror(second).roots] == ["own"]
        shared.title.text = "still there"
        site.settle()
        assert shown(first, shared.title).text == "still there"
        first.leave()
        third = site.visit()
        assert shared.id in roots(third)


def test_the_panes_size_is_the_figures() -> None:
    plot = figure(width=600, height=300)
    pane = pn.pane.Bokeh(plot, width=400, sizing_mode="stretch_height")
    assert (plot.width, plot.height, plot.sizing_mode) == (400, 300, "stretch_height")
    with testing.Site(lambda: pane) as site:
        user = site.visit()
        pane.height = 250
        site.settle()
        assert (shown(user, plot).width, shown(user, plot).height) == (400, 250)


def test_a_figure_that_stretches_makes_its_pane_stretch() -> None:
    assert pn.pane.Bokeh(figure(sizing_mode="stretch_width")).sizing_mode == "stretch_width"
    assert pn.pane.Bokeh(figure(sizing_mode="stretch_width"), sizing_mode="fixed").sizing_mode == "fixed"
    assert pn.pane.Bokeh(figure()).sizing_mode is None


@pytest.mark.parametrize(
    ("params", "message"), [({"object": 5}, "int"), ({"theme": "gloomy"}, "dark_minimal")]
)
def test_wrong_use_says_what_is_expected(params: dict[str, Any], message: str) -> None:
    with pytest.raises(ComponentError, match=message):
        pn.pane.Bokeh(**params)


def test_nothing_of_a_document_outlives_its_session() -> None:
    alive: list[weakref.ref[Any]] = []

    def app() -> Viewable:
        source = models.ColumnDataSource({"x": [1], "y": [1]})
        plot = figure()
        plot.line("x", "y", source=source)
        document = pn.state.curdoc
        document.add_periodic_callback(lambda: source.stream({"x": [1], "y": [1]}), 100)
        document.add_timeout_callback(lambda: source.stream({"x": [1], "y": [1]}), 10**9)
        plot.x_range.on_change("start", lambda attr, old, new: document.title)
        alive.extend(map(weakref.ref, (source, plot, document, pn.state.curdoc.callbacks)))
        return pn.Column(plot)

    with testing.Site(app) as site:
        for _ in range(5):
            user = site.visit()
            site.advance(0.5)
            user.leave()
        del user
        site.collect()
        assert len(alive) == 20
        assert [reference() for reference in alive if reference() is not None] == []
    gc.collect()


def test_a_figure_that_the_app_keeps_can_be_shown_again_after_its_session() -> None:
    plot = figure()
    with testing.Site(lambda: pn.pane.Bokeh(plot)) as site:
        first = site.visit()
        first.leave()
        assert plot.document is None
        second = site.visit()
        assert roots(second) == {plot.id}
