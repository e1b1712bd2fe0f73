"""Frames of polars, pyarrow and others, through narwhals. They have no index, and a changed cell makes a new frame."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from lanai.components.frames.base import (
    BOOLEAN,
    DATE,
    DATETIME,
    INTEGER,
    NUMBER,
    OBJECT,
    TEXT,
    Column,
    Frame,
    Positions,
)
from lanai.core.lazy import load

NUMBERING = "_lanai_row"
"""The column that tells a function's result which rows it kept."""


def _narwhals() -> Any:
    return load("narwhals", needed_for="data frames of polars and pyarrow")


class EagerFrame(Frame):
    """A frame that narwhals knows."""

    library: ClassVar[str] = "narwhals"

    def __init__(self, native: Any) -> None:
        self._frame = _narwhals().from_native(native, eager_only=True)
        schema = self._frame.schema
        super().__init__(native, [Column(name, name, _kind(dtype)) for name, dtype in schema.items()])

    @property
    def rows(self) -> int:
        return int(self._frame.shape[0])

    def array(self, column: Column) -> Any:
        numpy = load("numpy", needed_for="tables")
        values = numpy.empty(self.rows, dtype=object)
        values[:] = self._frame[column.name].to_list()
        return values

    def floats(self, column: Column) -> Any:
        numpy = load("numpy", needed_for="tables")
        series = self._frame[column.name]
        if column.kind == DATETIME:
            if getattr(series.dtype, "time_zone", None) is not None:
                series = series.dt.replace_time_zone(None)
            series = series.dt.timestamp("ms")
        elif column.kind == DATE:
            series = series.cast(_narwhals().Datetime("ms")).dt.timestamp("ms")
        values = [float("nan") if value is None else float(value) for value in series.to_list()]
        return numpy.array(values, dtype="float64")

    def cell(self, column: Column, position: int) -> Any:
        return self._frame[column.name].to_list()[position]

    def moment(self, column: Column, when: dt.datetime | None) -> Any:
        if when is None or column.kind == DATE:
            return None if when is None else when.date()
        zone = getattr(self._frame[column.name].dtype, "time_zone", None)
        return (
            when
            if zone is None
            else when.replace(tzinfo=load("zoneinfo", needed_for="time zones").ZoneInfo(zone))
        )

    def take(self, positions: Positions | slice) -> Any:
        chosen = positions if isinstance(positions, slice) else positions.tolist()
        return self._frame[chosen].to_native()

    def put(self, column: Column, positions: Sequence[int], values: Sequence[Any]) -> Any:
        series = self._frame[column.name]
        cells = series.to_list()
        for position, value in zip(positions, values, strict=True):
            cells[position] = value
        backend = self._frame.implementation
        changed = _narwhals().new_series(column.name, cells, series.dtype, backend=backend)
        return self._alike(self._frame.with_columns(changed)).to_native()

    def _alike(self, frame: Any) -> Any:
        """`frame` with exactly this frame's types: Arrow tells kinds of text apart that narwhals does not."""
        if not self._frame.implementation.is_pyarrow():
            return frame
        return _narwhals().from_native(frame.to_native().cast(self.native.schema))

    def extended(self, rows: Any, rollover: int | None, renumber: bool) -> tuple[Any, Any]:
        narwhals = _narwhals()
        if isinstance(rows, Mapping):
            single = not any(isinstance(value, (list, tuple, range)) for value in rows.values())
            columns = {key: [value] if single else list(value) for key, value in rows.items()}
            added = narwhals.from_dict(columns, backend=self._frame.implementation)
        else:
            added = narwhals.from_native(rows, eager_only=True)
        wanted = self._frame.schema
        added = added.select(narwhals.col(name).cast(dtype) for name, dtype in wanted.items())
        added = self._alike(added)
        whole = narwhals.concat([self._frame, added])
        kept = whole if rollover is None else whole.tail(rollover)
        return kept.to_native(), added.to_native()

    def filtered(self, function: Callable[[Any], Any]) -> Positions:
        narwhals = _narwhals()
        numbered = self._frame.with_row_index(NUMBERING).to_native()
        kept = narwhals.from_native(function(numbered), eager_only=True)
        return load("numpy", needed_for="tables").array(kept[NUMBERING].to_list(), dtype="int64")

    def order(self, positions: Positions, by: Sequence[tuple[Column, bool]]) -> Positions:
        numpy = load("numpy", needed_for="tables")
        ordered = positions
        for column, down in reversed(
            by
        ):  # sorted by the last first: each sort keeps the order of what is equal
            values = self.array(column)
            present = [place for place in ordered.tolist() if values[place] is not None]
            absent = [place for place in ordered.tolist() if values[place] is None]
            key = str if column.kind == OBJECT else _itself
            present.sort(key=lambda place: key(values[place]), reverse=down)
            ordered = numpy.array([*present, *absent], dtype="int64")
        return ordered


def _itself(value: Any) -> Any:
    return value


def _kind(dtype: Any) -> str:
    narwhals = _narwhals()
    if dtype.is_integer():
        return INTEGER
    if dtype.is_float():
        return NUMBER
    for kind, of in ((BOOLEAN, narwhals.Boolean), (DATETIME, narwhals.Datetime), (DATE, narwhals.Date)):
        if dtype == of:
            return kind
    return TEXT if dtype in (narwhals.String, narwhals.Categorical, narwhals.Enum) else OBJECT
