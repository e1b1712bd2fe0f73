"""Parameterized objects and single parameters as widgets."""

from __future__ import annotations

import datetime as dt
from typing import Any

import param
import pytest

import lanai as pn
from lanai import testing
from lanai.components.base import Component
from lanai.errors import BadArgument


def press(machine: Any = None) -> None:
    """What the action of a machine does."""
    machine.amount = 99


class Machine(param.Parameterized):
    """A parameter of each kind."""

    amount = param.Integer(default=3, doc="How many.")
    day = param.CalendarDate(default=dt.date(2030, 1, 2))
    extra = param.Dict(default={"a": 1})
    go = param.Event()
    level = param.Integer(default=2, bounds=(0, 10))
    moment = param.Date(default=dt.datetime(2030, 1, 2, 3, 4))
    on = param.Boolean(default=True)
    parts = param.ListSelector(default=["a"], objects=["a", "b", "c"])
    path = param.List(default=[1, 2])
    place = param.Tuple(default=(1, 2))
    ratio = param.Number(default=0.5, bounds=(0, 1))
    run: Any = param.Action(default=press)
    shape = param.Selector[str](default="round", objects=["round", "square"])
    speed = param.Number(default=1.5)
    title = param.String(default="text", constant=True)
    who = param.ClassSelector(class_=object, default=object)

    hidden = param.Integer(default=1, precedence=-1)
    _private = param.Integer(default=1)


KINDS = {
    "amount": "IntInput",
    "day": "DatePicker",
    "extra": "LiteralInput",
    "go": "Button",
    "level": "IntSlider",
    "moment": "DatetimePicker",
    "on": "Checkbox",
    "parts": "MultiSelect",
    "path": "LiteralInput",
    "place": "LiteralInput",
    "ratio": "FloatSlider",
    "run": "Button",
    "shape": "Select",
    "speed": "FloatInput",
    "title": "TextInput",
    "who": "StaticText",
}


def kinds(pane: Any) -> list[str]:
    """The types of widgets that a Param pane shows."""
    return [type(child).__name__ for child in pane.objects if isinstance(child, pn.widgets.Widget)]


# -- which widgets --------------------------------------------------------------------------------------


def test_each_kind_of_parameter_has_its_widget() -> None:
    pane = pn.Param(Machine())
    assert {name: type(pane.widget(name)).__name__ for name in KINDS} == KINDS
    assert len(pane.objects) == len(KINDS) + 1  # and the title
    assert pane.widget("title").disabled


def test_an_object_in_a_layout_is_shown_with_its_name() -> None:
    with testing.Site(pn.Column(Machine(name="Lathe"))) as site:
        user = site.visit()
        assert user.sees("Lathe")
        assert user.find("Level").role == "slider"
        assert not user.find_all("Hidden")


def test_the_title_leaves_out_the_number_that_param_gives() -> None:
    assert pn.Param(Machine()).objects[0].object == "<strong>Machine</strong>"
    assert pn.Param(Machine(name="<b>")).objects[0].object == "<strong>&lt;b&gt;</strong>"
    assert kinds(pn.Param(Machine(), parameters=["on"], show_name=False)) == ["Checkbox"]
    assert len(pn.Param(Machine(), parameters=["on"], show_name=False).objects) == 1


def test_the_parameters_asked_for_come_in_order() -> None:
    machine = Machine()
    pane = pn.Param(machine, parameters=["speed", "amount", "hidden"], display_threshold=-2)
    assert kinds(pane) == ["FloatInput", "IntInput", "IntInput"]
    pane.parameters = ["on"]
    assert kinds(pane) == ["Checkbox"]
    assert kinds(pn.Param(machine.param, parameters=["on"])) == ["Checkbox"]
    with pytest.raises(BadArgument, match="no parameters \\['colour'\\]"):
        pn.Param(machine, parameters=["colour"])


def test_sorted_by_label_or_by_a_key() -> None:
    machine = Machine()
    names = ["speed", "amount", "level"]
    assert kinds(pn.Param(machine, parameters=names, sort=True)) == ["IntInput", "IntSlider", "FloatInput"]
    last = pn.Param(machine, parameters=names, sort=lambda each: each[0][-1])
    assert kinds(last) == ["FloatInput", "IntSlider", "IntInput"]


def test_wishes_for_widgets() -> None:
    machine = Machine()
    mine = pn.widgets.IntSlider(name="Mine", start=0, end=5)
    pane = pn.Param(
        machine,
        parameters=["on", "level", "amount", "title"],
        widgets={
            "on": pn.widgets.Toggle,
            "level": {"widget_type": pn.widgets.IntInput, "width": 80},
            "amount": mine,
            "title": {"label": "Called"},
        },
    )
    assert kinds(pane) == ["Toggle", "IntInput", "IntSlider", "TextInput"]
    assert pane.widget("level").width == 80
    assert pane.widget("amount") is mine
    assert (mine.label, mine.end, mine.value) == ("Mine", 5, 3)
    assert pane.widget("title").label == "Called"
    mine.value = 4
    assert machine.amount == 4
    with pytest.raises(BadArgument, match="class of widgets"):
        pn.Param(machine, widgets={"on": 3})


def test_labels_constants_and_layout() -> None:
    machine = Machine()
    pane = pn.Param(
        machine, parameters=["on", "title"], show_labels=False, hide_constant=True, show_name=False
    )
    assert [child.label for child in pane.objects] == [""]
    row = pn.Param(machine, parameters=["on"], default_layout=pn.Row)
    assert [type(child) for child in row.objects] == [pn.Row]


# -- a single parameter ---------------------------------------------------------------------------------


def test_a_single_parameter_is_an_editor() -> None:
    machine = Machine()
    with testing.Site(pn.Row(machine.param.level, machine.param.on)) as site:
        user = site.visit()
        user.set("Level", 7)
        user.click("On")
        assert (machine.level, machine.on) == (7, False)
        machine.level = 1
        site.settle()
        assert user.find("Level").value == 1


def test_the_period_of_a_periodic_callback_is_edited_while_it_runs() -> None:
    ticks: list[int] = []

    def app() -> pn.Row:
        callback = pn.state.add_periodic_callback(lambda: ticks.append(1), period=1000)
        return pn.Row(callback.param.period, pn.widgets.Toggle.from_param(callback.param.running))

    with testing.Site(app) as site:
        user = site.visit()
        site.advance(3.1)
        assert len(ticks) == 3
        user.set("Period", 100)
        site.advance(1.05)
        assert len(ticks) == 13
        user.click("Running")
        site.advance(5)
        assert len(ticks) == 13


# -- two ways -------------------------------------------------------------------------------------------


CHANGES: list[tuple[str, Any, Any]] = [
    ("amount", 12, 12),
    ("day", "2031-02-03", dt.date(2031, 2, 3)),
    ("extra", "{'b': [2]}", {"b": [2]}),
    ("level", 9, 9),
    ("moment", "2031-02-03T04:05", dt.datetime(2031, 2, 3, 4, 5)),
    ("on", False, False),
    ("parts", ["b", "c"], ["b", "c"]),
    ("path", "[3]", [3]),
    ("place", "(3, 4)", (3, 4)),
    ("ratio", 1, 1.0),
    ("shape", "square", "square"),
    ("speed", 2.5, 2.5),
]


@pytest.mark.parametrize(("name", "sent", "value"), CHANGES)
def test_a_visitor_sets_the_parameter(name: str, sent: Any, value: Any) -> None:
    machine = Machine()
    with testing.Site(pn.panel(machine.param[name])) as site:
        user = site.visit()
        user.set(str(machine.param[name].label), sent)
        assert getattr(machine, name) == value
        assert user.browser.errors == []


@pytest.mark.parametrize(("name", "sent", "value"), CHANGES)
def test_a_parameter_that_is_set_shows(name: str, sent: Any, value: Any) -> None:
    machine = Machine()
    with testing.Site(pn.panel(machine.param[name])) as site:
        user = site.visit()
        setattr(machine, name, value)
        site.settle()
        shown = user.find(str(machine.param[name].label)).value
        assert shown == (sent if name != "moment" else "2031-02-03T04:05:00")


def test_events_and_actions_are_buttons() -> None:
    machine = Machine()
    seen: list[bool] = []
    machine.param.watch(lambda event: seen.append(event.new), "go")
    with testing.Site(pn.Param(machine)) as site:
        user = site.visit()
        user.click("Go")
        user.click("Run")
        assert (seen, machine.amount) == ([True], 99)
        assert user.find("Amount").value == 99


def test_a_list_changed_in_place_and_triggered_shows() -> None:
    machine = Machine()
    with testing.Site(pn.panel(machine.param.path)) as site:
        user = site.visit()
        machine.path.append(3)
        machine.param.trigger("path")
        site.settle()
        assert user.find("Path").value == "[1, 2, 3]"


def test_the_parameter_is_set_before_those_who_watch_the_widget_see_it() -> None:
    machine = Machine()
    widget = pn.widgets.IntInput.from_param(machine.param.amount)
    seen: list[int] = []
    widget.param.watch(lambda event: seen.append(machine.amount), "value")
    widget.value = 8
    assert seen == [8]


def test_throttled_sliders_set_the_parameter_when_they_are_let_go() -> None:
    machine = Machine()

    def app() -> Component:
        pn.config.throttled = True
        return pn.panel(machine.param.level)  # type: ignore[no-any-return]

    with testing.Site(app) as site:
        user = site.visit()
        slider = user.find("Level")
        user.browser.edit(slider.id, {"value": 5})
        site.settle()
        assert machine.level == 2
        user.browser.edit(slider.id, {"value": 5, "value_throttled": 5})
        site.settle()
        assert machine.level == 5


# -- what the parameter becomes -------------------------------------------------------------------------


def test_the_widget_follows_the_parameter_itself() -> None:
    machine = Machine()
    with testing.Site(pn.Param(machine, parameters=["level", "shape", "amount"])) as site:
        user = site.visit()
        machine.param.level.bounds = (0, 50)
        machine.param.level.label = "Height"
        machine.param.shape.objects = ["round", "oval"]
        machine.param.amount.constant = True
        site.settle()
        assert user.find("Height").read("end") == 50
        assert user.find("Shape").read("options") == ["round", "oval"]
        assert user.find("Amount").read("disabled") is True
        user.set("Height", 40)
        assert machine.level == 40


def test_a_limit_that_comes_or_goes_changes_the_widget() -> None:
    machine = Machine()
    pane = pn.Param(machine, parameters=["level", "amount"], show_name=False)
    machine.param.level.bounds = (0, None)
    machine.param.amount.bounds = (0, 5)
    assert kinds(pane) == ["IntInput", "IntSlider"]
    level = pane.widget("level")
    assert isinstance(level, pn.widgets.IntInput)
    assert (level.start, level.end) == (0, None)


def test_a_precedence_that_changes_hides_and_shows() -> None:
    machine = Machine()
    with testing.Site(pn.Param(machine)) as site:
        user = site.visit()
        kept = user.find("Amount").id
        machine.param.level.precedence = -1
        machine.param.hidden.precedence = 1
        site.settle()
        assert not user.find_all("Level")
        assert user.find("Hidden")
        assert user.find("Amount").id == kept


def test_what_was_asked_for_does_not_follow() -> None:
    machine = Machine()
    widget = pn.widgets.IntSlider.from_param(machine.param.level, name="Mine", end=4)
    machine.param.level.label = "Height"
    machine.param.level.bounds = (1, 50)
    assert (widget.label, widget.start, widget.end) == ("Mine", 1, 4)


def test_options_that_no_longer_hold_the_value() -> None:
    machine = Machine(shape="square")
    pane = pn.Param(machine, parameters=["shape"])
    machine.param.shape.objects = ["oval", "round"]
    assert (machine.shape, pane.widget("shape").value) == ("oval", "oval")


# -- what is refused ------------------------------------------------------------------------------------


class Guarded(param.Parameterized):
    """Parameters with limits that a widget does not know."""

    open = param.Number(default=5.0, bounds=(0, 10), inclusive_bounds=(False, False))
    word = param.String(default="abc", regex="^[a-z]+$")


def test_a_value_that_the_parameter_refuses_goes_back(caplog: pytest.LogCaptureFixture) -> None:
    guarded = Guarded()
    with testing.Site(pn.Param(guarded)) as site:
        user = site.visit()
        user.set("Word", "ABC")
        user.set("Open", 10)
        assert (guarded.word, guarded.open) == ("abc", 5.0)
        assert (user.find("Word").value, user.find("Open").value) == ("abc", 5.0)
        assert [error.code for error in user.browser.errors] == ["bad-value", "bad-value"]
        user.browser.edit(user.find("Word").id, {"value_input": "x1"})  # may become what is accepted
        user.set("Word", "xyz")
        assert guarded.word == "xyz"
    assert caplog.records == []


def test_python_code_that_sets_what_the_parameter_refuses_gets_the_error() -> None:
    guarded = Guarded()
    widget = pn.widgets.TextInput.from_param(guarded.param.word)
    with pytest.raises(ValueError, match="does not match regex"):
        widget.value = "ABC"
    assert (widget.value, guarded.word) == ("abc", "abc")


def test_a_watcher_that_raises_leaves_both_alike(caplog: pytest.LogCaptureFixture) -> None:
    machine = Machine()

    def fail(event: object) -> None:
        raise ValueError("not today")

    machine.param.watch(fail, "amount")
    with testing.Site(lambda: pn.panel(machine.param.amount)) as site:
        user = site.visit()
        user.set("Amount", 7)
        assert machine.amount == 7 == user.find("Amount").value
    assert "not today" in caplog.text
    caplog.clear()


# -- what is left behind --------------------------------------------------------------------------------


def watchers(owner: param.Parameterized, name: str) -> int:
    """How many watch the value of a parameter, or the parameter itself."""
    own = len(owner._param__private.watchers.get(name, {}).get("value", []))
    return own + sum(len(each) for each in owner.param[name].watchers.values())


def test_nothing_is_left_on_an_object_that_all_sessions_share() -> None:
    shared = Machine()
    with testing.Site(lambda: pn.Param(shared)) as site:
        users = [site.visit() for _ in range(2)]
        assert watchers(shared, "level") > 0
        users[0].set("Level", 8)
        site.advance(0.02)  # what another session's thread has changed is sent within 10 ms
        assert users[1].find("Level").value == 8
        for user in users:
            user.leave()
        del users, user
        site.collect()
        assert [watchers(shared, name) for name in KINDS] == [0] * len(KINDS)


def test_a_widget_that_is_thrown_away_leaves_nothing() -> None:
    machine = Machine()
    widget = pn.widgets.IntInput.from_param(machine.param.amount)
    assert watchers(machine, "amount") > 0
    del widget
    with testing.Site(pn.Row()) as site:
        site.collect()
    assert watchers(machine, "amount") == 0
