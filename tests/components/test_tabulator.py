"""Tables: what of a data frame travels, what comes back, and what is refused."""

from __future__ import annotations

import contextlib
import datetime as dt
import math
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import lanai as pn
from lanai import testing
from lanai.components.frames import open_frame
from lanai.components.widgets.tabulator.cells import read_cell
from lanai.errors import BadArgument
from lanai.wire.growth import unpack


def numbers(rows: int = 5, **columns: Any) -> pd.DataFrame:
    return pd.DataFrame({"a": range(rows), "b": [f"row {row}" for row in range(rows)], **columns})


class Visit:
    """One visitor's view of one table."""

    def __init__(self, site: testing.Site, table: Any) -> None:
        self.site, self.table = site, table
        self.user = site.visit()
        self.browser = self.user.browser

    @property
    def props(self) -> dict[str, Any]:
        """The table as the browser has it."""
        return self.browser.nodes[self.table._number].props

    def column(self, field: str) -> list[Any]:
        """The cells that the browser has."""
        return unpack(self.props["data"]["columns"][field])

    def send(self, event: str, **data: Any) -> None:
        """The visitor does something to a cell."""
        self.browser.event(self.table._number, event, data)
        self.site.settle()

    def change(self, **props: Any) -> None:
        """The visitor changes a property."""
        self.browser.edit(self.table._number, props)
        self.site.settle()

    @property
    def refusals(self) -> list[str]:
        """The codes of what was refused."""
        return [error.code for error in self.browser.errors]


@contextlib.contextmanager
def visit(table: Any) -> Iterator[Visit]:
    with testing.Site(table) as site:
        yield Visit(site, table)


# -- what travels -----------------------------------------------------------------------------------


def test_every_kind_of_column_travels() -> None:
    frame = pd.DataFrame(
        {
            "int": [1, 2],
            "huge": [2**60, 1],
            "float": [math.nan, math.inf],
            "bool": [True, False],
            "text": ["<b>", None],
            "day": [dt.date(2024, 1, 2), None],
            "time": pd.to_datetime(["2024-01-02 03:04:05", None]),
            "zone": pd.to_datetime(["2024-01-02 03:04:05", None]).tz_localize("Europe/Berlin"),
            "category": pd.Categorical(["x", "y"]),
            "object": [{"a": 1}, math.nan],
        }
    )
    columns = pn.widgets.Tabulator(frame).definition()["data"]["columns"]
    cells = {name: unpack(cells) for name, cells in columns.items()}
    moment = dt.datetime(2024, 1, 2, 3, 4, 5, tzinfo=dt.timezone.utc).timestamp() * 1000
    assert cells["index"] == [0, 1]
    assert cells["int"] == [1, 2]
    assert cells["huge"] == [str(2**60), 1]
    assert math.isnan(cells["float"][0])
    assert cells["float"][1] == math.inf
    assert cells["bool"] == [True, False]
    assert cells["text"] == ["<b>", None]
    assert cells["day"][0] == dt.datetime(2024, 1, 2, tzinfo=dt.timezone.utc).timestamp() * 1000
    assert cells["time"][0] == cells["zone"][0] == moment
    assert math.isnan(cells["time"][1])
    assert cells["category"] == ["x", "y"]
    assert cells["object"] == ["{'a': 1}", None]


def test_names_of_columns() -> None:
    frame = pd.DataFrame([[1, 2]], columns=[0, ("x", "y")])
    fields = [entry["field"] for entry in pn.widgets.Tabulator(frame).definition()["columns"]]
    assert fields == ["index", "0", "x_y"]
    with pytest.raises(BadArgument, match="more than once"):
        pn.widgets.Tabulator(pd.DataFrame([[1, 2]], columns=["a", "a"]))
    with pytest.raises(BadArgument, match="data frame"):
        pn.widgets.Tabulator([1, 2, 3])


def test_markup_in_html_columns_is_made_safe_unless_asked() -> None:
    frame = pd.DataFrame({"a": ["<b>x</b><script>bad()</script>"]})
    safe = pn.widgets.Tabulator(frame, formatters={"a": "html"})
    asked = pn.widgets.Tabulator(frame, formatters={"a": {"type": "html", "sanitize": False}})
    assert safe.definition()["data"]["columns"]["a"] == ["<b>x</b>"]
    assert asked.definition()["data"]["columns"]["a"] == list(frame["a"])


def test_bokehs_formatters_and_editors() -> None:
    from bokeh.models.widgets import tables  # noqa: PLC0415

    table = pn.widgets.Tabulator(
        numbers(),
        formatters={"a": tables.NumberFormatter(format="0.00"), "b": {"type": "link", "target": "_blank"}},
        editors={"a": None, "b": tables.SelectEditor(options=["x", "y"])},
    )
    _, a, b = table.definition()["columns"]
    assert a["formatter"] == {"type": "number", "params": {"format": "0.00", "rounding": "round"} | _font(a)}
    assert "editor" not in a
    assert b["formatter"] == {"type": "link", "params": {"target": "_blank"}}
    assert b["editor"] == {"type": "list", "params": {"values": ["x", "y"]}}
    with pytest.raises(BadArgument, match="formatter"):
        pn.widgets.Tabulator(numbers(), formatters={"a": 3})


def _font(entry: dict[str, Any]) -> dict[str, Any]:
    params = entry["formatter"]["params"]
    return {name: value for name, value in params.items() if name not in ("format", "rounding")}


# -- streaming and patching -------------------------------------------------------------------------


def test_a_stream_sends_the_new_rows_only() -> None:
    table = pn.widgets.Tabulator(numbers(100))
    with visit(table) as there:
        table.selection = [1, 50]
        table.stream({"a": [100, 101], "b": ["x", "y"]}, rollover=100)
        there.site.settle()
        sent = there.browser.frames[-1].append
        assert [(name, delta["rows"]) for _, name, delta in sent] == [("data", 2)]
        assert there.props["data"]["first"] == 2
        assert there.column("a") == list(range(2, 102)) == list(table.value["a"])
        assert list(table.value.index) == list(range(2, 102))
        assert table.selection == [48]


def test_what_streams_to_a_slow_browser_takes_no_more_than_the_table() -> None:
    table = pn.widgets.Tabulator(numbers(10))
    with visit(table) as there:
        there.browser.acknowledges = False
        for tick in range(200):
            table.stream({"a": [tick] * 5, "b": ["x"] * 5}, rollover=20)
            there.site.settle()
            waiting = there.user.session.outbox._grown.values()
            assert sum(table.weight_of("value", delta) for deltas in waiting for delta in deltas) <= 20 * 3
        there.browser.catch_up()
        there.site.settle()
        assert there.column("a") == list(table.value["a"])


def test_a_browser_that_comes_back_has_every_row() -> None:
    table = pn.widgets.Tabulator(numbers(10))
    with visit(table) as there:
        table.stream({"a": [10], "b": ["x"]})
        there.site.settle()
        there.site.drop(there.user)
        for row in range(11, 20):
            table.stream({"a": [row], "b": ["x"]}, rollover=12)
        table.patch({"b": [(19, "last")]})
        there.site.reconnect(there.user)
        there.site.settle()
        assert there.column("a") == list(range(8, 20))
        assert there.column("b")[-1] == "last"


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_every_library_streams_and_is_patched(library: str) -> None:
    frame: Any = numbers(3)
    if library == "polars":
        frame = pytest.importorskip("polars").DataFrame(frame)
    elif library == "pyarrow":
        frame = pytest.importorskip("pyarrow").Table.from_pandas(frame)
    table = pn.widgets.Tabulator(frame)
    with visit(table) as there:
        table.stream({"a": [3], "b": ["new"]}, rollover=3)
        table.patch({"a": [(0, 100)], "b": [(slice(1, 3), ["p", "q"])]}, as_index=False)
        there.site.settle()
        assert there.column("a") == [100, 2, 3]
        assert there.column("b") == ["row 1", "p", "q"]
        there.send("edit", row=1, column="a", value=7)
        assert there.column("a")[0] == 7
        table.add_filter((3, 100), "a")
        table.sorters = [{"field": "a", "dir": "desc"}]
        assert len(table.current_view) == 2


def test_a_patch_names_rows_by_the_index_or_counts_them() -> None:
    table = pn.widgets.Tabulator(numbers(3).set_axis(["x", "y", "z"]))
    table.patch({"a": [("y", 10)]})
    table.patch({"a": [(2, 20)]}, as_index=False)
    table.patch(pd.DataFrame({"b": ["patched"]}, index=["x"]))
    assert list(table.value["a"]) == [0, 10, 20]
    assert table.value.loc["x", "b"] == "patched"
    for patch in ({"a": [("w", 1)]}, {"c": [("x", 1)]}, {"a": [(slice(0, 2), [1])]}, 3):
        with pytest.raises(BadArgument):
            table.patch(patch)


def test_rows_that_do_not_fit_are_refused() -> None:
    table = pn.widgets.Tabulator(numbers())
    with pytest.raises(ValueError, match="columns"):
        table.stream({"a": [1]})
    with pytest.raises(BadArgument, match="rollover"):
        table.stream({"a": [1], "b": ["x"]}, rollover=-1)


# -- what a visitor does ----------------------------------------------------------------------------


def test_an_edit_of_a_row_that_rolled_away_hits_no_other() -> None:
    table = pn.widgets.Tabulator(numbers(3))
    with visit(table) as there:
        table.stream({"a": [3, 4], "b": ["x", "y"]}, rollover=3)
        there.send("edit", row=1, column="b", value="lost")
        there.send("edit", row=2, column="b", value="found")
        assert list(table.value["b"]) == ["found", "x", "y"]
        assert there.refusals == ["bad-value"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("int", "x"), ("int", 1.5), ("int", None), ("int", True), ("int", [1]), ("float", "x"), ("bool", 1),
        ("text", {"a": 1}), ("category", "z"), ("time", "today"), ("time", 1e300), ("index", 5), ("none", 1),
        ("closed", 1), (3, 1), ("day", "x"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_its_column_is_refused(field: Any, value: Any) -> None:
    frame = pd.DataFrame(
        {
            "int": [1],
            "float": [1.5],
            "bool": [True],
            "text": ["x"],
            "category": pd.Categorical(["x"], categories=["x", "y"]),
            "time": pd.to_datetime(["2024-01-01"]),
            "day": [dt.date(2024, 1, 1)],
            "closed": [1],
        }
    )
    before = frame.copy()
    table = pn.widgets.Tabulator(frame, editors={"closed": None})
    with visit(table) as there:
        there.send("edit", row=0, column=field, value=value)
        assert there.refusals == ["bad-value"]
        pd.testing.assert_frame_equal(frame, before)


@given(st.one_of(st.floats(), st.integers(-(2**53), 2**53)))
def test_numbers_come_back_as_they_were_sent(value: float) -> None:
    frame = pd.DataFrame({"x": [0.0]})
    column = open_frame(frame).find("x")
    put = read_cell(open_frame(frame), column, None if value != value else value)
    frame.loc[0, "x"] = put
    (sent,) = unpack(pn.widgets.Tabulator(frame).definition()["data"]["columns"]["x"])
    assert sent == value or (math.isnan(sent) and math.isnan(value))


def test_what_a_visitor_may_not_do() -> None:
    table = pn.widgets.Tabulator(numbers(), pagination="remote", page_size=2, selectable=2)
    with visit(table) as there:
        for props in (
            {"page": 4}, {"page": 0}, {"page": "x"}, {"page_size": 0}, {"selection": [0, 1, 2]},
            {"selection": [99]}, {"selection": ["x"]}, {"sorters": [{"field": "nope", "dir": "asc"}]},
            {"sorters": [{"field": "a", "dir": "up"}]}, {"filters": [{"field": "a", "type": "regex", "value": "("}]},
            {"expanded": "x"},
        ):  # fmt: skip
            there.change(**props)
        assert there.refusals == ["bad-value"] * 11
        assert (table.page, table.page_size, table.selection, table.sorters) == (1, 2, [], [])


def test_remote_pages() -> None:
    table = pn.widgets.Tabulator(numbers(7), pagination="remote", page_size=3)
    with visit(table) as there:
        assert there.column("a") == [0, 1, 2]
        there.change(page=3)
        assert there.column("a") == [6]
        there.change(sorters=[{"field": "a", "dir": "desc"}])
        assert there.column("a") == [0]
        table.page = 1
        there.site.settle()
        assert there.column("a") == [6, 5, 4]
        there.send("edit", row=5, column="b", value="five")
        assert table.value.loc[5, "b"] == "five"
        there.change(filters=[{"field": "b", "type": "like", "value": "five"}])
        assert there.column("a") == [5]
        assert table.max_page == 1


def test_filters() -> None:
    table, choice = pn.widgets.Tabulator(numbers(6)), pn.widgets.MultiSelect(options=["row 1", "row 2"])
    table.add_filter((1, 4), "a")
    table.add_filter(choice, "b")
    assert list(table.current_view["a"]) == [1, 2, 3, 4]
    choice.value = ["row 2"]
    assert list(table.current_view["a"]) == [2]
    table.remove_filter(choice)
    odd = lambda frame: frame[frame["a"] % 2 == 1]  # noqa: E731
    table.add_filter(odd)
    assert list(table.current_view["a"]) == [1, 3]
    table.value = numbers(3)
    assert list(table.current_view["a"]) == [1]
    with pytest.raises(BadArgument, match="column"):
        table.add_filter(3)
    with pytest.raises(BadArgument, match="nope"):
        table.add_filter(3, "nope")


def test_callbacks_may_be_coroutines() -> None:
    table, events = pn.widgets.Tabulator(numbers()), list[Any]()

    async def note(event: Any) -> None:
        events.append((event.column, event.row, event.value))

    table.on_click(note)
    table.on_edit(note)
    with visit(table) as there:
        there.send("click", row=1, column="b")
        there.send("edit", row=2, column="a", value=9)
        assert events == [("b", 1, "row 1"), ("a", 2, 9)]


def test_two_visitors_of_one_table_see_each_others_edits() -> None:
    table = pn.widgets.Tabulator(numbers(3))
    with testing.Site(table) as site:
        one, other = Visit(site, table), Visit(site, table)
        one.send("edit", row=0, column="b", value="mine")
        site.advance(0.02)  # a thread of another session changed it
        assert other.column("b")[0] == "mine"


def test_the_style_travels_by_cells() -> None:
    table = pn.widgets.Tabulator(numbers(3))
    table.style.map(lambda value: "color: red" if value == 1 else "", subset=["a"])
    styles = table.definition()["cell_styles"]
    assert styles["css"] == ["color: red"]
    assert unpack(styles["cells"]["a"]) == [-1, 0, -1]
    table.value = numbers(2)
    assert unpack(table.definition()["cell_styles"]["cells"]["a"]) == [-1, 0]


def test_the_empty_table() -> None:
    table = pn.widgets.Tabulator()
    assert table.current_view is None
    table.value = pd.DataFrame()
    assert table.definition()["data"]["rows"] == 0
    assert np.shape(table.selected_dataframe) == (0, 0)
