"""Choices: groups, tags, two lists and levels hold what a visitor chose, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

import lanai as pn
from lanai import testing
from lanai.components.widgets import Widget
from lanai.errors import BadArgument, BadValue

w = pn.widgets
OPTIONS = {"One": 1, "Two": 2, "Three": 3}


@pytest.mark.parametrize("kind", [w.RadioBoxGroup, w.RadioButtonGroup])
def test_one_of_a_group(kind: type[Widget]) -> None:
    group = kind(name="x", options=OPTIONS)
    assert group.value == 1
    with testing.Site(group) as site:
        user = site.visit()
        user.set("x", "Three")
        assert group.value == 3
        user.find("x").edit(value="Four")
        assert group.value == 3
        assert [error.code for error in user.browser.errors] == ["bad-value"]


@pytest.mark.parametrize("kind", [w.CheckBoxGroup, w.CheckButtonGroup, w.MultiChoice, w.CrossSelector])
def test_several(kind: type[Widget]) -> None:
    several = kind(name="x", options=OPTIONS, value=[2])
    with testing.Site(several) as site:
        user = site.visit()
        assert user.find("x").value == ["Two"]
        user.set("x", ["One", "Three"])
        assert several.value == [1, 3]
        for bad in (["Four"], "One", ["One", "One"], [1]):
            user.find("x").edit(value=bad)
        assert several.value == [1, 3]
        assert len(user.browser.errors) == 4
        several.options = ["a"]  # type: ignore[attr-defined]
        assert several.value == []


def test_a_multichoice_has_room_for_so_many() -> None:
    choice = w.MultiChoice(options=OPTIONS, max_items=1)
    with pytest.raises(BadValue, match="at most 1"):
        choice.decode("value", ["One", "Two"])


def test_a_toggle_group_is_one_of_four() -> None:
    assert isinstance(w.ToggleGroup(options=["a"]), w.CheckButtonGroup)
    assert isinstance(w.ToggleGroup(widget_type="box", behavior="radio"), w.RadioBoxGroup)
    with pytest.raises(BadArgument, match="widget_type"):
        w.ToggleGroup(widget_type="circle")


@pytest.mark.parametrize(
    ("restrict", "text", "value"),
    [(True, "Two", 2), (True, "", ""), (False, "Two", 2), (False, "else", "else")],
)
def test_an_autocomplete_takes(restrict: bool, text: str, value: Any) -> None:
    field = w.AutocompleteInput(name="x", options=OPTIONS, restrict=restrict)
    with testing.Site(field) as site:
        site.visit().set("x", text)
    assert field.value == value


def test_a_restricted_autocomplete_refuses_the_rest() -> None:
    with pytest.raises(BadValue, match="one of the 3"):
        w.AutocompleteInput(options=OPTIONS).decode("value", "else")


def test_filters_of_two_lists() -> None:
    cross = w.CrossSelector(name="x", options=["ab", "b", "c"], definition_order=False)
    with testing.Site(cross) as site:
        user = site.visit()
        user.browser.event(cross._number, "filter", {"side": "left", "pattern": "b"})
        user.browser.event(cross._number, "filter", {"side": "right", "pattern": "["})
        site.settle()
        assert user.find("x").read("hidden") == {"left": [2], "right": [0, 1, 2]}


def test_menus_that_depend_on_each_other() -> None:
    nested = w.NestedSelect(name="x", options={"a": [1, 2], "b": {"c": ["d"]}}, levels=["first"])
    assert nested.value == {"first": "a", 1: 1}
    with testing.Site(nested) as site:
        user = site.visit()
        user.browser.event(nested._number, "choose", {"level": 1, "label": "2"})
        site.settle()
        assert nested.value == {"first": "a", 1: 2}
        user.browser.event(nested._number, "choose", {"level": 0, "label": "b"})
        site.settle()
        assert nested.value == {"first": "b", 1: "c", 2: "d"}
        assert [step["value"] for step in user.find("x").read("steps")] == ["b", "c", "d"]
        user.browser.event(nested._number, "choose", {"level": 9, "label": "b"})
        site.settle()
        assert [error.code for error in user.browser.errors] == ["bad-value"]


def test_levels_from_a_function() -> None:
    def offer(level: str, value: dict[str, Any]) -> list[str]:
        return ["x", "y"] if level == "A" else [value["A"] + "1", value["A"] + "2"]

    nested = w.NestedSelect(options=offer, levels=["A", "B"], value={"A": "y"})
    assert nested.value == {"A": "y", "B": "y1"}


def test_a_menu_tells_what_was_chosen() -> None:
    seen: list[str] = []
    menu = w.MenuButton(name="m", items=[("Save", "s"), None, "Quit"], split=True)
    menu.on_click(lambda event: seen.append(event.new))
    with testing.Site(menu) as site:
        user = site.visit()
        for place in (0, 2, None, 1, 5, "0"):
            user.browser.event(menu._number, "choose", {"place": place})
        site.settle()
        assert [error.code for error in user.browser.errors] == ["bad-value"] * 3
    assert seen == ["s", "Quit", "m"]
    with pytest.raises(BadArgument, match="item of a MenuButton"):
        menu.items = [1]


def test_icons_that_are_pressed() -> None:
    clicks: list[int] = []
    button = w.ButtonIcon(name="b", on_click=lambda event: clicks.append(event.new))
    toggle = w.ToggleIcon(name="t")
    with testing.Site(pn.Row(button, toggle)) as site:
        user = site.visit()
        user.click("b")
        user.click("b")
        user.set("t", True)
    assert clicks == [1, 2]
    assert button.value is False
    assert toggle.value is True
