"""Every component class that a user makes objects of, and what makes one of it that shows something."""

from __future__ import annotations

import datetime as dt
import importlib.util
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

import lanai as pn
from lanai.components.base import Component, Viewable
from lanai.components.layout.base import ListLike
from lanai.components.widgets.choices import Choices

LISTING = Path(__file__).resolve().parents[2] / "scripts" / "listing.py"

OPTIONS = ("a", "b", "c")
YEAR_OF_DAYS = {"start": dt.date(2030, 1, 1), "end": dt.date(2030, 12, 31)}
YEAR = {"start": dt.datetime(2030, 1, 1), "end": dt.datetime(2030, 12, 31)}
GIVEN: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "ColorMap": {"options": {"reds": ["#fee", "#f00"], "greens": ["#efe", "#0f0"]}},
        "DateRangeSlider": YEAR_OF_DAYS,
        "DateSlider": YEAR_OF_DAYS,
        "DatetimeRangeSlider": YEAR,
        "DatetimeSlider": YEAR,
        "FileDownload": {"file": __file__, "filename": "a.txt"},
        "MenuButton": {"items": ["a", ("b", "c"), None]},
        "NestedSelect": {"options": {"a": ["x", "y"], "b": {"c": ["z"]}}, "levels": ["one", "two"]},
    }
)
"""Arguments without which a class shows little."""


@cache
def all_kinds() -> tuple[type[Component], ...]:
    """The classes that `protocol/components.json` is made of, by the script that makes it."""
    spec = importlib.util.spec_from_file_location("listing", LISTING)
    assert spec is not None
    assert spec.loader is not None
    listing = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(listing)
    return tuple(dict.fromkeys(listing._kinds()))


def shown_kinds() -> list[type[Viewable]]:
    """Those that a user puts on a page. A `PyComponent` shows nothing until a class derives from it."""
    return [kind for kind in all_kinds() if issubclass(kind, Viewable) and kind is not pn.custom.PyComponent]


def make(kind: type[Viewable], **arguments: Any) -> Viewable:
    """An object of the class that has something to show."""
    return kind(**{**_given(kind), **arguments})


def _given(kind: type[Viewable]) -> dict[str, Any]:
    if issubclass(kind, pn.widgets.Tabulator):
        return {"value": people(), "editors": {"age": "number", "name": "input"}, "header_filters": True}
    if issubclass(kind, pn.pane.Perspective):
        return {"object": people()}
    if issubclass(kind, pn.layout.GridSpec):
        return {"objects": {(0, 0, 1, 1): pn.pane.Str("one")}}
    if issubclass(kind, ListLike):
        return {"objects": [pn.pane.Str("one"), pn.pane.Str("two")]}
    if kind.__name__ in GIVEN:
        return dict(GIVEN[kind.__name__])
    return {"options": list(OPTIONS)} if issubclass(kind, Choices) else {}


def people() -> pd.DataFrame:
    """A small table with a column of each sort."""
    return pd.DataFrame(
        {
            "name": ["Ada", "Emmy"],
            "age": [36, 53],
            "size": [1.65, float("nan")],
            "born": pd.to_datetime(["1815-12-10", "1882-03-23"]),
            "here": [True, False],
            "mixed": [1, "x"],
        }
    )
