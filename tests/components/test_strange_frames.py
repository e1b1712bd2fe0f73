"""Data frames as they come in practice: shown safely, or refused with a clear error."""

from __future__ import annotations

import datetime as dt
import decimal
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

import lanai as pn
from lanai.components.base import Viewable
from tests.support.quiet import shown

FRAMES: dict[str, Callable[[], pd.DataFrame]] = {
    "numbers as names": lambda: pd.DataFrame({0: [1, 2], 1.5: ["x", "y"], dt.date(2030, 1, 1): [1, 2]}),
    "levels of names": lambda: pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "x"), ("a", "y")])),
    "a column called index": lambda: pd.DataFrame({"index": [1, 2]}),
    "nan and infinities": lambda: pd.DataFrame({"a": [math.nan, math.inf, -math.inf]}),
    "huge integers": lambda: pd.DataFrame({"a": pd.Series([10**30, 2**64, -(2**70)], dtype=object)}),
    "unsigned": lambda: pd.DataFrame({"a": np.array([2**64 - 1, 2**53 + 1], dtype="u8")}),
    "dates of all years": lambda: pd.DataFrame(
        {"a": pd.Series([dt.datetime.min, dt.datetime.max], dtype=object), "b": [dt.date.min, None]}
    ),
    "dates beyond all years": lambda: pd.DataFrame({"a": np.array(["-5000-01-01", "20000-12-31"], dtype="M8[s]")}),
    "a zone": lambda: pd.DataFrame({"a": pd.date_range("2030", periods=2, tz="Europe/Berlin")}),
    "spans": lambda: pd.DataFrame({"a": pd.to_timedelta([1, None], unit="s"), "b": pd.interval_range(0, 2)}),
    "what may be missing": lambda: pd.DataFrame(
        {"a": pd.array([1, None], dtype="Int64"), "b": pd.array([True, None], dtype="boolean"), "c": ["x", None]}
    ),
    "categories": lambda: pd.DataFrame({"a": pd.Categorical(["x", None])}),
    "all sorts": lambda: pd.DataFrame(
        {
            "a": pd.Series(
                [1, "x", None, print, {1: 2}, [1], b"\xff", decimal.Decimal("NaN"), 1j, pd.NaT, pd.NA, "\udfff"],
                dtype=object,
            )
        }
    ),
    "nothing": pd.DataFrame,
    "no rows": lambda: pd.DataFrame({"a": []}),
    "no columns": lambda: pd.DataFrame(index=[1, 2]),
    "an index with doubles": lambda: pd.DataFrame({"a": [1, 2]}, index=[math.nan, math.nan]),
}  # fmt: skip
SHOWS: dict[str, Callable[[pd.DataFrame], Viewable]] = {
    "Tabulator": pn.widgets.Tabulator,
    "Tabulator by pages": lambda frame: pn.widgets.Tabulator(frame, pagination="remote", page_size=1),
    "widgets.DataFrame": pn.widgets.DataFrame,
    "pane.DataFrame": pn.pane.DataFrame,
    "Perspective": pn.pane.Perspective,
}


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES)
@pytest.mark.parametrize("show", SHOWS.values(), ids=SHOWS)
def test_a_strange_frame_is_shown(
    show: Callable[[pd.DataFrame], Viewable], frame: Callable[[], pd.DataFrame]
) -> None:
    given_frame = frame()
    with shown(show(given_frame)) as user:
        assert user.browser.errors == []
    pd.testing.assert_frame_equal(given_frame, frame())


@pytest.mark.parametrize("show", [SHOWS["Tabulator"], SHOWS["Perspective"]], ids=["Tabulator", "Perspective"])
@pytest.mark.parametrize("names", [["a", "a"], [0, "0"], [None, "None"]], ids=str)
def test_columns_that_a_browser_could_not_tell_apart_are_named(
    show: Callable[[pd.DataFrame], Viewable], names: list[Any]
) -> None:
    frame = pd.DataFrame([[1, 2], [3, 4]], columns=pd.Index(names, dtype=object))
    with pytest.raises(ValueError, match=r"name of its own, got .* more than once. Rename the columns"):
        show(frame)
    with shown(pn.pane.DataFrame(frame)):
        pass


@pytest.mark.parametrize(
    "cells",
    [
        [math.nan, math.inf, -math.inf],
        [10**400, -(10**400), 2**64],
        [dt.datetime.min, dt.datetime.max, pd.NaT],
        [dt.date.min, dt.date.max, None],
        [1, "x", object(), [1], pd.NA, decimal.Decimal("1.5")],
        [],
    ],
    ids=["floats", "integers", "moments", "days", "mixed", "empty"],
)
def test_a_trend_shows_any_cells(cells: list[Any]) -> None:
    for data in ({"x": cells, "y": cells}, pd.DataFrame({"x": cells, "y": cells}, dtype=object)):
        with shown(pn.indicators.Trend(data=data)) as user:
            assert user.browser.errors == []
