"""Data frames as plain tables, and the table under its older name."""

from __future__ import annotations

import pandas as pd
import pytest

import lanai as pn


def test_a_frame_becomes_a_table_of_html() -> None:
    frame = pd.DataFrame({"a": [1, 2, 3], "b": ["<b>", None, "x"]})
    pane = pn.panel(frame)
    assert isinstance(pane, pn.pane.DataFrame)
    html = pane.definition()["html"]
    assert "&lt;b&gt;" in html
    pane.escape = False
    assert "<b>" in pane.definition()["html"]
    pane.max_rows = 2
    assert "..." in pane.definition()["html"]
    pane.index = False
    pane.object = frame["a"]
    assert "<th>a</th>" in pane.definition()["html"]
    assert "&lt;b&gt;" not in pane.definition()["html"]


@pytest.mark.parametrize("library", ["polars", "pyarrow"])
def test_frames_of_other_libraries_have_no_index_to_show(library: str) -> None:
    module = pytest.importorskip(library)
    make = module.DataFrame if library == "polars" else module.table
    html = pn.panel(make({"a": [7, 8]})).definition()["html"]
    assert html.count("<td>") == 2
    assert "<th>0</th>" not in html


def test_a_styler_keeps_its_style() -> None:
    styler = pd.DataFrame({"a": [1]}).style.map(lambda value: "color: red")
    assert "color: red" in pn.panel(styler).definition()["html"]


def test_the_older_name_is_the_same_table() -> None:
    table = pn.widgets.DataFrame(pd.DataFrame({"a": [1, 2]}), width=400)
    table.stream({"a": [3]})
    assert list(table.value["a"]) == [1, 2, 3]
    assert (table.layout, table.movable_columns) == ("fit_columns", True)
