"""Trend: rows that stream travel alone, whatever holds them."""

from __future__ import annotations

import base64
import datetime as dt
from array import array
from typing import Any

import numpy as np
import pandas as pd
import pytest

import lanai as pn
from lanai import testing
from lanai.errors import BadArgument


def numbers(shown: Any, name: str = "y") -> list[float]:
    """A column as the browser has it."""
    column = shown.read("data")["columns"][name]
    if isinstance(column, list):
        return column
    found = array("d")
    found.frombytes(base64.b64decode(column["f8"]))
    return found.tolist()


@pytest.mark.parametrize(
    "data",
    [
        {"x": [0, 1, 2], "y": [1.0, 4.0, 9.0]},
        {"x": np.arange(3), "y": np.array([1.0, 4.0, 9.0])},
        pd.DataFrame({"x": [0, 1, 2], "y": [1.0, 4.0, 9.0]}),
    ],
    ids=["lists", "arrays", "frame"],
)
def test_rows_are_added_and_roll_over(data: Any) -> None:
    trend = pn.indicators.Trend(data=data)
    with testing.Site(trend) as site:
        shown = site.visit().find(type="Trend")
        assert numbers(shown) == [1, 4, 9]
        trend.stream({"x": [3], "y": [16.0]}, rollover=3)
        site.settle()
        assert numbers(shown) == [4, 9, 16]
        assert numbers(shown, "x") == [1, 2, 3]
        assert list(trend.data["y"]) == [4, 9, 16]
        assert type(trend.data) is type(data)
        trend.stream({"x": [4], "y": [25.0]})
        site.settle()
        assert numbers(shown) == [4, 9, 16, 25]
        assert numbers(site.visit().find(type="Trend")) == [4, 9, 16, 25]


def test_a_stream_of_many_is_told_in_one() -> None:
    trend = pn.indicators.Trend(data={"x": [0], "y": [0.0]})
    with testing.Site(trend) as site:
        shown = site.visit().find(type="Trend")
        for step in range(1, 200):
            trend.stream({"x": [step], "y": [float(step)]}, rollover=20)
        site.settle()
        assert numbers(shown) == [float(step) for step in range(180, 200)]


def test_x_may_be_dates_or_words() -> None:
    days = [dt.date(2024, 1, 1), dt.date(2024, 1, 2)]
    for x in (days, ["a", "b"], [None, 3]):
        with testing.Site(lambda x=x: pn.indicators.Trend(data={"x": x, "y": [1, None]})) as site:
            shown = site.visit().find(type="Trend")
            first, second = numbers(shown, "x")
            assert first != second
            assert numbers(shown)[1] != numbers(shown)[1]


def test_other_columns_may_be_drawn() -> None:
    trend = pn.indicators.Trend(data={"t": [0, 1], "rain": [3, 4], "sun": [5, 6]}, plot_x="t", plot_y="rain")
    with testing.Site(trend) as site:
        shown = site.visit().find(type="Trend")
        assert numbers(shown) == [3, 4]
        trend.plot_y = "sun"
        site.settle()
        assert numbers(shown) == [5, 6]


def test_cells_are_patched() -> None:
    trend = pn.indicators.Trend(data={"x": [0, 1, 2], "y": [1, 2, 3]})
    trend.patch({"y": [(0, 10), (slice(1, 3), [20, 30])]})
    assert trend.data["y"] == [10, 20, 30]


def test_the_title_is_the_label() -> None:
    trend = pn.indicators.Trend(title="Price")
    assert (trend.name, trend.label) == ("Price", "Price")
    trend.label = "Cost"
    assert (trend.name, trend.title) == ("Cost", "Cost")


def test_what_cannot_be_is_refused() -> None:
    trend = pn.indicators.Trend(data={"x": [0], "y": [1]})
    with pytest.raises(BadArgument, match="without \\['y'\\]"):
        trend.stream({"x": [1]})
    with pytest.raises(BadArgument, match="one length"):
        trend.stream({"x": [1, 2], "y": [1]})
    with pytest.raises(BadArgument, match="rollover"):
        trend.stream({"x": [1], "y": [1]}, rollover=-1)
    with pytest.raises(BadArgument, match="dict of columns"):
        pn.indicators.Trend(data=3)
    with pytest.raises(ValueError, match="'auto'"):
        pn.indicators.Trend(value="much")
    assert trend.data == {"x": [0], "y": [1]}
