"""What a visitor does to a table as a whole, checked: selection, pages, sorting, filtering, expanding."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from lanai.components.base import expect
from lanai.components.limits import Limit
from lanai.components.widgets.tabulator.filters import OPERATORS
from lanai.components.widgets.tabulator.view import View
from lanai.errors import BadValue

LONGEST_FILTER = 10_000
"""Characters of all that a visitor filters by."""


def limit_of(view: View | None, name: str) -> Limit | None:
    """How large an edit may be: as large as the table. None: as is usual."""
    if view is None or name not in _READERS:
        return None
    columns = len(view.frame.columns)
    if name in ("selection", "expanded"):
        return Limit(0, 2 * view.frame.rows + 100, 1)  # some may name rows that have rolled out meanwhile
    if name in ("sorters", "filters"):
        length = LONGEST_FILTER + 4 * sum(len(column.field) + 20 for column in view.frame.columns)
        return Limit(length, 1_000 + 8 * columns, 3)
    return None


def read_edit(table: Any, view: View | None, name: str, data: Any) -> Any:
    """The parameter's value for what the browser sent. Raises `BadValue`."""
    if view is None:
        raise BadValue(f"Expected no change of {name!r}: the table is empty.")
    return _READERS[name](table, view, data)


def _selection(table: Any, view: View, data: Any) -> list[int]:
    rows = _rows(table, view, data)
    limit = table.selectable
    if limit is False or (type(limit) is int and len(rows) > limit):
        raise BadValue(f"Expected at most {int(limit)} selected rows, got {len(rows)}.")
    allowed = table.selectable_serials
    if allowed is not None:
        allowed = set(allowed)
        if not all(row + view.serial in allowed for row in rows if row not in table.selection):
            raise BadValue("Expected rows that can be selected.")
    return rows


def _rows(table: Any, view: View, data: Any) -> list[int]:
    """Rows named by serial numbers; those that have rolled out of the frame meanwhile are left out."""
    found: dict[int, None] = {}
    for serial in expect(data, list, "rows"):
        position = expect(serial, int, "rows") - view.serial
        if position >= view.frame.rows:
            raise BadValue(f"Expected rows of the table, got number {serial}.")
        if position >= 0:
            found[position] = None
    return list(found)


def _page(table: Any, view: View, data: Any) -> int:
    page = expect(data, int, "page")
    if page < 1 or (view.page_size is not None and page > view.pages):
        raise BadValue(f"Expected a page from 1 to {view.pages}, got {page}.")
    return int(page)


def _page_size(table: Any, view: View, data: Any) -> int:
    size = expect(data, int, "page_size")
    if not 1 <= size <= 10_000:
        raise BadValue(f"Expected 1 to 10000 rows a page, got {size}.")
    return int(size)


def _sorters(table: Any, view: View, data: Any) -> list[dict[str, Any]]:
    return [_sorter(view, entry) for entry in expect(data, list, "sorters")]


def _sorter(view: View, entry: Any) -> dict[str, Any]:
    if not isinstance(entry, Mapping) or entry.get("dir") not in ("asc", "desc"):
        raise BadValue("Expected sorters with a field and a dir of 'asc' or 'desc'.")
    return {"field": _field(view, entry.get("field")), "dir": entry["dir"]}


def _filters(table: Any, view: View, data: Any) -> list[dict[str, Any]]:
    return [_filter(view, entry) for entry in expect(data, list, "filters")]


def _filter(view: View, entry: Any) -> dict[str, Any]:
    if not isinstance(entry, Mapping) or entry.get("type") not in OPERATORS:
        raise BadValue(f"Expected filters with a field, a value and a type among {OPERATORS}.")
    if entry["type"] == "regex":
        raise BadValue("Expected no regular expression: those are the app's to give.")
    value = entry.get("value")
    if not (
        isinstance(value, list) and all(map(_is_cell, value)) if entry["type"] == "in" else _is_cell(value)
    ):
        raise BadValue("Expected a text, number or boolean to filter by, and a list of these for 'in'.")
    return {"field": _field(view, entry.get("field")), "type": entry["type"], "value": value}


def _is_cell(value: Any) -> bool:
    return value is None or isinstance(value, (str, int, float))


def _field(view: View, field: Any) -> str:
    if not isinstance(field, str) or not view.frame.has(field):
        raise BadValue("Expected the field of a column of the table.")
    return field


_READERS: Mapping[str, Callable[[Any, View, Any], Any]] = MappingProxyType(
    {
        "expanded": _rows,
        "filters": _filters,
        "page": _page,
        "page_size": _page_size,
        "selection": _selection,
        "sorters": _sorters,
    }
)
