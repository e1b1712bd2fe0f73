"""Columns as they travel: numbers as the bytes of an array, the rest as lists.

`{"f8": "<base64>"}` are 64-bit floats and `{"i4": ...}` 32-bit integers, both little-endian. Dates are ms since 1970 by
the column's own clock. An integer that a browser cannot count to travels as text.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Callable
from typing import Any

from lanai.components.frames.base import (
    BOOLEAN,
    DATE,
    DATETIME,
    INTEGER,
    NUMBER,
    TEXT,
    Column,
    Frame,
    Positions,
)
from lanai.core.lazy import load

SAFE = 2**53
"""A browser counts exactly up to here."""

Escape = Callable[[str], str]


def no_rows() -> dict[str, Any]:
    """A table without rows and columns, as it travels."""
    return {"first": 0, "rows": 0, "columns": {}}


def encode_column(frame: Frame, column: Column, rows: Positions | None, clean: Escape | None = None) -> Any:
    """The cells of a column for the browser; `rows` alone, or all. `clean` makes texts safe."""
    if column.kind in (NUMBER, DATETIME, DATE):
        return packed(_chosen(frame.floats(column), rows), "f8")
    values = _chosen(frame.array(column), rows)
    if column.kind == INTEGER and values.dtype.kind in "iu":
        return encode_integers(values)
    if column.kind == TEXT:
        cells = [cell if type(cell) is str else plain(cell) for cell in values.tolist()]
        return cells if clean is None else [cell if cell is None else clean(cell) for cell in cells]
    cells = [plain(value) for value in values.tolist()]
    if column.kind == INTEGER and all(cell is None or type(cell) is int for cell in cells):
        return cells
    if column.kind == BOOLEAN:
        return cells
    return cells if clean is None else [clean(cell) if isinstance(cell, str) else cell for cell in cells]


def encode_integers(values: Any) -> Any:
    """Integers in the smallest form that holds them."""
    least, most = (int(values.min()), int(values.max())) if len(values) else (0, 0)
    if least >= -(2**31) and most < 2**31:
        return packed(values, "i4")
    if least >= -SAFE and most <= SAFE:
        return packed(values, "f8")
    return [plain(value) for value in values.tolist()]


def packed(values: Any, form: str) -> dict[str, str]:
    """An array as the text of its bytes."""
    numpy = load("numpy", needed_for="tables")
    data = numpy.ascontiguousarray(values, dtype=f"<{form}").tobytes()
    return {form: base64.b64encode(data).decode("ascii")}


def plain(value: Any) -> Any:
    """One cell of a column without a type: None for what is empty, text for what a browser does not have."""
    if hasattr(value, "dtype") and hasattr(value, "item"):
        value = value.item()
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return value if -SAFE <= value <= SAFE else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None if math.isnan(value) else str(value)
    text = str(value)
    return None if text in ("NaT", "<NA>") else text


def _chosen(values: Any, rows: Positions | None) -> Any:
    return values if rows is None else values[rows]
