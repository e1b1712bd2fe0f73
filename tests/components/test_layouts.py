"""Layouts that do more than lie beside each other: what the app says, what a visitor does."""

from __future__ import annotations

import logging
from typing import Any

import pytest

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable
from lanai.errors import BadArgument, BadCell


def titled(layout: Any) -> list[tuple[str, Any]]:
    return list(zip(layout.titles, [child.object for child in layout], strict=True))


def words(component: Any) -> Any:
    return component.object


# -- titles -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [pn.Tabs, pn.Accordion])
def test_titles_go_with_their_components(kind: Any) -> None:
    layout = kind(("One", "1"), pn.pane.Str("2", name="Two"))
    assert titled(layout) == [("One", "1"), ("Two", "2")]
    layout.append(("Three", "3"))
    layout.insert(0, ("Zero", "0"))
    layout.extend([("Four", "4")])
    assert titled(layout) == [("Zero", "0"), ("One", "1"), ("Two", "2"), ("Three", "3"), ("Four", "4")]
    layout.reverse()
    assert layout.titles == ["Four", "Three", "Two", "One", "Zero"]
    assert layout.pop(0).object == "4"
    layout.remove(layout[0])
    layout[0] = ("Second", "second")
    assert titled(layout) == [("Second", "second"), ("One", "1"), ("Zero", "0")]
    layout.objects = [layout[2], layout[0]]
    assert layout.titles == ["Zero", "Second"]
    copy = layout.clone(name="copy")
    assert titled(copy) == titled(layout)
    longer = copy + pn.Row("5")
    assert titled(longer)[-1] == ("Part 3" if kind is pn.Accordion else "Tab 3", "5")
    assert titled(copy + layout)[2:] == titled(layout)
    assert [child.object for child in layout.clear()] == ["0", "second"]
    assert (layout.titles, copy.titles) == ([], ["Zero", "Second"])


def test_titles_can_be_set() -> None:
    tabs = pn.Tabs(("a", "1"), ("b", "2"))
    with testing.Site(tabs) as site:
        user = site.visit()
        tabs.titles = ["A", "B"]
        site.settle()
        assert [title for _, title in user.find(type="Tabs").read("titles")] == ["A", "B"]
    assert tabs.clone().titles == ["A", "B"]


def test_a_component_without_a_title_has_its_name_or_a_number() -> None:
    assert pn.Tabs("text", pn.widgets.Button(name="Go")).titles == ["Tab 1", "Go"]
    with pytest.raises(BadArgument, match="pair"):
        pn.Tabs((1, 2, 3))


# -- Tabs -------------------------------------------------------------------------------------------


def test_tabs_are_chosen_by_both() -> None:
    tabs = pn.Tabs(("a", "1"), ("b", "2"), ("c", "3"), closable=True)
    with testing.Site(tabs) as site:
        user = site.visit()
        shown = user.find(type="Tabs")
        user.browser.edit(shown.id, {"active": 2})
        site.settle()
        assert tabs.active == 2
        tabs.active = 1
        site.settle()
        assert shown.read("active") == 1
        for nonsense in (3, -1, "1", True, None, 1.5):
            user.browser.edit(shown.id, {"active": nonsense})
            site.settle()
            assert user.browser.errors[-1].code == "bad-value"
        assert (tabs.active, shown.read("active")) == (1, 1)


def test_a_closed_tab_leaves_the_one_that_was_seen() -> None:
    tabs = pn.Tabs(("a", "1"), ("b", "2"), ("c", "3"), closable=True, active=2)
    seen: list[tuple[int, int]] = []
    tabs.param.watch(lambda *_: seen.append((len(tabs), tabs.active)), ["objects", "active"])
    with testing.Site(tabs) as site:
        user = site.visit()
        number = user.find(type="Tabs").id
        key = tabs[0]._number
        user.browser.event(number, "close", {"key": key})
        site.settle()
        assert (tabs.titles, tabs.active, seen) == (["b", "c"], 1, [(2, 1)])
        user.browser.event(number, "close", {"key": key})
        tabs.closable = False
        user.browser.event(number, "close", {"key": tabs[0]._number})
        site.settle()
        assert [error.code for error in user.browser.errors] == ["bad-value", "bad-value"]
        assert len(tabs) == 2
        tabs.pop(1)
        assert tabs.active == 0


def test_a_place_that_no_tab_has() -> None:
    tabs = pn.Tabs("a", "b")
    with pytest.raises(BadArgument, match="one of 2 tabs"):
        tabs.active = 2
    assert pn.Tabs("a", active=7).active == 0
    assert pn.Tabs().active == 0


def test_dynamic_tabs_hold_back_what_is_not_seen() -> None:
    ran: list[str] = []

    def content(name: str) -> Any:
        def show() -> str:
            ran.append(name)
            return f"content of {name}"

        return show

    made: list[pn.Tabs] = []

    def app() -> Viewable:
        tabs = pn.Tabs(*((name, content(name)) for name in "abc"), dynamic=True)
        made.append(tabs)
        return tabs

    with testing.Site(app) as site:
        user = site.visit()
        assert (ran, user.text) == (["a"], "a b c content of a")
        user.browser.edit(user.find(type="Tabs").id, {"active": 2})
        site.settle()
        assert (ran, user.text) == (["a", "c"], "a b c content of c")
        made[0].active = 0
        site.settle()
        assert (ran, user.text) == (["a", "c"], "a b c content of a")
        assert len(made[0].select(pn.pane.ParamFunction)) == 3


# -- Accordion and Card -----------------------------------------------------------------------------


def test_an_accordion_opens_by_both() -> None:
    accordion = pn.Accordion(("a", "1"), ("b", "2"), ("c", "3"), active=[0])
    with testing.Site(accordion) as site:
        user = site.visit()
        shown = user.find(type="Accordion")
        user.browser.edit(shown.id, {"active": [0, 2]})
        site.settle()
        assert accordion.active == [0, 2]
        accordion.toggle = True
        site.settle()
        assert (accordion.active, shown.read("active")) == ([0], [0])
        for nonsense in ([0, 1], [3], [True], "0", [0, 0], None):
            user.browser.edit(shown.id, {"active": nonsense})
            site.settle()
            assert user.browser.errors[-1].code == "bad-value"
        accordion.pop(0)
        accordion.active = [1]
        accordion.pop(1)
        assert accordion.active == []


def test_a_card_folds_by_both() -> None:
    card = pn.Card("inside", title="Settings", header=pn.Row("# Head"))
    with testing.Site(card) as site:
        user = site.visit()
        shown = user.find(type="Card")
        user.browser.edit(shown.id, {"collapsed": True})
        site.settle()
        assert card.collapsed
        user.browser.edit(shown.id, {"collapsed": "no"})
        site.settle()
        assert (card.collapsed, user.browser.errors[-1].code) == (True, "bad-value")
        card.header = "text"
        site.settle()
        assert user.browser.nodes[shown.read("header")[0]].type == "Markdown"
        card.header = None
        site.settle()
        assert shown.read("header") == []
    assert pn.Card(name="Named").title == "Named"
    assert pn.Card("x", header="h").select(pn.pane.Markdown)[0].object == "h"


# -- grids ------------------------------------------------------------------------------------------


def test_a_grid_is_filled_like_an_array() -> None:
    grid = pn.GridSpec()
    grid[0, :2] = "top"
    grid[1, 0] = "left"
    grid[1:3, 1] = "right"
    assert (grid.nrows, grid.ncols) == (3, 2)
    assert [[getattr(cell, "object", None) for cell in row] for row in grid.grid] == [
        ["top", "top"],
        ["left", "right"],
        [None, "right"],
    ]
    assert grid[0, 1].object == "top"
    assert [child.object for child in grid[1:, :]] == ["left", "right"]
    assert grid[1:, :].cells == [[0, 0, 1, 1], [0, 1, 2, 2]]
    del grid[0, 0]
    assert len(grid) == 2
    grid[3, :] = "bottom"
    assert grid.cells[-1] == [3, 0, 4, 2]
    assert (grid.clone().nrows, len(grid.clone(objects={}))) == (4, 0)


def test_cells_that_are_taken(caplog: pytest.LogCaptureFixture) -> None:
    grid = pn.GridSpec(mode="error")
    grid[0:2, 0] = "first"
    with pytest.raises(BadCell, match="already"):
        grid[1, 0] = "second"
    assert grid[1, 0].object == "first"
    grid.mode = "warn"
    with caplog.at_level(logging.WARNING, "lanai"):
        grid[1, 0] = "second"
    assert "already" in caplog.text
    assert [words(child) for child in grid] == ["second"]
    caplog.clear()
    grid.mode = "override"
    grid[:, 0] = "third"
    assert not caplog.records
    assert [words(child) for child in grid] == ["third"]


@pytest.mark.parametrize(
    "index", [0, (0, 0, 0), (-1, 0), (slice(2, 1), 0), (slice(0, 4, 2), 0), ("a", 0), (None, 0)]
)
def test_what_is_no_cell(index: Any) -> None:
    with pytest.raises(IndexError, match="Expected"):
        pn.GridSpec()[index] = "x"


def test_a_grid_of_fixed_size() -> None:
    grid = pn.GridSpec(ncols=3, nrows=2)
    grid[:, 2] = "x"
    assert grid.cells == [[0, 2, 2, 3]]
    with pytest.raises(BadCell, match="3 columns"):
        grid[0, 3] = "y"
    with pytest.raises(BadCell, match="empty"):
        _ = grid[0, 0]
    assert grid.clone().ncols == 3


def test_a_visitor_rearranges_a_stack() -> None:
    stack = pn.GridStack(ncols=4)
    stack[0, :2] = "a"
    stack[0, 2:] = "b"
    with testing.Site(stack) as site:
        user = site.visit()
        shown = user.find(type="GridStack")
        moved = [{"id": 0, "x": 0, "y": 1, "w": 3, "h": 1}, {"id": 1, "x": 2, "y": 0, "w": 2, "h": 1}]
        user.browser.edit(shown.id, {"state": moved})
        site.settle()
        assert (stack.state, stack.cells) == (moved, [[1, 0, 2, 3], [0, 2, 1, 4]])
        assert stack[1, 2].object == "a"
        stack.allow_resize = False
        bad = [
            [{**moved[0], "w": 1}, moved[1]],
            [{**moved[0], "x": 9}, moved[1]],
            [moved[0]],
            [moved[1], moved[0]],
            [{**moved[0], "h": "1"}, moved[1]],
            "state",
            [1, 2],
        ]
        for nonsense in bad:
            user.browser.edit(shown.id, {"state": nonsense})
            site.settle()
            assert user.browser.errors[-1].code == "bad-value"
        assert stack.state == moved


# -- Feed and scrolling -----------------------------------------------------------------------------


def test_a_feed_sends_what_is_near() -> None:
    feed = pn.Feed(*(f"line {number}" for number in range(500)), load_buffer=10, height=200)
    with testing.Site(feed) as site:
        user = site.visit()
        shown = user.find(type="Feed")
        assert len(shown.children) == 20
        assert "line 19" in user.text
        assert "line 20" not in user.text
        user.browser.edit(shown.id, {"visible_range": [250, 260]})
        site.settle()
        assert shown.read("loaded") == [240, 270, 500]
        assert [child.text for child in shown.children][::29] == ["line 240", "line 269"]
        assert len(user.browser.nodes) == 31
        for nonsense in ([5, 1], [-1, 3], "all", [1], [1, 2.5]):
            user.browser.edit(shown.id, {"visible_range": nonsense})
            site.settle()
            assert user.browser.errors[-1].code == "bad-value"
        feed.scroll_to(-1)
        site.settle()
        assert shown.children[-1].text == "line 499"
        feed.clear()
        feed.append("alone")
        site.settle()
        assert user.text == "alone"
    assert len(pn.Feed(*"abc", load_buffer=1).select(pn.pane.Markdown)) == 3


def test_a_feed_begins_with_the_latest() -> None:
    feed = pn.Feed(*(f"line {number}" for number in range(100)), load_buffer=30, view_latest=True)
    assert feed.loaded == [70, 100, 100]


def test_a_column_that_is_told_where_to_scroll_scrolls() -> None:
    assert not pn.Column().scroll
    assert pn.Column(view_latest=True).scroll is True
    assert pn.Column(auto_scroll_limit=10, scroll="y").scroll == "y"
    column = pn.Column(*"abc", scroll=True)
    with testing.Site(column) as site:
        user = site.visit()
        number = user.find(type="Column").id
        user.browser.edit(number, {"scroll_position": 40})
        site.settle()
        assert column.scroll_position == 40
        user.browser.edit(number, {"scroll_position": -1})
        site.settle()
        assert (column.scroll_position, user.browser.errors[-1].code) == (40, "bad-value")
    with pytest.raises(IndexError):
        column.scroll_to(3)


# -- Modal, FloatPanel, Swipe, WidgetBox ------------------------------------------------------------


def test_a_dialog_is_opened_and_closed_by_both() -> None:
    def app() -> Viewable:
        modal = pn.Modal("hello", name="Greeting")
        return pn.Column(
            modal, modal.create_button("toggle", name="Turn"), modal.create_button("hide", name="Away")
        )

    with testing.Site(app) as site:
        user = site.visit()
        dialog = user.find(type="Modal")
        user.click("Turn")
        assert dialog.read("open")
        user.click("Away")
        assert not dialog.read("open")
        user.browser.edit(dialog.id, {"open": 1})
        site.settle()
        assert user.browser.errors[-1].code == "bad-value"
    modal = pn.Modal()
    modal.show()
    assert modal.open
    modal.hide()
    modal.toggle()
    assert modal.open
    with pytest.raises(BadArgument, match="show"):
        modal.create_button("shut")


@pytest.mark.parametrize(
    ("component", "property", "good", "bad"),
    [
        (pn.FloatPanel("x", name="Window"), "status", "maximized", ["gone", None, 3]),
        (pn.Swipe("a", "b", start=10, end=20, value=10), "value", 15, [9, 21, 12.5, "12", True]),
    ],
)
def test_a_visitor_edits(component: Any, property: str, good: Any, bad: list[Any]) -> None:
    with testing.Site(component) as site:
        user = site.visit()
        number = user.elements()[0].id
        user.browser.edit(number, {property: good})
        site.settle()
        assert getattr(component, property) == good
        for value in bad:
            user.browser.edit(number, {property: value})
            site.settle()
            assert user.browser.errors[-1].code == "bad-value"
        assert getattr(component, property) == good


def test_a_swipe_holds_two() -> None:
    swipe = pn.Swipe("a", "b")
    assert (swipe.before.object, swipe.after.object) == ("a", "b")  # type: ignore[union-attr]
    assert (pn.Swipe().before, pn.Swipe("a").after) == (None, None)
    with pytest.raises(BadArgument, match="at most two"):
        swipe.append("c")


def test_a_box_disables_what_is_in_it() -> None:
    text, off = pn.widgets.TextInput(), pn.widgets.TextInput(disabled=True)
    box = pn.WidgetBox(text, pn.Row(off), disabled=True)
    assert (text.disabled, off.disabled) == (True, True)
    late = pn.widgets.Button()
    box.append(late)
    assert late.disabled
    box.remove(late)
    assert not late.disabled
    box.disabled = False
    assert (text.disabled, off.disabled) == (False, True)


def test_spacers_fill() -> None:
    assert (pn.HSpacer().sizing_mode, pn.VSpacer().sizing_mode) == ("stretch_width", "stretch_height")
    assert pn.layout.Divider().width_policy == "fit"


def test_one_change_among_many_is_a_small_frame() -> None:
    column = pn.Column(*(pn.pane.Str(f"item {number}") for number in range(200)))
    with testing.Site(column) as site:
        user = site.visit()
        kept = list(column)
        column.objects = [*kept[:77], pn.pane.Str("new"), *kept[78:]]
        site.settle()
        frame = user.browser.frames[-1]
        assert [kind for _, kind, _ in frame.add] == ["Str"]
        assert (len(frame.set), len(frame.drop)) == (1, 1)
        assert list(frame.set[0][1]) == ["objects"]
