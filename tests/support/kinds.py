"""Every component class that a user makes objects of, and what makes one of it that shows something."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

import lanai as pn
from lanai.components.base import Component, Viewable
from tests.support.frames import people

LISTING = Path(__file__).resolve().parents[2] / "scripts" / "listing.py"

OPTIONS = {"options": ["a", "b", "c"]}
GIVEN: dict[str, dict[str, Any]] = {
    "AutocompleteInput": OPTIONS,
    "CheckBoxGroup": OPTIONS,
    "CheckButtonGroup": OPTIONS,
    "ColorMap": {"options": {"reds": ["#fee", "#f00"], "greens": ["#efe", "#0f0"]}},
    "CrossSelector": OPTIONS,
    "DateRangeSlider": {"start": "2030-01-01", "end": "2030-12-31"},
    "DateSlider": {"start": "2030-01-01", "end": "2030-12-31"},
    "DatetimeRangeSlider": {"start": "2030-01-01", "end": "2030-12-31"},
    "DatetimeSlider": {"start": "2030-01-01", "end": "2030-12-31"},
    "DiscretePlayer": OPTIONS,
    "DiscreteSlider": OPTIONS,
    "MenuButton": {"items": ["a", ("b", "c"), None]},
    "MultiChoice": OPTIONS,
    "MultiSelect": OPTIONS,
    "NestedSelect": {"options": {"a": ["x", "y"], "b": {"c": ["z"]}}, "levels": ["one", "two"]},
    "RadioBoxGroup": OPTIONS,
    "RadioButtonGroup": OPTIONS,
    "Select": OPTIONS,
}
"""Arguments without which a class shows little. Frames, dates and files are made anew by `make`."""


@cache
def all_kinds() -> tuple[type[Component], ...]:
    """The classes that `protocol/components.json` is made of, by the script that makes it."""
    spec = importlib.util.spec_from_file_location("listing", LISTING)
    assert spec is not None
    assert spec.loader is not None
    listing = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(listing)
    return tuple(listing._kinds())


def shown_kinds() -> list[type[Viewable]]:
    """Those that a user puts on a page. A `PyComponent` is one only once it is derived from."""
    return [kind for kind in all_kinds() if issubclass(kind, Viewable) and kind.__name__ != "PyComponent"]


def make(kind: type[Viewable], **arguments: Any) -> Viewable:
    """An object of the class that has something to show."""
    return kind(**{**_given(kind), **arguments})


def _given(kind: type[Viewable]) -> dict[str, Any]:
    name = kind.__name__
    if issubclass(kind, pn.widgets.Tabulator):
        return {"value": people(), "editors": {"age": "number", "name": "input"}}
    if name == "Perspective":
        return {"object": people()}
    if name == "FileDownload":
        return {"file": b"content", "filename": "a.txt"}
    if issubclass(kind, pn.layout.ListLike):
        return {"objects": [pn.pane.Str("one"), pn.pane.Str("two")]} if "objects" in kind.param else {}
    given = dict(GIVEN.get(name, {}))
    if "start" in given:
        given = {key: dt.date.fromisoformat(value) for key, value in given.items()}
    return given
