"""What all components share: how they report, what they cost, and that Param still finds what is Param's."""

from __future__ import annotations

import tracemalloc
from typing import Any

import param
import pytest
from param.parameterized import _InstancePrivate

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable


def test_a_watcher_that_takes_long_does_not_hold_back_what_it_reacted_to() -> None:
    seen: list[object] = []
    slider = pn.widgets.IntSlider(end=5)
    with testing.Site(slider) as site:
        user = site.visit()

        def slow(event: object) -> None:
            site.settle()
            seen.append(user.find().value)

        slider.param.watch(slow, "value")
        slider.value = 3
    assert seen == [3]


@pytest.mark.parametrize("name", sorted({*_InstancePrivate.__slots__} - {"parameters_state"}))
def test_params_record_is_whole_when_it_is_asked_for(name: str) -> None:
    known = param.parameterized.Parameterized()._param__private
    assert type(getattr(pn.Row()._param__private, name)) is type(getattr(known, name))


def test_params_record_of_what_is_under_way_begins_as_params_own() -> None:
    known = param.parameterized.Parameterized()._param__private.parameters_state
    mine = pn.Row()._param__private.parameters_state
    assert {key: mine[key] for key in known} == known
    assert {*known} <= {*mine}


def test_params_record_has_nothing_else() -> None:
    with pytest.raises(AttributeError, match="surprise"):
        _ = pn.Row()._param__private.surprise  # type: ignore[attr-defined]


def test_a_component_is_small() -> None:
    many = 200
    keep: list[Any] = [pn.Row() for _ in range(many)]  # what the first ones make once is not counted
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        keep.extend(pn.Row() for _ in range(many))
        each = (tracemalloc.get_traced_memory()[0] - before) / many
    finally:
        tracemalloc.stop()
    assert each < 600, f"{each:.0f} bytes"


def test_setting_many_parameters_makes_no_instance_parameters_of_those_given_at_birth() -> None:
    slider = pn.widgets.IntSlider(name="x", start=1, end=5, value=2, width=100)
    assert not slider._param__private.params


def test_lists_and_dicts_are_each_objects_own() -> None:
    one, other = pn.Row(), pn.Row()
    one.styles["color"] = "red"
    one.css_classes.append("big")
    assert (other.styles, other.css_classes, Viewable().styles) == ({}, [], {})


def test_wire_names_of_what_differs_only() -> None:
    assert pn.Row().definition() == {}
    assert pn.Row(width=10, styles={"a": "b"}, name="x").definition() == {"width": 10, "styles": {"a": "b"}}


def test_select_finds_what_is_below() -> None:
    button = pn.widgets.Button(name="b")
    page = pn.Column(pn.Row(button), "text")
    assert page.select(pn.widgets.Button) == [button]
    assert page.select(lambda item: isinstance(item, pn.Row)) == [page[0]]


def test_a_default_that_the_app_changes_travels_to_what_inherits_it() -> None:
    class Text(pn.widgets.StaticText):
        note = param.String("a")

    class Title(Text):
        pass

    assert Title().definition() == {}
    Text.width = 200  # type: ignore[assignment]
    assert Title().definition() == {"width": 200}
    assert Title(width=None).definition() == {}
    assert pn.widgets.StaticText().definition() == {}
    Text.param["note"].default = "b"
    assert Title().definition() == {"width": 200, "note": "b"}


def test_a_parameter_made_of_the_kind_of_ours_is_params_own() -> None:
    made = type(pn.widgets.IntSlider.param.value)(bounds=(0, 3))
    assert type(made) is param.Integer
    assert (made.default, made.bounds, made.allow_None) == (0, (0, 3), False)


def test_a_wrong_name_is_refused_after_right_ones() -> None:
    with pytest.raises(TypeError, match="valeu"):
        pn.widgets.IntSlider(name="x", valeu=3)
