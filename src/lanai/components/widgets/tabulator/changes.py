"""Rows that are added and cells that are changed, as a table sends them: never the whole frame."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from lanai.components.frames import Column, Frame, is_frame, open_frame
from lanai.components.frames.encoding import encode_column, encode_integers
from lanai.components.frames.pandas import PandasFrame
from lanai.core.lazy import load
from lanai.errors import BadArgument

Clean = Mapping[str, Callable[[str], str]]


class Cells(NamedTuple):
    """New values for some cells of one column."""

    column: Column
    positions: list[int]
    values: list[Any]


def rows_delta(added: Frame, fields: Sequence[str], rollover: int | None, clean: Clean) -> dict[str, Any]:
    """Rows at the end; with `rollover`, so many rows stay."""
    columns = {field: encode_column(added, added.find(field), None, clean.get(field)) for field in fields}
    return {"rows": added.rows, "columns": columns, **({} if rollover is None else {"keep": rollover})}


def cells_delta(
    frame: Frame, serial: int, changed: Iterable[tuple[Column, Sequence[int]]], clean: Clean
) -> Any:
    """Cells as `frame` holds them now, with the numbers of their rows."""
    numpy = load("numpy", needed_for="tables")
    found = {}
    for column, positions in changed:
        rows = numpy.asarray(positions, dtype="int64")
        cells = encode_column(frame, column, rows, clean.get(column.field))
        found[column.field] = [encode_integers(rows + serial), cells, len(rows)]
    return {"cells": found}


def weigh(delta: Mapping[str, Any]) -> int:
    """How many cells a delta holds."""
    if "cells" in delta:
        return sum(count for _, _, count in delta["cells"].values())
    return int(delta["rows"]) * len(delta["columns"])


def read_patch(frame: Frame, patch: Any, as_index: bool) -> list[Cells]:
    """What to change for what the app gave: column to (row or slice, value or values), or a frame of new cells.

    `as_index`: rows are named by the index of a pandas frame, not counted. Raises `BadArgument`.
    """
    if is_frame(patch):
        return _from_frame(frame, open_frame(patch), as_index)
    if not isinstance(patch, Mapping):
        raise BadArgument(
            f"Expected a patch as {{column: [(row, value), ...]}} or a data frame, got {type(patch).__name__}."
        )
    return [_column_patch(frame, frame.find(name), changes, as_index) for name, changes in patch.items()]


def _column_patch(frame: Frame, column: Column, changes: Any, as_index: bool) -> Cells:
    if column.index:
        raise BadArgument(f"Expected columns to patch, got {column.field!r}, which is the index.")
    cells = Cells(column, [], [])
    for row, value in changes:
        positions = _positions(frame, row, as_index)
        single = not isinstance(row, slice) or isinstance(value, str) or not hasattr(value, "__len__")
        values = [value] * len(positions) if single else list(value)
        if len(values) != len(positions):
            raise BadArgument(
                f"Expected {len(positions)} values for {row} of the column {column.field!r}, got {len(values)}."
            )
        cells.positions.extend(positions)
        cells.values.extend(values)
    return cells


def _positions(frame: Frame, row: Any, as_index: bool) -> list[int]:
    if isinstance(row, slice):
        return list(range(*row.indices(frame.rows)))
    if as_index and isinstance(frame, PandasFrame):
        return _labelled(frame, row)
    if not -frame.rows <= row < frame.rows:
        raise BadArgument(f"Expected a row from 0 to {frame.rows - 1} to patch, got {row}.")
    return [int(row) % frame.rows]


def _labelled(frame: PandasFrame, label: Any) -> list[int]:
    numpy = load("numpy", needed_for="tables")
    index = frame.native.index
    try:
        found = index.get_loc(label)
    except KeyError:
        raise BadArgument(
            f"Expected a row of the table's index to patch, got {label!r}. Rows are counted with as_index=False."
        ) from None
    return [int(place) for place in numpy.arange(len(index))[found].reshape(-1)]


def _from_frame(frame: Frame, patch: Frame, as_index: bool) -> list[Cells]:
    named = as_index and isinstance(patch, PandasFrame) and isinstance(frame, PandasFrame)
    labels = patch.native.index if named else range(patch.rows)
    rows = [position for label in labels for position in _positions(frame, label, as_index)]
    return [
        Cells(frame.find(column.field), rows, [patch.cell(column, place) for place in range(patch.rows)])
        for column in patch.columns
        if not column.index
    ]
