"""Fields for dates and times: naive both ways, and what cannot be chosen is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lanai as pn
from lanai import testing
from lanai.errors import BadArgument, BadValue


@given(st.tuples(st.dates(), st.dates()).map(sorted))
def test_a_range_of_days_comes_back_as_it_went(days: list[dt.date]) -> None:
    picker = pn.widgets.DateRangePicker(value=tuple(days))
    assert picker.decode("value", picker.encode("value", picker.value)) == tuple(days)


@given(st.tuples(st.datetimes(), st.datetimes()).map(sorted))
def test_a_range_of_moments_comes_back_to_the_second(moments: list[dt.datetime]) -> None:
    picker = pn.widgets.DatetimeRangePicker(value=tuple(moments))
    wanted = tuple(moment.replace(microsecond=0) for moment in moments)
    assert picker.decode("value", picker.encode("value", picker.value)) == wanted


@given(st.times())
def test_a_time_comes_back_to_the_second(time: dt.time) -> None:
    picker = pn.widgets.TimePicker(value=time)
    assert picker.decode("value", picker.encode("value", time)) == time.replace(microsecond=0)


def test_days_that_cannot_be_chosen_may_be_spans() -> None:
    picker = pn.widgets.DateRangePicker(
        name="x",
        start=dt.date(2030, 5, 1),
        end=dt.date(2030, 5, 31),
        disabled_dates=[(dt.date(2030, 5, 3), dt.date(2030, 5, 5)), "2030-05-09"],
    )
    with testing.Site(picker) as site:
        user = site.visit()
        spans = [["2030-05-03", "2030-05-05"], ["2030-05-09", "2030-05-09"]]
        assert user.find("x").read("disabled_dates") == spans
        refused: list[Any] = [
            ["2030-05-04", "2030-05-08"],
            ["2030-05-08", "2030-05-09"],
            ["2030-05-08", "2030-05-07"],
            ["2030-04-30", "2030-05-07"],
            ["2030-05-01"],
            ["2030-05-01", None],
            "2030-05-01",
        ]
        for value in refused:
            user.find("x").edit(value=value)
        assert picker.value is None
        assert len(user.browser.errors) == len(refused)
        user.set("x", ["2030-05-02", "2030-05-08"])
        assert picker.value == (dt.date(2030, 5, 2), dt.date(2030, 5, 8))
        user.set("x", None)
        assert picker.value is None


def test_python_is_told_of_dates_out_of_range() -> None:
    with pytest.raises(BadArgument, match="from 2030-01-01 to None"):
        pn.widgets.DatePicker(value=dt.date(2029, 1, 1), start=dt.date(2030, 1, 1))


def test_numpy_in_numpy_out() -> None:
    moment = np.datetime64("2030-01-01T10:00:00")
    picker = pn.widgets.DatetimePicker(value=moment)
    assert picker.decode("value", "2030-01-01T11:00:00") == np.datetime64("2030-01-01T11:00:00")
    assert isinstance(picker.decode("value", "2030-01-01T11:00:00"), np.datetime64)
    plain = pn.widgets.DatetimePicker(value=moment, as_numpy_datetime64=False)
    assert plain.decode("value", "2030-01-01T11:00:00") == dt.datetime(2030, 1, 1, 11)


def test_a_zone_in_what_a_browser_sends_shifts_nothing() -> None:
    picker = pn.widgets.DatetimePicker()
    assert picker.decode("value", "2030-01-01T11:00:00+05:00") == dt.datetime(2030, 1, 1, 11)


def test_times_have_limits() -> None:
    picker = pn.widgets.TimePicker(name="x", start="09:00", end=dt.time(17), value="10:30")
    with testing.Site(picker) as site:
        user = site.visit()
        assert user.find("x").value == "10:30:00"
        for refused in ("08:59:59", "17:00:01", "25:00", "now", 9):
            user.find("x").edit(value=refused)
        assert picker.value == "10:30"
        assert len(user.browser.errors) == 5
        user.set("x", "17:00:00")
        assert picker.value == dt.time(17)
        user.set("x", None)
        assert picker.value is None
    with pytest.raises(BadArgument, match="such as '09:30'"):
        pn.widgets.TimePicker(value="noon")
    with pytest.raises(BadArgument, match="from 09:00"):
        pn.widgets.TimePicker(value="08:00", start="09:00")


def test_a_moment_as_text_in_a_format_of_the_app() -> None:
    field = pn.widgets.DatetimeInput(
        name="x", format="%d.%m.%Y", value=dt.datetime(2030, 5, 14), start=dt.datetime(2030, 1, 1)
    )
    with testing.Site(field) as site:
        user = site.visit()
        assert user.find("x").value == "14.05.2030"
        for refused in ("2030-05-15", "31.02.2030", "31.12.2029", "x"):
            user.find("x").edit(value=refused)
        assert (field.value, user.find("x").value) == (dt.datetime(2030, 5, 14), "14.05.2030")
        assert len(user.browser.errors) == 4
        user.set("x", "15.05.2030")
        assert field.value == dt.datetime(2030, 5, 15)
        field.format = "%Y"
        site.settle()
        assert user.find("x").value == "2030"
        user.set("x", "")
        assert field.value is None


def test_two_moments_as_text() -> None:
    field: Any = pn.widgets.DatetimeRangeInput(name="x", format="%Y-%m-%d")
    with testing.Site(field) as site:
        user = site.visit()
        assert user.find("x").value == ["", ""]
        user.set("x", ["2030-01-01", ""])
        assert field.value == (dt.datetime(2030, 1, 1), None)
        for refused in (["2030-01-01", "2029-01-01"], ["2030-01-01"], ["a", "b"], None):
            user.find("x").edit(value=refused)
        assert field.value == (dt.datetime(2030, 1, 1), None)
        user.set("x", ["2030-01-01", "2030-02-01"])
    assert field.value == (dt.datetime(2030, 1, 1), dt.datetime(2030, 2, 1))
    with pytest.raises(BadArgument, match="first before the last"):
        pn.widgets.DatetimeRangeInput(value=(dt.datetime(2031, 1, 1), dt.datetime(2030, 1, 1)))
    with pytest.raises(BadValue, match="2030-12-31"):
        field.decode("value", ["soon", ""])
