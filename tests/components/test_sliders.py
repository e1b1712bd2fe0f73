"""Sliders, players and colours: what a visitor chooses arrives, and what does not fit never does."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lanai as pn
from lanai import testing
from lanai.components.widgets import Widget
from lanai.errors import BadArgument, BadValue

YEAR = {"start": dt.date(2030, 1, 1), "end": dt.date(2030, 12, 31)}
DAY = {"start": dt.datetime(2030, 6, 1, 8), "end": dt.datetime(2030, 6, 1, 20)}
MS = 1_893_456_000_000  # 2030-01-01
A_DAY = 86_400_000


def refuses(widget: Widget, data: Any, name: str = "value") -> bool:
    before = getattr(widget, name)
    try:
        widget.decode(name, data)
    except BadValue:
        return bool(getattr(widget, name) is before)
    return False


# -- numbers ------------------------------------------------------------------------------------------


def test_a_range_and_its_ends_are_one() -> None:
    slider = pn.widgets.RangeSlider(name="x", start=-5, end=5)
    assert slider.value == slider.value_throttled == (-5, 5)
    with testing.Site(slider) as site:
        user = site.visit()
        user.set("x", [-1.5, 2])
        assert (slider.value, slider.value_start, slider.value_end) == ((-1.5, 2.0), -1.5, 2.0)
        slider.value_end = 4
        site.settle()
        assert user.find("x").value == [-1.5, 4]
    assert slider.value == (-1.5, 4)


@pytest.mark.parametrize(
    "data", [None, 3, [1], [1, 2, 3], [3, 1], [-1, 1], [1, 11], ["1", 2], [True, 2], [10**400, 1]]
)
def test_what_is_no_range_is_refused(data: Any) -> None:
    assert refuses(pn.widgets.RangeSlider(end=10, value=(1, 2)), data)
    assert refuses(pn.widgets.IntRangeSlider(end=10, value=(1, 2)), data)
    assert refuses(pn.widgets.EditableRangeSlider(value=(1, 2), fixed_start=0, fixed_end=10), data)


def test_whole_ends_take_no_fractions() -> None:
    assert refuses(pn.widgets.IntRangeSlider(end=10), [1.5, 3])
    assert pn.widgets.IntRangeSlider(end=10).decode("value", [1, 3]) == (1, 3)


def test_a_range_that_ends_before_it_begins() -> None:
    with pytest.raises(BadArgument, match="lower end first"):
        pn.widgets.RangeSlider(value=(0.7, 0.2))


def test_a_disabled_range_cannot_be_changed() -> None:
    assert refuses(pn.widgets.RangeSlider(disabled=True), [0, 1])
    assert refuses(pn.widgets.EditableFloatSlider(disabled=True), 1)
    assert refuses(pn.widgets.DateSlider(disabled=True, **YEAR), MS)


def test_formats_of_bokeh() -> None:
    models = pytest.importorskip("bokeh.models")
    slider = pn.widgets.IntSlider(format=models.PrintfTickFormatter(format="%d kg"))
    assert slider.encode("format", slider.format) == {"printf": "%d kg"}
    slider.format = models.NumeralTickFormatter(format="0,0")
    assert slider.encode("format", slider.format) == "0,0"
    with pytest.raises(ValueError, match=r"pattern such as '0\.00'"):
        slider.format = models.DatetimeTickFormatter()


def test_what_is_typed_may_lie_beyond_the_slider_but_not_beyond_what_is_fixed() -> None:
    slider = pn.widgets.EditableFloatSlider(name="x", end=10, value=3, fixed_start=-1)
    with testing.Site(slider) as site:
        user = site.visit()
        user.set("x", 250.5)
        assert slider.value == 250.5
        user.find("x").edit(value=-2)
        assert slider.value == 250.5
        assert [error.code for error in user.browser.errors] == ["bad-value"]
    with pytest.raises(BadArgument, match="fixed_start"):
        pn.widgets.EditableIntSlider(value=-3, fixed_start=0)
    assert pn.widgets.EditableIntSlider(fixed_start=4, fixed_end=9).value == 4
    assert refuses(pn.widgets.EditableIntSlider(end=10), 2.5)


# -- options ------------------------------------------------------------------------------------------


def test_one_of_the_options() -> None:
    slider = pn.widgets.DiscreteSlider(name="x", options=[0.0001, 12.3456, 10**7], value=12.3456)
    with testing.Site(slider) as site:
        user = site.visit()
        assert (user.find("x").read("options"), user.find("x").value) == (["0.0001", "12.3", "1e+07"], "12.3")
        user.set("x", "1e+07")
        assert slider.value == 10**7
        user.find("x").edit(value="7")
        assert slider.value == 10**7
        slider.options = {"none": None, "day": dt.date(2030, 1, 1)}
        site.settle()
        assert (slider.value, user.find("x").value) == (None, "none")
    with pytest.raises(BadArgument, match="one of the 2 options"):
        pn.widgets.DiscreteSlider(options=["a", "b"], value="c")


def test_options_that_would_read_the_same_are_written_in_full() -> None:
    slider = pn.widgets.DiscreteSlider(options=[1.00001, 1.00002])
    assert slider.labels == ["1.00001", "1.00002"]
    slider.options = [True, "x", 3]
    assert slider.labels == ["True", "x", "3"]


def test_no_options() -> None:
    slider = pn.widgets.DiscreteSlider()
    assert (slider.value, slider.labels, refuses(slider, "")) == (None, [], True)


# -- time ---------------------------------------------------------------------------------------------


@given(st.dates())
def test_a_day_comes_back_as_it_went(day: dt.date) -> None:
    slider = pn.widgets.DateSlider(start=dt.date.min, end=dt.date.max, value=day)
    assert slider.decode("value", slider.encode("value", day)) == day


@given(st.datetimes())
def test_a_moment_comes_back_to_the_millisecond(moment: dt.datetime) -> None:
    slider = pn.widgets.DatetimeSlider(start=dt.datetime.min, end=dt.datetime.max, value=moment)
    back = slider.decode("value", slider.encode("value", moment))
    assert dt.timedelta() <= moment - back < dt.timedelta(milliseconds=1)


def test_days_and_moments_of_sliders() -> None:
    day = pn.widgets.DateSlider(name="Day", value=dt.date(2030, 3, 1), **YEAR)
    midnight = pn.widgets.DateSlider(name="Midnight", as_datetime=True, **YEAR)
    moment = pn.widgets.DatetimeSlider(name="Moment", **DAY)
    with testing.Site(pn.Row(day, midnight, moment)) as site:
        user = site.visit()
        user.set("Day", MS + A_DAY)
        user.set("Midnight", MS)
        user.set("Moment", MS + 151 * A_DAY + 9 * 3_600_000)
        assert user.browser.errors == []
    assert day.value == dt.date(2030, 1, 2)
    assert midnight.value == dt.datetime(2030, 1, 1)
    assert moment.value == dt.datetime(2030, 6, 1, 9)


def test_ranges_of_time_are_of_the_kind_of_their_limits() -> None:
    days = pn.widgets.DateRangeSlider(**YEAR)
    assert days.decode("value", [MS, MS + A_DAY]) == (dt.date(2030, 1, 1), dt.date(2030, 1, 2))
    moments = pn.widgets.DatetimeRangeSlider(**YEAR)
    assert moments.decode("value", [MS, MS + 1000]) == (
        dt.datetime(2030, 1, 1),
        dt.datetime(2030, 1, 1, 0, 0, 1),
    )
    assert days.value == (YEAR["start"], YEAR["end"]) == (days.value_start, days.value_end)
    numpy_dates = pn.widgets.DateRangeSlider(
        start=np.datetime64("2030-01-01"), end=np.datetime64("2030-02-01")
    )
    assert numpy_dates.encode("value", numpy_dates.value) == [MS, MS + 31 * A_DAY]


@pytest.mark.parametrize(
    "data", [None, "2030-01-01", True, MS - 1, MS + 365 * A_DAY, 10**30, -(10**18), float("nan")]
)
def test_moments_out_of_range_are_refused(data: Any) -> None:
    assert refuses(pn.widgets.DateSlider(**YEAR), data)
    assert refuses(pn.widgets.DatetimeSlider(**YEAR), data)
    assert refuses(pn.widgets.DateRangeSlider(**YEAR), [MS, data])


def test_python_is_told_of_dates_out_of_range() -> None:
    with pytest.raises(BadArgument, match="from 2030-01-01 to 2030-12-31"):
        pn.widgets.DateSlider(value=dt.date(2031, 1, 1), **YEAR)
    with pytest.raises(BadArgument, match="from 2030-01-01"):
        pn.widgets.DateRangeSlider(value=(dt.date(2029, 1, 1), dt.date(2030, 1, 1)), **YEAR)


# -- players ------------------------------------------------------------------------------------------


def test_a_player_moves_in_the_browser_and_python_steers_it() -> None:
    player = pn.widgets.Player(name="x", start=2, end=9)
    assert player.value == player.value_throttled == 2
    with testing.Site(player) as site:
        user = site.visit()
        shown = user.find("x")
        user.browser.edit(shown.id, {"direction": 1})
        user.set("x", 5)
        assert (player.value, player.direction) == (5, 1)
        player.pause()
        site.settle()
        assert user.find("x").read("direction") == 0
        player.reverse()
        site.settle()
        assert user.find("x").read("direction") == -1
        player.play()
        assert player.direction == 1


WRONG: dict[str, list[Any]] = {
    "value": [None, 1, 10, 2.5, "3", True],
    "direction": [2, True, None, "1", [1]],
    "interval": [0, -5, 1.5, 10**12, None],
    "loop_policy": ["never", None, 1, {}],
}


@pytest.mark.parametrize(("name", "data"), [(name, data) for name, wrong in WRONG.items() for data in wrong])
def test_what_a_player_does_not_know_is_refused(name: str, data: Any) -> None:
    assert refuses(pn.widgets.Player(start=2, end=9), data, name)


def test_a_player_over_options() -> None:
    player = pn.widgets.DiscretePlayer(name="x", options={"one": 1, "two": 2})
    with testing.Site(player) as site:
        user = site.visit()
        user.set("x", "two")
        user.browser.edit(user.find("x").id, {"loop_policy": "loop", "interval": 100})
        site.settle()
    assert (player.value, player.loop_policy, player.interval) == (2, "loop", 100)
    with pytest.raises(ValueError, match="visible_buttons, got \\['stop'\\]"):
        pn.widgets.Player(visible_buttons=["stop"])


# -- colours ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [None, "", "red", "#12345", "#1234567", "#12345g", "#123456\n", 3])
def test_what_is_no_colour_is_refused(data: Any) -> None:
    assert refuses(pn.widgets.ColorPicker(value="#000000"), data)
    assert pn.widgets.ColorPicker().decode("value", "#AABBCC") == "#aabbcc"


def test_a_map_and_its_name_are_one() -> None:
    options = {"warm": ["red", "gold"], "cold": [(0, 0, 1.0), (0.5, 1.0, 1.0)]}
    chosen = pn.widgets.ColorMap(name="x", options=options)
    assert (chosen.value, chosen.value_name) == (["red", "gold"], "warm")
    with testing.Site(chosen) as site:
        user = site.visit()
        assert user.find("x").read("options") == [["warm", ["red", "gold"]], ["cold", ["#0000ff", "#80ffff"]]]
        user.set("x", "cold")
        assert (chosen.value, chosen.value_name) == (options["cold"], "cold")
        chosen.value_name = "warm"
        site.settle()
        assert user.find("x").value == "warm"
    assert chosen.value == ["red", "gold"]
    assert pn.widgets.ColorMap(options=options, value_name="cold").value is options["cold"]
    with pytest.raises(BadArgument, match="one of warm, cold"):
        pn.widgets.ColorMap(options=options, value_name="hot")


def test_a_continuous_map_is_sampled() -> None:
    chosen = pn.widgets.ColorMap(options={"grey": lambda place: (place, place, place, 1.0)})
    ((_, colors),) = chosen.encode("options", chosen.options)
    assert (colors[0], colors[-1], len(colors)) == ("#000000", "#ffffff", 32)


# -- arrays -------------------------------------------------------------------------------------------


def test_an_array_as_text() -> None:
    field = pn.widgets.ArrayInput(name="x", value=np.array([1.5, 2.0]))
    with testing.Site(field) as site:
        user = site.visit()
        assert user.find("x").value == "[1.5, 2.0]"
        user.set("x", "[[1, 2], [3, 4]]")
        assert field.value.tolist() == [[1.0, 2.0], [3.0, 4.0]]
        assert field.value.dtype == float
        for wrong in ("[[1], [2, 3]]", "['a']", "[1", "{}"):
            user.set("x", wrong)
        assert field.value.shape == (2, 2)
        assert len(user.browser.errors) == 4


def test_an_array_too_large_is_shown_in_short_and_stays() -> None:
    field = pn.widgets.ArrayInput(name="x", value=np.arange(500), max_array_size=100)
    with testing.Site(field) as site:
        user = site.visit()
        assert "..." in user.find("x").value
        assert user.find("x").read("disabled") is True
        user.find("x").edit(value="[1]")
        assert field.value.size == 500
        field.value = np.arange(3)
        site.settle()
        assert user.find("x").read("disabled") is False
        user.set("x", "[1]")
    assert field.value.tolist() == [1]
