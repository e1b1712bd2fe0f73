"""Values that grow: what a delta makes of a text, a list or a table, as a browser applies it."""

from __future__ import annotations

import base64
import struct
from types import MappingProxyType
from typing import Any

_FORMS = MappingProxyType({"f8": ("d", 8), "i4": ("i", 4)})


def grow(value: Any, delta: Any) -> Any:
    """The value with the delta of an `append`. `protocol/README.md` says what deltas there are."""
    if isinstance(delta, dict):
        return _grow_table(value, delta)
    return (type(delta)() if value is None else value) + delta


def unpack(column: Any) -> list[Any]:
    """A column's cells. An empty cell of a column of numbers is NaN."""
    if isinstance(column, list):
        return column
    ((form, text),) = column.items()
    sign, size = _FORMS[form]
    data = base64.b64decode(text)
    return list(struct.unpack(f"<{len(data) // size}{sign}", data))


def _grow_table(table: dict[str, Any], delta: dict[str, Any]) -> dict[str, Any]:
    columns = {field: unpack(column) for field, column in table["columns"].items()}
    if "cells" in delta:
        _set_cells(table, columns, delta["cells"])
        return {**table, "columns": columns}
    rows = table["rows"] + delta["rows"]
    over = max(0, rows - delta.get("keep", rows))
    for field, column in delta["columns"].items():
        columns[field] = [*columns.get(field, []), *unpack(column)][over:]
    return {**table, "columns": columns, "first": table["first"] + over, "rows": rows - over}


def _set_cells(table: dict[str, Any], columns: dict[str, list[Any]], changed: dict[str, Any]) -> None:
    numbers = (
        unpack(table["serials"])
        if "serials" in table
        else range(table["first"], table["first"] + table["rows"])
    )
    places = {serial: place for place, serial in enumerate(numbers)}
    for field, (serials, values, _) in changed.items():
        for serial, value in zip(unpack(serials), unpack(values), strict=True):
            if serial in places:
                columns[field][places[serial]] = value
