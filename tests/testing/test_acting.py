"""A visitor acts on every kind of component, and does nothing that a visitor could not."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable
from lanai.components.page import NotificationArea
from lanai.errors import TestingError

W = pn.widgets


def notifications() -> NotificationArea:
    """Those of the visitor whose callback this is."""
    area = pn.state.notifications
    assert area is not None
    return area


DAY = dt.date(2030, 5, 2)
YEAR = {"start": dt.date(2030, 1, 1), "end": dt.date(2030, 12, 31)}
MOMENTS = {"start": dt.datetime(2030, 1, 1), "end": dt.datetime(2030, 12, 31)}
NOON = dt.datetime(2030, 5, 2, 12)

Case = tuple[Callable[[], Any], Any, Any]

GIVEN: dict[str, Case] = {
    "ArrayInput": (lambda: W.ArrayInput(name="x"), "[1, 2]", None),
    "AutocompleteInput": (lambda: W.AutocompleteInput(name="x", options=["oak", "beech"]), "oak", "oak"),
    "CheckBoxGroup": (lambda: W.CheckBoxGroup(name="x", options={"Oak": 1, "Yew": 2}), ["Yew"], [2]),
    "Checkbox": (lambda: W.Checkbox(name="x"), True, True),
    "CodeEditor": (lambda: W.CodeEditor(name="x"), "a = 1", "a = 1"),
    "ColorMap": (lambda: W.ColorMap(name="x", options={"a": ["#fff"], "b": ["#000"]}), "b", ["#000"]),
    "ColorPicker": (lambda: W.ColorPicker(name="x"), "#1F77B4", "#1f77b4"),
    "CrossSelector": (lambda: W.CrossSelector(name="x", options=["a", "b"]), ["b"], ["b"]),
    "DatePicker": (lambda: W.DatePicker(name="x", **YEAR), DAY, DAY),
    "DateRangePicker": (lambda: W.DateRangePicker(name="x"), (DAY, DAY), (DAY, DAY)),
    "DateRangeSlider": (lambda: W.DateRangeSlider(name="x", **YEAR), (DAY, DAY), (DAY, DAY)),
    "DateSlider": (lambda: W.DateSlider(name="x", **YEAR), DAY, DAY),
    "DatetimeInput": (lambda: W.DatetimeInput(name="x"), "2030-05-02 12:00:00", NOON),
    "DatetimePicker": (lambda: W.DatetimePicker(name="x"), NOON, NOON),
    "DatetimeRangePicker": (lambda: W.DatetimeRangePicker(name="x"), (NOON, NOON), (NOON, NOON)),
    "DatetimeSlider": (lambda: W.DatetimeSlider(name="x", **MOMENTS), NOON, NOON),
    "DiscreteSlider": (lambda: W.DiscreteSlider(name="x", options=[1, 10, 100]), 10, 10),
    "EditableFloatSlider": (lambda: W.EditableFloatSlider(name="x", start=0, end=1), 2.5, 2.5),
    "EditableRangeSlider": (lambda: W.EditableRangeSlider(name="x"), (0.5, 3), (0.5, 3)),
    "FloatInput": (lambda: W.FloatInput(name="x"), 2.5, 2.5),
    "FloatSlider": (lambda: W.FloatSlider(name="x", end=1, step=0.1), 0.3, 0.3),
    "IntInput": (lambda: W.IntInput(name="x", end=9), 9, 9),
    "IntRangeSlider": (lambda: W.IntRangeSlider(name="x", end=9), (2, 3), (2, 3)),
    "IntSlider": (lambda: W.IntSlider(name="x", end=9, step=4), 9, 9),
    "JSONEditor": (lambda: W.JSONEditor(name="x"), {"a": [1]}, {"a": [1]}),
    "LiteralInput": (lambda: W.LiteralInput(name="x"), [1, 2], [1, 2]),
    "MultiChoice": (lambda: W.MultiChoice(name="x", options=["a", "b"]), ["b"], ["b"]),
    "MultiSelect": (lambda: W.MultiSelect(name="x", options=["a", "b"]), ["a", "b"], ["a", "b"]),
    "NestedSelect": (
        lambda: W.NestedSelect(name="x", options={"a": ["p"], "b": ["q", "r"]}, levels=["one", "two"]),
        ["b", "r"],
        {"one": "b", "two": "r"},
    ),
    "Player": (lambda: W.Player(name="x", end=9), 3, 3),
    "RadioButtonGroup": (lambda: W.RadioButtonGroup(name="x", options={"Oak": 1, "Yew": 2}), "Yew", 2),
    "RangeSlider": (lambda: W.RangeSlider(name="x"), (0.1, 0.7), (0.1, 0.7)),
    "Select": (lambda: W.Select(name="x", options={"Oak": 1, "Yew": 2}), "Yew", 2),
    "Switch": (lambda: W.Switch(name="x"), True, True),
    "TextAreaInput": (lambda: W.TextAreaInput(name="x"), "two\nlines", "two\nlines"),
    "TextEditor": (lambda: W.TextEditor(name="x"), "<p>a</p>", "<p>a</p>"),
    "TextInput": (lambda: W.TextInput(name="x"), "word", "word"),
    "TimePicker": (lambda: W.TimePicker(name="x"), dt.time(9, 30), dt.time(9, 30)),
    "Toggle": (lambda: W.Toggle(name="x"), True, True),
}
"""What makes a component, what a visitor gives it, and the value that the app then has; None: not compared."""


@pytest.mark.parametrize("name", GIVEN)
def test_a_value_is_given_to_each_kind(name: str) -> None:
    make, given, expected = GIVEN[name]
    widget = make()
    with testing.Site(widget) as site:
        user = site.visit()
        user.set("x", given)
        assert user.browser.errors == []
        if expected is not None:
            assert widget.value == expected


@pytest.mark.parametrize(
    ("make", "given", "possible"),
    [
        (lambda: W.IntSlider(name="x", end=9), 10, "from 0 to 9"),
        (lambda: W.IntSlider(name="x", end=9), 1.5, "a whole number"),
        (lambda: W.FloatSlider(name="x", end=1, step=0.25), 0.3, "such as 0.25 or 0.5"),
        (lambda: W.IntInput(name="x", start=1), 0, "of at least 1"),
        (lambda: W.RangeSlider(name="x"), 1, "a pair"),
        (lambda: W.RangeSlider(name="x"), (0.7, 0.2), "the lower end first"),
        (lambda: W.DateSlider(name="x", **YEAR), dt.date(2031, 1, 1), "from 2030-01-01"),
        (lambda: W.DatePicker(name="x", end=DAY), dt.date(2030, 5, 3), "of at most 2030-05-02"),
        (lambda: W.DatePicker(name="x", disabled_dates=[DAY]), DAY, "a day that can be chosen"),
        (lambda: W.DatePicker(name="x"), "tomorrow", "a date, a datetime, or its ISO text"),
        (lambda: W.TimePicker(name="x", start="10:00"), "09:00", "of at least 10:00:00"),
        (lambda: W.Select(name="x", options=["oak", "beech"]), "bech", "Did you mean 'beech'"),
        (lambda: W.Select(name="x", options=["a", "b"], disabled_options=["b"]), "b", "options 'a' for"),
        (lambda: W.MultiChoice(name="x", options=["a", "b"], max_items=1), ["a", "b"], "at most 1 options"),
        (lambda: W.MultiSelect(name="x", options=["a"]), "a", "a list of options"),
        (lambda: W.TextInput(name="x", max_length=3), "long", "at most 3 characters"),
        (lambda: W.ColorPicker(name="x"), "red", "'#1f77b4'"),
        (lambda: W.Checkbox(name="x"), 1, "True or False"),
        (lambda: W.FileInput(name="x"), b"", "with upload"),
        (lambda: W.StaticText(name="x"), "y", "cannot change a StaticText"),
        (lambda: W.TextInput(name="x", disabled=True), "y", "it is disabled"),
        (lambda: W.TextInput(name="x", visible=False), "y", "it is not visible"),
    ],
)
def test_what_a_visitor_could_not_give_is_refused(make: Callable[[], Any], given: Any, possible: str) -> None:
    widget = make()
    before = getattr(widget, "value", None)
    with testing.Site(widget) as site:
        user = site.visit()
        with pytest.raises(TestingError) as raised:
            user.set("x", given)
        assert possible in str(raised.value)
    assert getattr(widget, "value", None) == before


def test_a_text_is_typed_key_by_key() -> None:
    field = W.TextInput(name="Word")
    told: list[tuple[str, Any]] = []
    for name in ("value_input", "value", "enter_pressed"):
        if name in field.param:
            field.param.watch(lambda event: told.append((event.name, event.new)), name)
    with testing.Site(field) as site:
        user = site.visit()
        user.type_text("Word", "oak")
        assert told == [("value_input", "o"), ("value_input", "oa"), ("value_input", "oak")]
        user.find("Word").leave()
        assert field.value == "oak"
        user.type_text("Word", "yew", enter=True)
        assert field.value == "yew"


def test_what_does_not_follow_keys_says_so() -> None:
    with (
        testing.Site(W.LiteralInput(name="x")) as site,
        pytest.raises(TestingError, match=r"Use set\('\[1\]'\)"),
    ):
        site.visit().type_text("x", "[1]")


def test_parts_are_pressed() -> None:
    tabs = pn.Tabs(("One", "1"), ("Two", "2"), closable=True)
    folds = pn.Accordion(("North", "n"), ("South", "s"))
    card = pn.Card("inside", title="Card")
    boxes = W.CheckBoxGroup(name="Kinds", options=["oak", "yew"], value=["oak"])
    menu = W.MenuButton(name="More", items=["Save", None, "Print"])
    with testing.Site(pn.Column(tabs, folds, card, boxes, menu)) as site:
        user = site.visit()
        for label in ("Two", "South", "North", "Card", "yew", "oak", "Print"):
            user.click(label)
        assert (tabs.active, folds.active, card.collapsed) == (1, [0, 1], True)
        assert (boxes.value, menu.clicked) == (["yew"], "Print")
        user.click("Close One")
        assert len(tabs) == 1
        with pytest.raises(TestingError, match=r"Choose with set.* Save, Print"):
            user.click("More")
        with pytest.raises(TestingError, match="What can be pressed in it: tab 'Two'"):
            user.find(type="Tabs").click()


def test_a_dialog_is_acted_in_only_while_it_is_open() -> None:
    modal = pn.Modal(W.Button(name="Save"), name="Options")
    opener = modal.create_button("toggle", name="Open")
    with testing.Site(pn.Column(opener, modal)) as site:
        user = site.visit()
        with pytest.raises(TestingError, match="it is in a dialog that is not open"):
            user.click("Save")
        modal.open = True
        site.settle()
        user.click("Save")
        user.click("Close")
        assert modal.open is False


def test_files_are_given(tmp_path: Path) -> None:
    one, several = W.FileInput(name="One", accept=".csv"), W.FileDropper(name="Several", multiple=True)
    (tmp_path / "a.csv").write_text("a,b\n")
    with testing.Site(pn.Column(one, several)) as site:
        user = site.visit()
        user.upload("One", tmp_path / "a.csv")
        assert (one.filename, one.value) == ("a.csv", b"a,b\n")
        user.upload("Several", ("big.bin", b"x" * 1_200_000), ("b.txt", b"hello"))
        assert {name: len(data) for name, data in several.value.items()} == {"big.bin": 1_200_000, "b.txt": 5}
        user.click("Remove big.bin")
        assert list(several.value) == ["b.txt"]
        with pytest.raises(TestingError, match=r"refused b\.txt: Expected a file of \.csv"):
            user.upload("One", ("b.txt", b""))
        with pytest.raises(TestingError, match="one file at a time, got 2"):
            user.upload("One", ("a.csv", b""), ("b.csv", b""))


def people() -> pd.DataFrame:
    return pd.DataFrame({"name": ["Ada", "Emmy"], "born": pd.to_datetime(["1815-12-10", "1882-03-23"])})


def test_a_table_is_read_and_edited() -> None:
    table = W.Tabulator(
        people(), editors={"name": "input", "born": "date"}, titles={"name": "Name"}, show_index=False
    )
    clicks: list[Any] = []
    table.on_click(clicks.append)
    with testing.Site(table) as site:
        user = site.visit()
        shown = user.table()
        assert shown.columns == ["Name", "born"]
        assert shown.rows[0] == {"Name": "Ada", "born": dt.datetime(1815, 12, 10)}
        assert user.sees("Emmy")
        shown.edit(0, "Name", "Ada L.")
        shown.edit(1, "born", dt.date(1882, 3, 24))
        assert shown.cell(0, "Name") == "Ada L."
        assert table.value.born[1] == pd.Timestamp("1882-03-24")
        shown.select(1)
        assert (table.selection, shown.selection) == ([1], [1])
        shown.click(1, "Name")
        assert clicks[0].value == "Emmy"
        with pytest.raises(TestingError, match=r"no column 'age'\. It has: Name, born"):
            shown.cell(0, "age")
        with pytest.raises(TestingError, match="has 2 rows here, and none with number 2"):
            shown.cell(2, "Name")


def test_a_disabled_table_is_sorted_but_not_edited() -> None:
    table = W.Tabulator(people(), editors={"name": "input"}, disabled=True)
    with testing.Site(table) as site:
        shown = site.visit().table()
        shown.sort("name", "desc")
        assert table.sorters == [{"field": "name", "dir": "desc"}]
        with pytest.raises(TestingError, match="cannot be edited in the column 'name'"):
            shown.edit(0, "name", "x")


def test_a_table_in_pages_shows_one() -> None:
    frame = pd.DataFrame({"n": range(25)})
    table = W.Tabulator(frame, pagination="remote", page_size=10, show_index=False, editors={"n": None})
    with testing.Site(table) as site:
        shown = site.visit().table()
        assert [row["n"] for row in shown.rows] == list(range(10))
        shown.go_to_page(3)
        assert [row["n"] for row in shown.rows] == list(range(20, 25))
        shown.sort("n", "desc")
        shown.go_to_page(1)
        assert shown.cell(0, "n") == 24
        with pytest.raises(TestingError, match="pages from 1 to 3, not 4"):
            shown.go_to_page(4)
        with pytest.raises(TestingError, match="cannot be edited in the column 'n'"):
            shown.edit(0, "n", 1)


def test_the_address_bar_goes_back_and_forward() -> None:
    def app() -> Viewable:
        slider = W.IntSlider(name="Speed", end=9)
        location = pn.state.location
        assert location is not None
        location.sync(slider, {"value": "speed"})
        return slider

    with testing.Site(app) as site:
        user = site.visit("/?speed=2")
        assert user.find("Speed").value == 2
        user.set("Speed", 7)
        assert user.url == "/?speed=7"
        user.back()
        assert (user.url, user.find("Speed").value) == ("/?speed=2", 2)
        user.forward()
        assert (user.url, user.find("Speed").value) == ("/?speed=7", 7)
        user.go("?speed=4")
        assert user.find("Speed").value == 4
        with pytest.raises(TestingError, match="no page after"):
            user.forward()


def test_notifications_are_read_and_closed() -> None:
    button = W.Button(name="Save")
    button.on_click(lambda event: notifications().success("Saved."))

    with testing.Site(lambda: button, setup=lambda: pn.extension(notifications=True)) as site:
        user = site.visit()
        user.click("Save")
        assert [(each.message, each.type) for each in user.notifications] == [("Saved.", "success")]
        assert user.sees("Saved.")
        user.dismiss("Saved.")
        assert user.notifications == []
        with pytest.raises(TestingError, match="There are: none"):
            user.dismiss("Saved.")


def test_a_notification_goes_when_its_time_is_over() -> None:
    button = W.Button(name="Save")
    button.on_click(lambda event: notifications().info("For a while.", duration=3000))
    button.on_click(lambda event: notifications().error("Until it is closed.", duration=0))
    with testing.Site(lambda: button, setup=lambda: pn.extension(notifications=True)) as site:
        user = site.visit()
        user.click("Save")
        site.advance(2.9)
        assert len(user.notifications) == 2
        site.advance("200ms")
        site.advance("1h")
        assert [each.message for each in user.notifications] == ["Until it is closed."]


@pytest.mark.parametrize("embed", [True, False])
def test_a_file_is_fetched(embed: bool) -> None:
    content = bytes(range(256)) * 5000
    button = W.FileDownload(
        callback=lambda: io.BytesIO(content), filename="all.bin", name="Get", embed=embed, label="Get"
    )
    with testing.Site(button) as site:
        user = site.visit()
        assert user.download("Get") == ("all.bin", content)


def test_a_file_that_cannot_be_made_is_told() -> None:
    def fail() -> Any:
        raise ValueError("no file today")

    with testing.Site(W.FileDownload(callback=fail, filename="x", label="Get")) as site:
        user = site.visit()
        with site.expect_errors(ValueError), pytest.raises(TestingError, match="gave no file"):
            user.download("Get")


def test_what_the_server_refuses_can_be_tried() -> None:
    slider = W.IntSlider(name="x", end=9)
    with testing.Site(slider) as site:
        user = site.visit()
        user.find("x").edit(value=10)
        user.find("x").event("explode")
        assert [error.code for error in user.browser.errors] == ["bad-value", "unknown-event"]


def test_one_who_is_away_is_told_to_the_server() -> None:
    seen: list[bool] = []

    def app() -> str:
        session = pn.state.session()
        pn.state.add_periodic_callback(lambda: seen.append(session.visible), period=1000)
        return "x"

    with testing.Site(app) as site:
        user = site.visit()
        user.hide()
        site.advance(1)
        user.show()
        site.advance(1)
    assert seen == [False, True]
