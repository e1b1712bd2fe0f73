"""Widgets: what a visitor does arrives, and what does not fit never does."""

from __future__ import annotations

import datetime as dt
from typing import Any

import param
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lanai as pn
from lanai import testing
from lanai.components.limits import decoded
from lanai.components.widgets import Widget
from lanai.errors import BadArgument, BadValue

KINDS: tuple[type[Widget], ...] = (
    pn.widgets.Button,
    pn.widgets.Checkbox,
    pn.widgets.DatePicker,
    pn.widgets.DatetimePicker,
    pn.widgets.FloatInput,
    pn.widgets.FloatSlider,
    pn.widgets.IntInput,
    pn.widgets.IntSlider,
    pn.widgets.LiteralInput,
    pn.widgets.MultiSelect,
    pn.widgets.PasswordInput,
    pn.widgets.Select,
    pn.widgets.StaticText,
    pn.widgets.Switch,
    pn.widgets.TextAreaInput,
    pn.widgets.TextInput,
    pn.widgets.Toggle,
)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=4,
)


# -- labels -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("word", ["name", "label"])
def test_name_and_label_both_title_a_widget(kind: type[Widget], word: str) -> None:
    widget = kind(**{word: "First"})
    with testing.Site(widget) as site:
        user = site.visit()
        assert user.find("First").type == kind.__name__
        widget.name = "Second"
        site.settle()
        assert user.find("Second").type == kind.__name__
        widget.label = "Third"
        site.settle()
        assert user.find("Third").type == kind.__name__
        assert widget.name == "Third"


def test_a_widget_without_a_title_has_none() -> None:
    assert pn.widgets.Button().label == pn.widgets.Button().name == ""


def test_a_name_set_reaches_those_who_watch_the_label() -> None:
    button = pn.widgets.Button(name="a")
    seen: list[str] = []
    button.param.watch(lambda event: seen.append(event.new), "label")
    button.name = "b"
    assert seen == ["b"]


# -- what a visitor does --------------------------------------------------------------------------------


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(-5, 5), max_size=5))
def test_a_slider_holds_what_the_visitor_chose(values: list[int]) -> None:
    slider = pn.widgets.IntSlider(name="x", start=-5, end=5, value=0)
    with testing.Site(slider) as site:
        user = site.visit()
        for value in values:
            user.set("x", value)
            assert slider.value == value == user.find("x").value


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=20))
def test_a_field_holds_the_text_that_was_entered(text: str) -> None:
    field = pn.widgets.TextInput(name="x")
    with testing.Site(field) as site:
        user = site.visit()
        user.set("x", text)
        assert field.value == text == user.find("x").value


@pytest.mark.parametrize("kind", [pn.widgets.Toggle, pn.widgets.Checkbox, pn.widgets.Switch])
def test_a_switch_switches(kind: type[Widget]) -> None:
    switch = kind(name="x")
    with testing.Site(switch) as site:
        user = site.visit()
        user.click("x")
        assert switch.value is True
        user.click("x")
        assert switch.value is False


def test_a_click_counts_and_calls() -> None:
    seen: list[tuple[str, Any]] = []
    button = pn.widgets.Button(name="Go", on_click=lambda event: seen.append((event.name, event.new)))
    button.param.watch(lambda event: seen.append((event.name, event.new)), "value")
    with testing.Site(button) as site:
        user = site.visit()
        user.click("Go")
        user.click("Go")
    assert sorted(seen) == [("clicks", 1), ("clicks", 2), ("value", True), ("value", True)]
    assert button.value is False


def test_a_callback_can_be_taken_back() -> None:
    seen: list[int] = []
    button = pn.widgets.Button(name="Go")
    watcher = button.on_click(lambda event: seen.append(event.new))
    with testing.Site(button) as site:
        user = site.visit()
        user.click("Go")
        button.param.unwatch(watcher)
        user.click("Go")
    assert seen == [1]


def test_enter_is_an_event() -> None:
    field = pn.widgets.TextInput(name="x")
    seen: list[str | None] = []
    field.param.watch(lambda event: seen.append(field.value), "enter_pressed")
    with testing.Site(field) as site:
        user = site.visit()
        user.set("x", "hello")
        user.browser.event(field._number, "enter")
        site.settle()
    assert seen == ["hello"]
    assert field.enter_pressed is False


# -- what does not fit ----------------------------------------------------------------------------------


def accepts(widget: Widget, name: str, data: Any) -> bool:
    try:
        value = decoded(widget, name, data)
    except BadValue:
        return False
    setattr(widget, name, value)
    return bool(widget.encode(name, getattr(widget, name)) == data)


@given(json_values)
def test_only_what_fits_is_accepted(data: Any) -> None:
    whole = isinstance(data, int) and not isinstance(data, bool)
    text = isinstance(data, str)
    assert accepts(pn.widgets.Toggle(), "value", data) == isinstance(data, bool)
    assert accepts(pn.widgets.Checkbox(), "value", data) == isinstance(data, bool)
    assert accepts(pn.widgets.IntSlider(start=0, end=9), "value", data) == (whole and 0 <= data <= 9)
    assert accepts(pn.widgets.IntSlider(), "value_throttled", data) == (whole and 0 <= data <= 1)
    assert accepts(pn.widgets.IntInput(), "value", data) == (whole or data is None)
    assert accepts(pn.widgets.IntInput(start=3), "value", data) == ((whole and data >= 3) or data is None)
    number = whole or isinstance(data, float)
    assert accepts(pn.widgets.Switch(), "value", data) == isinstance(data, bool)
    assert accepts(pn.widgets.FloatSlider(start=0, end=9), "value", data) == (number and 0 <= data <= 9)
    assert accepts(pn.widgets.FloatInput(), "value", data) == (number or data is None)
    assert accepts(pn.widgets.MultiSelect(options=["a", "b"]), "value", data) == (
        isinstance(data, list) and all(item in ("a", "b") for item in data)
    )
    assert accepts(pn.widgets.DatePicker(), "value", data) == (data is None)
    assert accepts(pn.widgets.TextAreaInput(max_length=3), "value", data) == (text and len(data) <= 3)
    assert accepts(pn.widgets.PasswordInput(max_length=3), "value", data) == (text and len(data) <= 3)
    assert accepts(pn.widgets.TextInput(max_length=3), "value", data) == (text and len(data) <= 3)
    assert accepts(pn.widgets.TextInput(), "value_input", data) == text
    assert accepts(pn.widgets.Select(options=["a", ""]), "value", data) == (data in ("a", "") and text)


def test_a_refused_edit_has_no_effect_and_is_answered() -> None:
    slider = pn.widgets.IntSlider(name="x", end=10, value=4)
    seen: list[int] = []
    slider.param.watch(lambda event: seen.append(event.new), "value")
    with testing.Site(slider) as site:
        user = site.visit()
        user.find("x").edit(value=11)
        assert user.find("x").value == 4
        assert [error.code for error in user.browser.errors] == ["bad-value"]
    assert seen == []


@pytest.mark.parametrize("kind", [pn.widgets.IntSlider, pn.widgets.IntInput, pn.widgets.Toggle])
def test_a_disabled_widget_cannot_be_changed(kind: type[Widget]) -> None:
    widget = kind(name="x", disabled=True)
    before = widget.value
    with testing.Site(widget) as site:
        user = site.visit()
        user.find("x").edit(value=None if kind is pn.widgets.IntInput else 1)
        assert user.browser.errors
    assert widget.value == before


def test_a_disabled_button_cannot_be_clicked() -> None:
    button = pn.widgets.Button(name="x", disabled=True)
    with testing.Site(button) as site:
        site.visit().find("x").event("click")
    assert button.clicks == 0


# -- defaults and other names ------------------------------------------------------------------------


def test_numbers_begin_at_their_start() -> None:
    slider = pn.widgets.IntSlider(start=3, end=9)
    assert (slider.value, slider.value_throttled) == (3, 3)
    assert pn.widgets.IntInput(start=3).value == 3
    assert pn.widgets.IntInput(value=None).value is None


def test_colour_and_variant_are_other_names() -> None:
    button = pn.widgets.Button(button_type="primary", variant="outline")
    assert (button.color, button.button_style) == ("primary", "outline")
    button.color = "danger"
    assert button.button_type == "danger"


def test_static_text_shows_the_text_of_anything() -> None:
    shown = pn.widgets.StaticText(name="Now", value=3.5)
    with testing.Site(shown) as site:
        user = site.visit()
        assert user.text == "3.5 Now"
        shown.value = "<b>text</b>"
        site.settle()
        assert user.find("Now").read("text") == "<b>text</b>"
        shown.value = None
        site.settle()
        assert user.find("Now").read("text") == ""


def test_a_number_input_suits_its_numbers() -> None:
    assert type(pn.widgets.NumberInput(value=3, step=2)) is pn.widgets.IntInput
    assert type(pn.widgets.Spinner(name="x", value=3, step=0.5)) is pn.widgets.FloatInput


@given(st.integers(10**308, 10**320))
def test_a_number_too_large_for_a_fraction_is_refused(number: int) -> None:
    try:
        float(number)
    except OverflowError:
        with pytest.raises(BadValue, match="below"):
            pn.widgets.FloatInput().decode("value", number)


# -- dates --------------------------------------------------------------------------------------------


@given(st.dates())
def test_a_day_comes_back_as_it_went(day: dt.date) -> None:
    picker = pn.widgets.DatePicker(value=day)
    assert picker.decode("value", picker.encode("value", day)) == day


@given(st.datetimes())
def test_a_moment_comes_back_as_it_went_but_for_parts_of_a_second(moment: dt.datetime) -> None:
    picker = pn.widgets.DatetimePicker(value=moment)
    assert picker.decode("value", picker.encode("value", moment)) == moment.replace(microsecond=0)


def test_days_that_cannot_be_chosen() -> None:
    picker = pn.widgets.DatePicker(
        name="x",
        start=dt.date(2030, 1, 1),
        end=dt.date(2030, 12, 31),
        disabled_dates=[dt.date(2030, 5, 1)],
        enabled_dates=[dt.date(2030, 5, 1), dt.date(2030, 5, 2)],
    )
    with testing.Site(picker) as site:
        user = site.visit()
        for refused in ("2029-12-31", "2031-01-01", "2030-05-01", "2030-05-03", "never"):
            user.find("x").edit(value=refused)
            assert picker.value is None
        user.set("x", "2030-05-02")
        assert picker.value == dt.date(2030, 5, 2)
        assert len(user.browser.errors) == 5
        user.set("x", None)
        assert picker.value is None


def test_moments_have_limits_and_days_are_midnights() -> None:
    picker = pn.widgets.DatetimePicker(start=dt.datetime(2030, 1, 1, 12), value=dt.date(2030, 2, 1))
    assert picker.encode("value", picker.value) == "2030-02-01T00:00:00"
    with pytest.raises(BadValue):
        picker.decode("value", "2030-01-01T11:59")
    assert picker.decode("value", "2030-01-01T12:00") == dt.datetime(2030, 1, 1, 12)


# -- literals -----------------------------------------------------------------------------------------


literals = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.binary(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=5,
)


@given(literals)
def test_a_literal_comes_back_as_it_went(value: Any) -> None:
    field = pn.widgets.LiteralInput(value=value)
    assert field.decode("value", field.encode("value", value)) == value


@given(json_values)
def test_json_comes_back_as_it_went(value: Any) -> None:
    field = pn.widgets.LiteralInput(value=value, serializer="json")
    assert field.decode("value", field.encode("value", value)) == value


@pytest.mark.parametrize("text", ["f()", "{'a':", "[" * 5000, "__import__('os')", "1 +", "'a'", "\0"])
def test_what_is_no_literal_of_the_type_is_refused(text: str) -> None:
    field = pn.widgets.LiteralInput(value=[1], type=(list, dict))
    with pytest.raises(BadValue):
        field.decode("value", text)


# -- MultiSelect --------------------------------------------------------------------------------------


def test_any_number_can_be_chosen() -> None:
    choice = pn.widgets.MultiSelect(name="x", options={"one": 1, "two": 2, "none": None}, value=[2])
    with testing.Site(choice) as site:
        user = site.visit()
        assert user.find("x").value == ["two"]
        user.set("x", ["one", "none"])
        assert choice.value == [1, None]
        choice.options = {"uno": 1, "dos": 2}
        site.settle()
        assert (choice.value, user.find("x").value) == ([1], ["uno"])


# -- Select -------------------------------------------------------------------------------------------


def test_the_browser_knows_options_by_their_labels() -> None:
    choice = pn.widgets.Select(name="x", options={"one": 1, "none": None}, value=None)
    with testing.Site(choice) as site:
        user = site.visit()
        assert (user.find("x").value, user.find("x").read("options")) == ("none", ["one", "none"])
        user.set("x", "one")
        assert choice.value == 1
        choice.options = {"uno": 1}
        site.settle()
        assert user.find("x").value == "uno"


@given(st.lists(st.integers(0, 5), unique=True), st.lists(st.integers(0, 5), unique=True), st.integers(0, 5))
def test_a_choice_stays_among_its_options(before: list[int], after: list[int], value: int) -> None:
    choice = pn.widgets.Select(options=before)
    assert choice.value == (before[0] if before else None)
    if value in before:
        choice.value = value
    kept = choice.value in after
    old = choice.value
    choice.options = after
    assert choice.value == (old if kept else after[0] if after else None)


def test_options_and_value_can_be_set_together() -> None:
    choice = pn.widgets.Select(options=[1, 2], value=2)
    choice.param.update(options=[7, 8], value=8)
    assert choice.value == 8
    choice.param.update(value=3, options=[2, 3])
    assert choice.value == 3


def test_grouped_options() -> None:
    choice = pn.widgets.Select(name="x", groups={"A": [1, 2], "B": {"three": 3}})
    with testing.Site(choice) as site:
        user = site.visit()
        assert user.find("x").read("groups") == {"A": ["1", "2"], "B": ["three"]}
        user.set("x", "three")
    assert choice.value == 3
    with pytest.raises(BadArgument, match="either `options` or `groups`"):
        pn.widgets.Select(options=[1], groups={"A": [1]})


def test_disabled_options_cannot_be_chosen() -> None:
    choice = pn.widgets.Select(name="x", options=["a", "b"], disabled_options=["b"])
    with testing.Site(choice) as site:
        user = site.visit()
        assert user.find("x").read("disabled_options") == ["b"]
        user.find("x").edit(value="b")
        assert user.find("x").value == "a"
    assert choice.value == "a"
    with pytest.raises(BadArgument, match="which are none"):
        pn.widgets.Select(options=["a"], disabled_options=["c"])
    with pytest.raises(BadArgument, match="not disabled"):
        pn.widgets.Select(options=["a"], value="a", disabled_options=["a"])


def test_options_that_cannot_be_compared() -> None:
    numpy = pytest.importorskip("numpy")
    first, second = numpy.arange(3), numpy.arange(3) + 1
    choice = pn.widgets.Select(options={"first": first, "second": second}, value=second)
    assert choice.encode("value", choice.value) == "second"


# -- references ---------------------------------------------------------------------------------------


def test_a_widget_means_its_value() -> None:
    slider = pn.widgets.IntSlider(end=10, value=2)
    text = pn.widgets.StaticText(value=slider)
    doubled = pn.widgets.StaticText(value=pn.bind(lambda n: 2 * n, slider))
    more = pn.widgets.StaticText(value=slider.rx() + 1)
    assert (text.value, doubled.value, more.value) == (2, 4, 3)
    slider.value = 5
    assert (text.value, doubled.value, more.value) == (5, 10, 6)


class Settings(param.Parameterized):
    """What the widgets below edit."""

    size = param.Integer(default=3, bounds=(1, 5), doc="How large.")
    shape = param.Selector[str](default="b", objects=["a", "b"])
    title = param.String(default="x", constant=True)
    on = param.Boolean(default=False)
    reset = param.Event()
    call = param.Action()


def test_a_widget_made_of_a_parameter() -> None:
    held = Settings()
    slider = pn.widgets.IntSlider.from_param(held.param.size, name="Size")
    assert (slider.start, slider.end, slider.description, slider.label) == (1, 5, "How large.", "Size")
    with testing.Site(pn.Row(slider)) as site:
        user = site.visit()
        user.set("Size", 5)
        assert held.size == 5
        held.size = 1
        site.settle()
        assert user.find("Size").value == 1


def test_other_kinds_made_of_parameters() -> None:
    held = Settings()
    choice = pn.widgets.Select.from_param(held.param.shape)
    assert (choice.options, choice.value, choice.label) == ({"a": "a", "b": "b"}, "b", "Shape")
    assert pn.widgets.TextInput.from_param(held.param.title).disabled
    box = pn.widgets.Checkbox.from_param(held.param.on)
    box.value = True
    assert held.on is True


def test_a_button_made_of_an_event_or_an_action() -> None:
    calls: list[str] = []
    held = Settings(call=lambda owner: calls.append(type(owner).__name__))
    held.param.watch(lambda event: calls.append("reset"), "reset")
    row = pn.Row(
        pn.widgets.Button.from_param(held.param.reset), pn.widgets.Button.from_param(held.param.call)
    )
    with testing.Site(row) as site:
        user = site.visit()
        user.click("Reset")
        user.click("Call")
    assert calls == ["reset", "Settings"]
