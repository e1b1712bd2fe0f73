"""Perspective: data, streams and patches of every kind of frame, and the visitor's settings."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
import pandas as pd
import polars
import pyarrow
import pytest

import lanai as pn
from lanai import testing
from lanai.components.pane.perspective import PerspectiveClickEvent
from lanai.errors import BadArgument, BadValue


def column(shown: Any, field: str) -> list[Any]:
    """A column as the browser has it."""
    cells = shown.read("data")["columns"][field]
    if isinstance(cells, list):
        return cells
    ((form, text),) = cells.items()
    found: list[Any] = np.frombuffer(base64.b64decode(text), form.replace("i4", "<i4")).tolist()
    return found


def frame() -> pd.DataFrame:
    return pd.DataFrame({"a": [1, 2, 3], "b": ["x", "y", "z"]})


def test_a_frame_travels_with_its_kinds() -> None:
    with testing.Site(lambda: pn.pane.Perspective(frame())) as site:
        shown = site.visit().find(type="Perspective")
        assert shown.read("column_kinds") == [["index", "integer"], ["a", "integer"], ["b", "text"]]
        assert (column(shown, "a"), column(shown, "b")) == ([1, 2, 3], ["x", "y", "z"])


@pytest.mark.parametrize("kind", ["pandas", "dict", "polars", "pyarrow"])
def test_rows_stream_into_what_holds_them(kind: str) -> None:
    given = {"a": [1, 2, 3], "b": ["x", "y", "z"]}
    makers: dict[str, Any] = {
        "pandas": pd.DataFrame,
        "dict": dict,
        "polars": polars.DataFrame,
        "pyarrow": pyarrow.table,
    }
    made = makers[kind](given)
    pane = pn.pane.Perspective(made)
    with testing.Site(pane) as site:
        shown = site.visit().find(type="Perspective")
        pane.stream({"a": [4], "b": ["w"]}, rollover=3)
        site.settle()
        assert (column(shown, "a"), column(shown, "b")) == ([2, 3, 4], ["y", "z", "w"])
        pane.patch({"a": [(0, 20)], "b": [(slice(1, 3), "v")]}, as_index=False)
        site.settle()
        assert (column(shown, "a"), column(shown, "b")) == ([20, 3, 4], ["y", "v", "v"])
        late = site.visit().find(type="Perspective")
        assert (column(late, "a"), column(late, "b")) == ([20, 3, 4], ["y", "v", "v"])
        assert type(pane.object) is type(made)


def test_moments_are_told_in_utc() -> None:
    aware = pd.DataFrame({"when": pd.to_datetime(["2024-01-01 12:00"]).tz_localize("Asia/Tokyo")})
    pane = pn.pane.Perspective(aware)
    with testing.Site(pane) as site:
        told = column(site.visit().find(type="Perspective"), "when")
    assert told == [pd.Timestamp("2024-01-01 03:00").timestamp() * 1000]
    assert str(pane.object["when"].dtype).endswith("Asia/Tokyo]")


def test_the_visitors_settings_are_the_apps() -> None:
    pane = pn.pane.Perspective(frame())
    seen: list[Any] = []
    pane.param.watch(
        lambda *events: seen.extend((event.name, event.new) for event in events),
        ["group_by", "plugin", "sort"],
    )
    with testing.Site(pane) as site:
        browser = site.visit().browser
        shown = next(id for id, node in browser.nodes.items() if node.type == "Perspective")
        browser.edit(shown, {"group_by": ["b"], "plugin": "d3_y_bar", "sort": [["a", "desc"]]})
        site.settle()
    assert sorted(seen) == [("group_by", ["b"]), ("plugin", "d3_y_bar"), ("sort", [["a", "desc"]])]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("plugin", "evil"),
        ("theme", 3),
        ("columns", "a"),
        ("group_by", [3]),
        ("settings", None),
        ("title", ["t"]),
    ],
)
def test_settings_that_cannot_be_are_refused(name: str, value: Any) -> None:
    pane = pn.pane.Perspective(frame())
    before = getattr(pane, name)
    with pytest.raises(BadValue):
        pane.decode(name, value)
    assert getattr(pane, name) == before


def test_a_click_is_told() -> None:
    pane = pn.pane.Perspective(frame())
    seen: list[Any] = []
    pane.on_click(seen.append)
    data = {"config": {"filter": []}, "row": {"a": 1}, "column_names": ["a"]}
    pane.event("click", data)
    pane.event("click", data)
    assert seen == 2 * [PerspectiveClickEvent({"filter": []}, ["a"], {"a": 1})]
    with pytest.raises(BadValue):
        pane.event("click", {"row": 3})


def test_what_cannot_be_shown_is_refused() -> None:
    with pytest.raises(BadArgument, match="str"):
        pn.pane.Perspective("a,b")
    with pytest.raises(BadArgument, match="more than once"):
        pn.pane.Perspective(pd.DataFrame([[1, 2]], columns=["a", "a"]))
    with pytest.raises(BadArgument, match="object is None"):
        pn.pane.Perspective().stream({"a": [1]})
    with pytest.raises(ValueError, match="plugin"):
        pn.pane.Perspective(frame(), plugin="pie")
