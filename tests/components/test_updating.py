"""`component.param.update` and references: as Param has them, without a look at all the other parameters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import param
import pytest

import lanai as pn
from lanai.components.base import Viewable


class Counted(param.Parameter[Any]):
    """A parameter that notes how often it is read."""

    reads: ClassVar[list[str]] = []

    def __get__(self, obj: Any, objtype: Any = None) -> Any:
        if obj is not None:
            self.reads.append(str(self.name))
        return super().__get__(obj, objtype)


class Gauge(Viewable):
    """A component with one of those, and others beside it."""

    level = param.Integer(default=0, bounds=(0, 10))
    unit = param.String(default="m")
    other = Counted(default=None)
    fixed = param.Integer(default=1, constant=True)
    pulse = param.Event()


@pytest.fixture
def reads() -> Iterator[list[str]]:
    Counted.reads.clear()
    yield Counted.reads
    Counted.reads.clear()


def test_an_update_reads_nothing_else(reads: list[str]) -> None:
    gauge = Gauge()
    reads.clear()
    gauge.param.update(level=3)
    assert (gauge.level, reads) == (3, [])


def test_a_reference_reads_nothing_else(reads: list[str]) -> None:
    source = Gauge()
    gauge = Gauge(level=source.param.level)
    reads.clear()
    source.level = 4
    assert (gauge.level, reads) == (4, [])


def test_watchers_hear_of_an_update_at_once() -> None:
    gauge = Gauge()
    heard: list[dict[str, Any]] = []
    gauge.param.watch(
        lambda *events: heard.append({e.name: e.new for e in events}), ["level", "unit", "pulse"]
    )
    gauge.param.update({"level": 5}, unit="km", pulse=True)
    assert heard == [{"level": 5, "unit": "km", "pulse": True}]
    assert gauge.pulse is False


def test_an_update_for_a_while_is_taken_back() -> None:
    gauge = Gauge(level=1)
    with gauge.param.update(level=2, unit="km"):
        assert (gauge.level, gauge.unit) == (2, "km")
    assert (gauge.level, gauge.unit) == (1, "m")


def test_an_update_for_a_while_gives_a_reference_back() -> None:
    source = Gauge(level=1)
    gauge = Gauge(level=source.param.level)
    with gauge.param.update(level=7):
        assert gauge.level == 7
    assert gauge.level == 1
    source.level = 2
    assert gauge.level == 2


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(ValueError, match="'depth' is not a parameter of Gauge"):
        Gauge().param.update(depth=3)


def test_after_a_wrong_value_the_component_still_tells() -> None:
    gauge = Gauge()
    heard: list[Any] = []
    gauge.param.watch(lambda event: heard.append(event.new), "level")
    with pytest.raises(ValueError, match="level"):
        gauge.param.update(unit="km", level=11)
    gauge.level = 6
    assert (gauge.unit, heard) == ("km", [6])


def test_a_constant_follows_its_reference() -> None:
    source = Gauge()
    gauge = Gauge(fixed=source.param.level)
    source.level = 8
    assert gauge.fixed == 8
    with pytest.raises(TypeError, match=r"[Cc]onstant"):
        gauge.fixed = 9


def test_several_references_follow_each_its_own() -> None:
    source, slider = Gauge(), pn.widgets.IntSlider(end=10)
    gauge = Gauge(level=slider.param.value, unit=source.param.unit, other=pn.bind(str, slider.param.value))
    slider.value = 3
    assert (gauge.level, gauge.unit, gauge.other) == (3, "m", "3")
    source.unit = "cm"
    assert (gauge.level, gauge.unit, gauge.other) == (3, "cm", "3")


def test_a_value_that_is_set_takes_the_place_of_the_reference() -> None:
    source = Gauge()
    gauge = Gauge(level=source.param.level)
    source.level = 1
    gauge.level = 9
    source.level = 2
    assert gauge.level == 9
