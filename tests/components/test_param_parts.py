"""Parameters that hold dates, colours, ranges and arrays, and objects with parameters of their own."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import param
import pytest

import lanai as pn
from lanai import testing


class Kinds(param.Parameterized):
    """What needs more than a field."""

    array = param.Array(default=np.array([1, 2]))
    color = param.Color(default="#ff0000")
    days = param.CalendarDateRange(default=(dt.date(2030, 1, 1), dt.date(2030, 1, 5)))
    free = param.Range(default=(1, 2))
    limited = param.Range(default=(1, 2), bounds=(0, 10))
    moments = param.DateRange(default=(dt.datetime(2030, 1, 1), dt.datetime(2030, 1, 5)))
    week = param.CalendarDateRange(
        default=(dt.date(2030, 1, 1), dt.date(2030, 1, 5)), bounds=(dt.date(2030, 1, 1), dt.date(2030, 2, 1))
    )
    when = param.DateRange(
        default=(dt.datetime(2030, 1, 1), dt.datetime(2030, 1, 5)),
        bounds=(dt.datetime(2030, 1, 1), dt.datetime(2030, 2, 1)),
    )


KINDS = {
    "array": "ArrayInput",
    "color": "ColorPicker",
    "days": "DateRangePicker",
    "free": "LiteralInput",
    "limited": "RangeSlider",
    "moments": "DatetimeRangePicker",
    "week": "DateRangeSlider",
    "when": "DatetimeRangeSlider",
}

CHANGES = [
    ("color", "#00ff00", "#00ff00"),
    ("days", ["2030-02-01", "2030-02-03"], (dt.date(2030, 2, 1), dt.date(2030, 2, 3))),
    ("free", "(3, 4)", (3, 4)),
    ("limited", [2, 5], (2, 5)),
    (
        "moments",
        ["2030-02-01T00:00:00", "2030-02-01T01:00:00"],
        (dt.datetime(2030, 2, 1), dt.datetime(2030, 2, 1, 1)),
    ),
    ("week", [1893456000000, 1893542400000], (dt.date(2030, 1, 1), dt.date(2030, 1, 2))),
    ("when", [1893456000000, 1893456001000], (dt.datetime(2030, 1, 1), dt.datetime(2030, 1, 1, 0, 0, 1))),
]


def test_each_kind_of_parameter_has_its_widget() -> None:
    pane = pn.Param(Kinds())
    assert {name: type(pane.widget(name)).__name__ for name in KINDS} == KINDS


@pytest.mark.parametrize(("name", "sent", "value"), CHANGES)
def test_a_visitor_sets_the_parameter(name: str, sent: object, value: object) -> None:
    kinds = Kinds()
    with testing.Site(pn.panel(kinds.param[name])) as site:
        user = site.visit()
        user.set(str(kinds.param[name].label), sent)
        assert user.browser.errors == []
        assert getattr(kinds, name) == value


def test_a_visitor_sets_an_array() -> None:
    kinds = Kinds()
    with testing.Site(pn.panel(kinds.param.array)) as site:
        site.visit().set("Array", "[3, 4, 5]")
    assert kinds.array.tolist() == [3, 4, 5]


# -- objects with parameters of their own -----------------------------------------------------------------


class Engine(param.Parameterized):
    """What a car has."""

    power = param.Integer(default=50)
    twin = param.ClassSelector(class_=param.Parameterized, default=None, allow_None=True)


class Car(param.Parameterized):
    """What has an engine."""

    seats = param.Integer(default=4)
    engine: Any = param.ClassSelector(class_=Engine)


def test_a_button_shows_and_hides_what_an_object_has() -> None:
    car = Car(engine=Engine())
    with testing.Site(pn.Param(car)) as site:
        user = site.visit()
        assert not user.find_all("Power")
        user.click("Engine")
        user.set("Power", 80)
        assert car.engine.power == 80
        car.engine = Engine(power=7)
        site.settle()
        assert user.find("Power").value == 7
        user.click("Engine")
        assert not user.find_all("Power")


def test_an_object_may_be_shown_from_the_beginning_and_without_a_button() -> None:
    car = Car(engine=Engine())
    with testing.Site(pn.Param(car, expand=True, expand_button=False)) as site:
        user = site.visit()
        assert user.find("Power").value == 50
        assert not user.find_all("Toggle")
        car.engine = None
        site.settle()
        assert not user.find_all("Power")
        car.engine = Engine(power=3)
        site.settle()
        assert user.find("Power").value == 3


def test_an_object_that_holds_itself_stays_closed() -> None:
    engine = Engine()
    engine.twin = engine
    with testing.Site(pn.Param(Car(engine=engine), expand=True)) as site:
        user = site.visit()
        assert len(user.find_all("Power")) == 1
        user.click("Twin")
        assert len(user.find_all("Power")) == 2


def test_a_layout_of_ones_own() -> None:
    pane = pn.Param(Car(engine=Engine()), expand=True, expand_layout=pn.Row, parameters=["engine"])
    assert any(isinstance(child, pn.Row) for child in pane.objects)
