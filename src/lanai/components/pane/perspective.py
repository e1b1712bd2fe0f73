"""Perspective: a data frame that a visitor can pivot, filter, sort and plot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.frames import Frame, is_frame, open_frame
from lanai.components.frames.base import DATETIME
from lanai.components.frames.encoding import encode_column, no_rows
from lanai.components.frames.pandas import PandasFrame
from lanai.components.limits import Limit
from lanai.components.pane.base import Pane
from lanai.components.parameters import Choice, OwnDict, OwnList
from lanai.components.widgets.tabulator.changes import Cells, cells_delta, read_patch, rows_delta, weigh
from lanai.core.callables import check_callback, for_new_value
from lanai.core.lazy import load
from lanai.errors import BadArgument, BadValue

__all__ = ["Perspective"]

PLUGINS = (
    "datagrid", "d3_candlestick", "d3_heatmap", "d3_ohlc", "d3_sunburst", "d3_treemap", "d3_x_bar", "d3_xy_line",
    "d3_xy_scatter", "d3_y_area", "d3_y_bar", "d3_y_line", "d3_y_scatter", "hypergrid",
)  # fmt: skip
THEMES = (
    "pro", "pro-dark", "botanical", "dracula", "gruvbox", "gruvbox-dark", "monokai", "solarized", "solarized-dark",
    "vaporwave", "material", "material-dark",
)  # fmt: skip


@dataclass(frozen=True)
class PerspectiveClickEvent:
    """A row was clicked: its cells by column, the columns of the cell, and filters that find what was clicked."""

    config: dict[str, Any]
    column_names: list[Any]
    row: dict[str, Any]


class Perspective(Pane):
    """Shows the data frame `object` (of pandas, polars or pyarrow, or a dict of columns).

    What the visitor sets in the viewer (grouping, sorting, filters, columns, the kind of plot, the theme) is set here
    as well. Cells that a visitor edits change in the browser only. `stream` and `patch` send what they change, and
    nothing else.
    """

    aggregates = param.Dict(
        default=None,
        allow_None=True,
        doc="Columns to how groups sum them up, such as 'sum' or 'distinct count'.",
    )
    columns = param.List(default=None, allow_None=True, doc="Columns that are shown; None for all.")
    columns_config = param.Dict(
        default=None, allow_None=True, doc="Columns to how their cells are formatted and coloured."
    )
    editable = param.Boolean(default=True, doc="Whether cells can be edited, in the visitor's own browser.")
    expressions: Any = param.ClassSelector(
        default=None,
        class_=(dict, list),
        allow_None=True,
        doc="Computed columns: texts, or a dict of name to text.",
    )
    filters = param.List(default=None, allow_None=True, doc="Filters such as ['x', '<', 3].")
    group_by = param.List(default=None, allow_None=True, doc="Columns by whose values rows are grouped.")
    min_width = param.Integer(default=420, bounds=(0, None), allow_None=True, doc="Smallest width in px.")
    object = param.Parameter(default=None, doc="The data frame, or a dict of columns.")
    plugin = Choice(
        "datagrid", PLUGINS, doc="What shows the data. 'hypergrid' is an older name of 'datagrid'."
    )
    plugin_config = OwnDict(doc="Settings of the plugin.")
    selectable = param.Boolean(
        default=True, doc="Whether rows can be selected, where cells cannot be edited."
    )
    selection = OwnList(doc="Accepted for compatibility: the viewer keeps its selection to itself.")
    settings = param.Boolean(default=True, doc="Whether the panel of settings is open.")
    sort = param.List(default=None, allow_None=True, doc="By what rows are sorted, such as ['x', 'desc'].")
    split_by = param.List(default=None, allow_None=True, doc="Columns whose values become columns.")
    theme = Choice(
        "pro",
        THEMES,
        doc="How the viewer looks. 'pro' is dark on a dark page; 'material' is an older name of it.",
    )
    title = param.String(default=None, allow_None=True, doc="The title above the data.")
    toggle_config = param.Boolean(default=True, doc="Whether the panel of settings may be open at first.")

    # What the parameters above come to, for the browser; and what happened last.
    column_kinds = param.List(default=[], precedence=-1, doc="The columns, each with what it holds.")
    clicked = param.Parameter(default=None, precedence=-1, doc="The last click of the visitor's.")

    web_assembly: ClassVar[bool] = True
    """What shows it is WebAssembly, which a page's policy has to allow."""
    _edits: ClassVar[tuple[str, ...]] = (
        "aggregates", "columns", "columns_config", "expressions", "filters", "group_by", "plugin", "plugin_config",
        "settings", "sort", "split_by", "theme", "title",
    )  # fmt: skip
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {"click": ("clicked",)}
    _local: ClassVar[frozenset[str]] = Pane._local | {"clicked", "selection"}
    _renamed: ClassVar[Mapping[str, str]] = {"object": "data"}

    def __init__(self, object: Any = None, **params: Any) -> None:
        self._frame: Frame | None = None
        self._first = 0
        self._rolled: int | None = None
        super().__init__(object, **params)

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return False  # a frame in a layout is a table of its own; this is asked for by name

    def read(self, obj: Any) -> Any:
        before = self._frame
        if obj is None:
            self._frame = None
        else:
            self._frame = _opened(obj, before)
            if before is not None:
                self._first += before.rows if self._rolled is None else self._rolled
        kinds = (
            [] if self._frame is None else [[column.field, column.kind] for column in self._shown_columns()]
        )
        if kinds != self.column_kinds:
            self._store("column_kinds", kinds)
        return None

    def _shown_columns(self) -> list[Any]:
        """All but the index of a frame that was made of a dict, which has none."""
        columns = () if self._frame is None else self._frame.columns
        return [column for column in columns if not (column.index and isinstance(self.object, Mapping))]

    # -- the wire -----------------------------------------------------------------------------------

    def encode(self, name: str, value: Any) -> Any:
        if name != "object":
            return super().encode(name, value)
        return _encoded(self._frame, self._first, [field for field, _ in self.column_kinds])

    def _bulk_of(self, name: str, value: Any) -> int:
        return self.weight_of(name, self.object) if name == "object" else super()._bulk_of(name, value)

    def _later(self, name: str, value: Any) -> Callable[[], Any]:
        if name != "object":
            return super()._later(name, value)
        return partial(_encoded, self._frame, self._first, [field for field, _ in self.column_kinds])

    def weight_of(self, name: str, value: Any) -> int:
        if name != "object":
            return super().weight_of(name, value)
        if value is not self.object:
            return weigh(value)
        return 0 if self._frame is None else self._frame.rows * len(self.column_kinds)

    def _limit_of(self, name: str) -> Limit:
        """Settings name columns, each perhaps several times, and have values of their own."""
        return Limit(200_000, 1_000 + 20 * len(self.column_kinds), 20)

    def decode(self, name: str, data: Any) -> Any:
        return _read_setting(name, data)

    def event(self, name: str, data: dict[str, Any]) -> None:
        config, row, columns = data.get("config"), data.get("row"), data.get("column_names")
        if not isinstance(config, dict) or not isinstance(row, dict) or not isinstance(columns, list):
            raise BadValue("Expected a click with config, row and column_names.")
        self.clicked = PerspectiveClickEvent(config, columns, row)

    # -- what the app does --------------------------------------------------------------------------

    def on_click(self, callback: Callable[[PerspectiveClickEvent], Any]) -> param.parameterized.Watcher:
        """Call `callback` (a function or a coroutine function) when a row is clicked.

        Returns the watcher, for `pane.param.unwatch`.
        """

        check_callback(callback, "a click")
        watcher: param.parameterized.Watcher = self.param.watch(
            for_new_value(callback), "clicked", onlychanged=False
        )
        return watcher

    def stream(self, obj: Any, rollover: int | None = None, reset_index: bool = True) -> None:
        """Add rows at the end: a data frame, a series, or a dict of columns; only they travel.

        At most the last `rollover` rows stay. `reset_index` lets an index that counts go on counting.
        """
        if rollover is not None and rollover < 0:
            raise BadArgument(f"Expected a rollover of 0 or more rows, got {rollover}.")
        frame = self._filled("stream to")
        whole, rows = frame.extended(obj, rollover, reset_index)
        added = _in_utc(open_frame(rows))
        delta = rows_delta(added, [field for field, _ in self.column_kinds], rollover, {})
        gone = frame.rows + added.rows - open_frame(whole, frame).rows
        self._grow(whole, gone, delta)

    def patch(self, patch_value: Any, as_index: bool = True) -> None:
        """Change cells: `{column: [(row or slice, value or values), ...]}`, or a data frame of new values.

        `as_index`: rows are named by the index of a pandas frame; False counts them from 0. Slices always count.
        """
        frame = self._filled("patch")
        changes = [cells for cells in read_patch(frame, patch_value, as_index) if cells.positions]
        if changes:
            native = _put(frame, changes)
            told = _in_utc(open_frame(native, frame))
            places = [(told.find(cells.column.field), cells.positions) for cells in changes]
            self._grow(native, 0, cells_delta(told, self._first, places, {}))

    def _filled(self, purpose: str) -> Frame:
        if self._frame is None:
            raise BadArgument(f"Expected a Perspective with data to {purpose}, got one whose object is None.")
        return self._frame

    def _grow(self, native: Any, gone: int, delta: dict[str, Any]) -> None:
        """Show `native`, which lacks the first `gone` rows of what was shown and differs by `delta` besides."""
        whole = native
        if isinstance(self.object, Mapping):
            whole = {name: native[name].to_numpy() for name in native.columns}
        self._rolled = gone
        try:
            self._extend("object", whole, delta)
        finally:
            self._rolled = None


def _put(frame: Frame, changes: list[Cells]) -> Any:
    native = frame.native
    for cells in changes:
        native = open_frame(native, frame).put(cells.column, cells.positions, cells.values)
    return native


def _opened(obj: Any, like: Frame | None) -> Frame:
    if isinstance(obj, Mapping):
        obj = load("pandas", needed_for="a Perspective of a dict; or give it a data frame").DataFrame(
            dict(obj)
        )
    elif not is_frame(obj):
        raise BadArgument(
            f"Expected a data frame of pandas, polars or pyarrow, or a dict of columns, got {type(obj).__qualname__}."
        )
    return open_frame(obj, like)


def _in_utc(frame: Frame) -> Frame:
    """The frame as the viewer takes moments: those that know their time zone in UTC, the others as they are."""
    if all(column.kind != DATETIME for column in frame.columns):
        return frame
    if isinstance(frame, PandasFrame):
        native = frame.native
        aware = [name for name, dtype in native.dtypes.items() if getattr(dtype, "tz", None) is not None]
        if not aware:
            return frame
        return open_frame(native.assign(**{name: native[name].dt.tz_convert("UTC") for name in aware}))
    narwhals = load("narwhals", needed_for="data frames of polars and pyarrow")
    seen = narwhals.from_native(frame.native, eager_only=True)
    aware = [name for name, dtype in seen.schema.items() if getattr(dtype, "time_zone", None) is not None]
    if not aware:
        return frame
    return open_frame(seen.with_columns(narwhals.col(*aware).dt.convert_time_zone("UTC")).to_native())


def _encoded(frame: Frame | None, first: int, fields: list[str]) -> dict[str, Any]:
    """The table as it travels; `first` is the number of its first row."""
    if frame is None:
        return no_rows()
    told = _in_utc(frame)
    columns = {field: encode_column(told, told.find(field), None) for field in fields}
    return {"first": first, "rows": frame.rows, "columns": columns}


_SHAPES: Mapping[str, type | tuple[type, ...]] = MappingProxyType(
    {
        "aggregates": dict,
        "columns": list,
        "columns_config": dict,
        "expressions": (dict, list),
        "filters": list,
        "group_by": list,
        "plugin": str,
        "plugin_config": dict,
        "settings": bool,
        "sort": list,
        "split_by": list,
        "theme": str,
        "title": str,
    }
)
_ALWAYS = frozenset({"plugin", "plugin_config", "settings", "theme"})
"""Settings that are never None."""


def _read_setting(name: str, data: Any) -> Any:
    if data is None and name not in _ALWAYS:
        return None
    value = expect(data, _SHAPES[name], name)
    if (name == "plugin" and value not in PLUGINS) or (name == "theme" and value not in THEMES):
        raise BadValue(f"Expected a {name} that Perspective has, got another.")
    if name in ("group_by", "split_by") and not all(isinstance(column, str) for column in value):
        raise BadValue(f"Expected names of columns for {name!r}.")
    return value
