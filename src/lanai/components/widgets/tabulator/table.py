"""Tabulator: a data frame as a table that a visitor can sort, filter, select from and edit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

import param

from lanai.components.frames import Column, Frame, open_frame
from lanai.components.frames.encoding import no_rows
from lanai.components.limits import Limit
from lanai.components.pane.base import as_component
from lanai.components.widgets.tabulator.cells import read_cell
from lanai.components.widgets.tabulator.changes import Cells, cells_delta, read_patch, rows_delta, weigh
from lanai.components.widgets.tabulator.columns import SETTINGS, describe_columns
from lanai.components.widgets.tabulator.downloading import download_menu
from lanai.components.widgets.tabulator.events import CellClickEvent, TableEditEvent
from lanai.components.widgets.tabulator.filters import Filter, check_filter
from lanai.components.widgets.tabulator.parameters import TableParameters
from lanai.components.widgets.tabulator.reading import limit_of, read_edit
from lanai.components.widgets.tabulator.styling import TableStyle, encode_styles
from lanai.components.widgets.tabulator.view import View, arrange, kept_by
from lanai.core.callables import check_callback, for_new_value, is_async, result_of
from lanai.core.lazy import load
from lanai.core.placing import off_loop
from lanai.core.references import Watcher, owner_of, watch_all
from lanai.errors import BadArgument, BadValue

MANY = 2_000
"""Rows from which on what a visitor does to a table is done on a worker thread."""

_ARRANGING = frozenset({"filters", "initial_page_size", "page", "page_size", "pagination", "sorters"})
_SERIALS = frozenset({"expanded", "selection"})


class Tabulator(TableParameters):
    """Shows the data frame `value`.

    Cells of a pandas frame are edited in place. Frames of other libraries cannot be changed, so that `value` becomes a
    new one. `stream` and `patch` send what they add or change, and nothing else.
    """

    _foreign: ClassVar[frozenset[str]] = frozenset({"expanded", "row_content", "value"})

    def __init__(self, value: Any = None, **params: Any) -> None:
        self._view: View | None = None
        self._kept: Any = None
        self._filters: list[tuple[Filter, tuple[Watcher, ...]]] = []
        self._style: TableStyle | None = None
        self._styles: dict[str, Any] | None = None
        self._rolled: int | None = None
        self._ready = False
        super().__init__(value=value, **params)
        self._ready = True
        if self._calls_code("value"):
            off_loop(self._begin)
        else:
            self._look("value")
            self._describe()

    def _begin(self) -> None:
        """Show what is there, with what functions of the app's say of it."""
        self._look("value")
        self._describe()
        super()._changed("value")
        self._expand()

    # -- what follows from what ---------------------------------------------------------------------

    def _changed(self, name: str) -> None:
        if not self._ready:
            super()._changed(name)
            return
        if name == "value" or name in _ARRANGING:
            self._look(name)
        super()._changed(name)
        if name in _ARRANGING and (self.pagination == "remote" or name == "pagination"):
            super()._changed("value")
        if name in SETTINGS:
            self._describe()
        if name == "value" and self._rolled is None:
            self._store("follow", False)
        if name in ("value", "row_content", "expanded") and self.row_content is not None:
            self._expand()

    def _calls_code(self, name: str) -> bool:
        if name != "value":
            return self.row_content is not None
        filters = any(each.calls_code for each, _ in self._filters)
        own = (self.row_content, self.selectable_rows, self._style)
        return filters or any(each is not None for each in own)

    def _look(self, name: str) -> None:
        """Work out what is shown. `name` is the parameter that changed."""
        if self.value is None:
            self._view = None
            return
        before = self._view
        if name == "value" or before is None:
            frame = open_frame(self.value, None if before is None else before.frame)
            serial = self._serial_of(frame, before)
        else:
            frame, serial = before.frame, before.serial
        if name == "value":
            self._kept = kept_by(frame, [each for each, _ in self._filters])
            self._follow_value(frame, serial)
        self._view = self._viewed(frame, serial)
        if self._view.page != self.page and self.pagination == "remote":
            self._store("page", self._view.page)

    def _viewed(self, frame: Frame, serial: int) -> View:
        if self.pagination != "remote":
            return View(frame, serial, self._kept)
        positions = arrange(frame, self._kept, self.filters, self.sorters)
        view = View(frame, serial, positions, self.page, self.page_size or self.initial_page_size)
        return view._replace(page=min(view.page, view.pages))

    def _serial_of(self, frame: Frame, before: View | None) -> int:
        """Rows of another frame get other numbers, so that what a visitor did to the old ones is not done to them."""
        if before is None:
            return 0
        if self._rolled is not None:
            return before.serial + self._rolled
        same = frame.native is before.frame.native
        return before.serial if same else before.serial + before.frame.rows

    def _follow_value(self, frame: Frame, serial: int) -> None:
        if self._style is not None:
            self._style.follow(frame)
            self._styles = self._style.compute()
        if self.selectable_rows is not None:
            rows = [int(row) + serial for row in result_of(self.selectable_rows, frame.native)]
            self._store("selectable_serials", rows)

    def _describe(self) -> None:
        columns = [] if self._view is None else describe_columns(self, self._view.frame)
        if columns != self.column_definitions:
            self._store("column_definitions", columns)

    def _expand(self) -> None:
        """Make the content of the rows that are expanded."""
        self._store("expandable", self.row_content is not None)
        if self._view is None or self.row_content is None:
            return
        frame = self._view.frame
        made = [
            as_component(result_of(self.row_content, _row(frame, row)))
            for row in self.expanded
            if row < frame.rows
        ]
        self._store("row_panels", made)

    # -- the wire -----------------------------------------------------------------------------------

    def encode(self, name: str, value: Any) -> Any:
        view = self._view
        if name == "value":
            if view is None:
                return no_rows()
            return view.encode(self._sent_fields(), self._clean())
        if name == "cell_styles":
            return None if view is None else encode_styles(self._styles, view.frame, view.shown)
        if name in _SERIALS:
            return [row + view.serial for row in value] if view is not None else []
        if name == "frozen_rows":
            return (
                [row % view.frame.rows + view.serial for row in value]
                if view is not None and view.frame.rows
                else []
            )
        if name == "page_size":
            return value or self.initial_page_size
        return super().encode(name, value)

    def _limit_of(self, name: str) -> Limit:
        return limit_of(self._view, name) or super()._limit_of(name)

    def _takes_long(self, name: str, data: Any) -> bool:
        return (self._view is not None and self._view.frame.rows > MANY) or super()._takes_long(name, data)

    def decode(self, name: str, data: Any) -> Any:
        return read_edit(self, self._view, name, data)

    def definition(self) -> dict[str, Any]:
        computed = ("page_size",) if self._styles is None else ("page_size", "cell_styles")
        return {**super().definition(), **{name: self.property(name) for name in computed}}

    def weight_of(self, name: str, value: Any) -> int:
        if name != "value":
            return super().weight_of(name, value)
        if isinstance(value, dict):
            return weigh(value)
        return 0 if self._view is None else self._view.frame.rows * len(self.column_definitions)

    def _bulk_of(self, name: str, value: Any) -> int:
        if name != "value":
            return super()._bulk_of(name, value)
        return 0 if self._view is None else self._view.rows * len(self.column_definitions)

    def _later(self, name: str, value: Any) -> Callable[[], Any]:
        view = self._view
        if name != "value" or view is None:
            return super()._later(name, value)
        return partial(view.encode, self._sent_fields(), self._clean())

    def _sent_fields(self) -> list[str]:
        return [entry["field"] for entry in self.column_definitions if entry["kind"] != "button"]

    def _clean(self) -> dict[str, Callable[[str], str]]:
        """For columns that show markup, what makes it safe."""
        return {
            entry["field"]: load("nh3", needed_for="cells that hold HTML").clean
            for entry in self.column_definitions
            if entry["formatter"]["type"] == "html" and entry["formatter"]["params"].get("sanitize", True)
        }

    # -- what a visitor does ------------------------------------------------------------------------

    def event(self, name: str, data: dict[str, Any]) -> None:
        if name == "edit":
            self._edit_cell(data)
        else:
            self._click_cell(data)

    def _edit_cell(self, data: dict[str, Any]) -> None:
        view, column, position = self._find_cell(data)
        try:
            if all(
                entry["field"] != column.field or "editor" not in entry for entry in self.column_definitions
            ):
                raise BadValue(f"The column {column.field!r} cannot be edited.")
            value = read_cell(view.frame, column, data.get("value"))
            old = view.frame.cell(column, position)
            changes = [Cells(column, [position], [value])]
            native = _written(view, changes)
        except (BadValue, BadArgument) as error:
            self._tell_cells([(column, [position])])
            raise BadValue(str(error)) from None
        self._take(view, native, changes)
        self.edited_cell = TableEditEvent(column.field, position, value, old)

    def _click_cell(self, data: dict[str, Any]) -> None:
        field = data.get("column")
        if isinstance(field, str) and field in self.buttons and self._view is not None:
            self.clicked_cell = CellClickEvent(field, self._position(self._view, data), None)
            return
        view, column, position = self._find_cell(data)
        self.clicked_cell = CellClickEvent(column.field, position, view.frame.cell(column, position))

    def _find_cell(self, data: dict[str, Any]) -> tuple[View, Column, int]:
        view, field = self._view, data.get("column")
        if view is None or not isinstance(field, str) or not view.frame.has(field):
            raise BadValue("Expected the column of a cell of the table.")
        return view, view.frame.find(field), self._position(view, data)

    def _position(self, view: View, data: dict[str, Any]) -> int:
        serial = data.get("row")
        if type(serial) is not int or not 0 <= serial - view.serial < view.frame.rows:
            raise BadValue("Expected the number of a row of the table.")
        return serial - view.serial

    def on_click(
        self, callback: Callable[[CellClickEvent], object], column: str | None = None
    ) -> param.parameterized.Watcher:
        """Call `callback` (a function or a coroutine function) when a cell is clicked; only in `column` if given.

        Returns the watcher, for `table.param.unwatch`.
        """
        return self._on("clicked_cell", callback, column)

    def on_edit(self, callback: Callable[[TableEditEvent], object]) -> param.parameterized.Watcher:
        """Call `callback` (a function or a coroutine function) when a cell has been edited."""
        return self._on("edited_cell", callback, None)

    def _on(
        self, name: str, callback: Callable[[Any], object], column: str | None
    ) -> param.parameterized.Watcher:
        check_callback(callback, "what a visitor does to a cell")
        told = for_new_value(callback)

        def call(event: Any) -> object:
            return told(event) if column is None or event.new.column == column else None

        async def call_async(event: Any) -> None:
            if column is None or event.new.column == column:
                await callback(event.new)  # type: ignore[misc]

        chosen = call_async if is_async(callback) else call
        watcher: param.parameterized.Watcher = self.param.watch(chosen, name, onlychanged=False)
        return watcher

    # -- what the app does --------------------------------------------------------------------------

    def stream(
        self, stream_value: Any, rollover: int | None = None, reset_index: bool = True, follow: bool = True
    ) -> None:
        """Add rows at the end: a data frame, a series, or a dict of columns.

        At most the last `rollover` rows stay. `reset_index` lets an index that counts go on counting. `follow` scrolls
        to the new rows. Only they travel, unless the server filters or cuts pages.
        """
        if rollover is not None and rollover < 0:
            raise BadArgument(f"Expected a rollover of 0 or more rows, got {rollover}.")
        view = self._view
        if view is None:
            raise BadArgument("Expected a table with a data frame to stream to, got one whose value is None.")
        whole, added = view.frame.extended(stream_value, rollover, reset_index)
        new = open_frame(added)
        self._rolled = view.frame.rows + new.rows - open_frame(whole, view.frame).rows
        try:
            if self._rolled:
                self._shift(self._rolled)
            self._store("follow", follow)
            if view.whole:
                fields = self._sent_fields()
                self._extend("value", whole, rows_delta(new, fields, rollover, self._clean()))
            else:
                self.value = whole
        finally:
            self._rolled = None
        self._tell_styles()

    def _shift(self, rolled: int) -> None:
        """The first rows are gone: what names rows by their place names them by their new one."""
        for name in ("selection", "expanded"):
            rows = getattr(self, name)
            if rows:
                setattr(self, name, [row - rolled for row in rows if row >= rolled])

    def patch(self, patch_value: Any, as_index: bool = True) -> None:
        """Change cells: `{column: [(row or slice, value or values), ...]}`, or a data frame of new values.

        `as_index`: rows are named by the index of a pandas frame; False counts them from 0. Slices always count.
        """
        if self._view is None:
            raise BadArgument("Expected a table with a data frame to patch, got one whose value is None.")
        changes = [cells for cells in read_patch(self._view.frame, patch_value, as_index) if cells.positions]
        if changes:
            self._take(self._view, _written(self._view, changes), changes)

    def _take(self, view: View, native: Any, changes: list[Cells]) -> None:
        """The frame is `native` now, in which these cells are others."""
        self._rolled = 0  # the rows are the same, also where the frame is another
        try:
            if self._filters or (self.pagination == "remote" and (self.sorters or self.filters)):
                self._set_value(native)
            else:
                changed = [(cells.column, cells.positions) for cells in changes]
                delta = cells_delta(open_frame(native, view.frame), view.serial, changed, self._clean())
                self._extend("value", native, delta)
        finally:
            self._rolled = None
        self._tell_styles()

    def _set_value(self, native: Any) -> None:
        if native is self.value:
            self.param.trigger("value")
        else:
            self.value = native

    def _tell_cells(self, cells: list[tuple[Column, list[int]]]) -> None:
        """Send cells as they are: a browser shows something else."""
        view = self._view
        if view is not None:
            delta = cells_delta(view.frame, view.serial, cells, self._clean())
            for sink in self._sinks:
                sink.append(self, "value", delta, sink.moment)

    def _tell_styles(self) -> None:
        if self._style is not None:
            super()._changed("cell_styles")

    def add_filter(self, filter: Any, column: Any = None) -> None:
        """Show only the rows that `filter` keeps, now and when what it depends on changes.

        `filter` is a value, a list of values, a tuple (from, to), a widget or parameter that has one of those, or a
        function (bound or not) that takes the data frame and gives the part of it that stays.
        """
        added = check_filter(filter, column, self._view.frame if self._view else open_frame(None))
        watched = watch_all(added.parameters, self._refilter)
        self._filters.append((added, watched))
        self._refilter()

    def remove_filter(self, filter: Any) -> None:
        """Take back `add_filter`. Harmless where it was not added."""
        for entry in [entry for entry in self._filters if entry[0].given is filter]:
            self._filters.remove(entry)
            for watcher in entry[1]:
                owner_of(watcher).param.unwatch(watcher)
        self._refilter()

    def _refilter(self, *events: Any) -> None:
        if any(each.calls_code for each, _ in self._filters):
            off_loop(self._filter)
        else:
            self._filter()

    def _filter(self) -> None:
        if self._view is not None:
            self._kept = kept_by(self._view.frame, [each for each, _ in self._filters])
            self._look("filters")
            super()._changed("value")

    @property
    def style(self) -> TableStyle:
        """A pandas Styler of the value: `table.style.map(...)`, `.apply(...)`, `.background_gradient(...)` show."""
        if self._style is None:
            if self._view is None:
                raise BadArgument("Expected a table with a data frame to style, got one whose value is None.")
            self._style = TableStyle(self._view.frame, self._restyle)
        return self._style

    def _restyle(self) -> None:
        off_loop(self._compute_styles)

    def _compute_styles(self) -> None:
        if self._style is not None:
            self._styles = self._style.compute()
            super()._changed("cell_styles")

    @property
    def current_view(self) -> Any:
        """The rows that show, on all pages: filtered and sorted as the visitor sees them."""
        if self._view is None:
            return None
        positions = arrange(self._view.frame, self._kept, self.filters, self.sorters)
        return self._view.frame.native if positions is None else self._view.frame.take(positions)

    @property
    def selected_dataframe(self) -> Any:
        """The rows that are selected."""
        if self._view is None:
            return None
        numpy = load("numpy", needed_for="tables")
        rows = [row for row in self.selection if row < self._view.frame.rows]
        return self._view.frame.take(numpy.asarray(rows, dtype="int64"))

    @property
    def max_page(self) -> int:
        """How many pages there are."""
        if self._view is None or self.pagination is None:
            return 1
        return max(1, -(-self._view.total // (self.page_size or self.initial_page_size)))

    def download(self, filename: str = "table.csv") -> None:
        """Let the browser save the rows that it has, as CSV or, by the end of the name, as JSON."""
        if not filename.endswith((".csv", ".json")):
            raise BadArgument(f"Expected a filename that ends in .csv or .json, got {filename!r}.")
        count = self.download_request[0] + 1 if self.download_request else 1
        self.download_request = [count, filename]

    def download_menu(
        self, text_kwargs: Mapping[str, Any] | None = None, button_kwargs: Mapping[str, Any] | None = None
    ) -> tuple[Any, Any]:
        """A field for a file's name and a button that saves the rows to it; with parameters for either."""
        return download_menu(self.download, text_kwargs, button_kwargs)


def _written(view: View, changes: list[Cells]) -> Any:
    """The native frame with the cells in it. Raises `BadArgument` where a column cannot hold one."""
    native = view.frame.native
    for cells in changes:
        try:
            native = open_frame(native, view.frame).put(cells.column, cells.positions, cells.values)
        except (TypeError, ValueError, OverflowError) as error:
            raise BadArgument(
                f"Expected values that the column {cells.column.field!r} can hold, got others: {error}"
            ) from error
    return native


def _row(frame: Frame, position: int) -> Any:
    """One row as its library gives it."""
    rows = frame.take(slice(position, position + 1))
    return rows.iloc[0] if frame.library == "pandas" else rows
