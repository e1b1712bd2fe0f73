"""Links: a parameter that follows another."""

from __future__ import annotations

from typing import Any

import param
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lanai as pn
from lanai import testing
from lanai.callbacks.periodic import PeriodicCallback
from lanai.errors import BadArgument


class Model(param.Parameterized):
    """What widgets are linked to."""

    n = param.Integer(default=0)
    items = param.List(default=[])


def test_a_link_has_one_direction() -> None:
    slider, model = pn.widgets.IntSlider(end=10, value=4), Model()
    slider.link(model, value="n")
    assert model.n == 0
    slider.value = 5
    assert model.n == 5
    model.n = 7
    assert slider.value == 5


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 10))))
def test_both_directions_keep_both_alike(changes: list[tuple[bool, int]]) -> None:
    slider, model = pn.widgets.IntSlider(end=10), Model()
    slider.link(model, bidirectional=True, value="n")
    for forth, value in changes:
        if forth:
            slider.value = value
        else:
            model.n = value
        assert slider.value == model.n == value


def test_callbacks_get_the_target_and_the_event() -> None:
    slider, text = pn.widgets.IntSlider(end=10), pn.widgets.StaticText()
    seen: list[Any] = []

    def show(target: Any, event: Any) -> None:
        seen.append((event.name, event.old, event.new))
        target.value = f"from {event.old} to {event.new}"

    slider.link(text, callbacks={"value": show})
    slider.value = 3
    assert text.value == "from 0 to 3"
    assert seen == [("value", 0, 3)]


def test_a_link_can_be_undone() -> None:
    slider, model = pn.widgets.IntSlider(end=10), Model()
    link = slider.link(model, bidirectional=True, value="n")
    link.unlink()
    link.unlink()
    slider.value = 3
    model.n = 5
    assert (slider.value, model.n) == (3, 5)


def test_a_value_that_changed_inside_travels_when_triggered() -> None:
    text, model = pn.widgets.StaticText(value=[1]), Model()
    text.link(model, value="items")
    seen: list[Any] = []
    text.param.trigger("value")
    model.param.watch(lambda event: seen.append(list(event.new)), "items")
    text.value.append(2)
    text.param.trigger("value")
    assert seen == [[1, 2]]


def test_values_that_cannot_be_compared_do_not_go_round_in_circles() -> None:
    class Odd:
        def __eq__(self, other: object) -> bool:
            return False

        __hash__ = None  # type: ignore[assignment]

    one, other = pn.widgets.StaticText(), pn.widgets.StaticText()
    one.link(other, bidirectional=True, value="value")
    odd = Odd()
    one.value = odd
    assert other.value is odd


def test_a_target_that_raises_does_not_break_the_link() -> None:
    field, model = pn.widgets.TextInput(), Model()
    field.link(model, value="n")
    with pytest.raises(ValueError, match="n"):
        field.value = "no number"
    slider = pn.widgets.IntSlider(end=10)
    slider.link(model, value="n")
    slider.value = 3
    assert model.n == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "got neither"),
        ({"value": "n", "callbacks": {"value": print}}, "got both"),
        ({"callbacks": {"value": print}, "bidirectional": True}, "one direction"),
        ({"valu": "n"}, "IntSlider has no parameter 'valu'.*value"),
        ({"value": "m"}, "Model has no parameter 'm'.*n"),
        ({"callbacks": {"valu": print}}, "no parameter 'valu'"),
    ],
)
def test_what_cannot_be_linked_is_said(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(BadArgument, match=message):
        pn.widgets.IntSlider().link(Model(), **arguments)


def test_only_parameters_can_be_linked_to() -> None:
    with pytest.raises(BadArgument, match="another Parameterized to link to, got dict"):
        pn.widgets.IntSlider().link({}, value="n")  # type: ignore[arg-type]


def test_a_toggle_starts_and_stops_a_periodic_callback() -> None:
    runs: list[int] = []

    def app() -> pn.Row:
        callback = PeriodicCallback(callback=lambda: runs.append(1), period=100)
        callback.start()
        toggle = pn.widgets.Toggle(name="Run", value=True)
        toggle.link(callback, bidirectional=True, value="running")
        stop = pn.widgets.Button(name="Stop", on_click=lambda event: callback.stop())
        return pn.Row(toggle, stop)

    with testing.Site(app) as site:
        user = site.visit()
        site.advance(0.35)
        assert len(runs) == 3
        user.click("Run")
        site.advance(1)
        assert len(runs) == 3
        user.click("Run")
        site.advance(0.15)
        assert len(runs) == 4
        user.click("Stop")
        assert user.find("Run").value is False


def test_a_link_to_something_shared_ends_with_its_session() -> None:
    shared = Model()

    def app() -> pn.widgets.IntSlider:
        slider = pn.widgets.IntSlider(name="x", end=10)
        slider.link(shared, bidirectional=True, value="n")
        return slider

    with testing.Site(app) as site:
        one, other = site.visit(), site.visit()
        one.set("x", 4)
        site.advance(0.02)  # what another session's thread has changed is sent within 10 ms
        assert other.find("x").value == 4
        one.leave()
        other.leave()
        assert not shared._param__private.watchers["n"]["value"]
