"""Frames of pandas. Cells are set in place, as users of pandas expect."""

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


def _pandas() -> Any:
    return load("pandas", needed_for="data frames")


class PandasFrame(Frame):
    """A pandas DataFrame; the levels of its index come first among its columns."""

    library: ClassVar[str] = "pandas"

    def __init__(self, native: Any, like: PandasFrame | None = None) -> None:
        signature = (
            tuple(native.dtypes),
            tuple(native.columns),
            tuple(native.index.names),
            _kind_of_index(native),
        )
        self._signature: tuple[Any, ...] = signature
        kept = like is not None and like._signature == signature
        super().__init__(native, like.columns if like is not None and kept else _columns(native))

    @property
    def rows(self) -> int:
        return len(self.native)

    def _series(self, column: Column) -> Any:
        if column.index:
            return self.native.index.get_level_values(self._place(column)).to_series()
        return self.native.iloc[:, self._place(column)]

    def _place(self, column: Column) -> int:
        levels = self.native.index.nlevels
        place = self.columns.index(column)
        return place if column.index else place - levels

    def array(self, column: Column) -> Any:
        series = self._series(column)
        return (series.astype(object) if column.kind == DATETIME else series).to_numpy()

    def floats(self, column: Column) -> Any:
        series = self._series(column)
        if column.kind in (DATETIME, DATE):
            if column.kind == DATE:
                series = _pandas().to_datetime(series.astype(object), errors="coerce")
            return _milliseconds(series)
        return series.to_numpy(dtype="float64", na_value=float("nan"))

    def cell(self, column: Column, position: int) -> Any:
        return self._series(column).iloc[position]

    def moment(self, column: Column, when: dt.datetime | None) -> Any:
        pandas = _pandas()
        if when is None:
            return pandas.NaT
        zone = getattr(self._series(column).dtype, "tz", None)
        return pandas.Timestamp(when, tz=zone) if zone is not None else pandas.Timestamp(when)

    def take(self, positions: Positions | slice) -> Any:
        return self.native.iloc[positions]

    def put(self, column: Column, positions: Sequence[int], values: Sequence[Any]) -> Any:
        place = self._place(column)
        for position, value in zip(positions, values, strict=True):
            self.native.iat[position, place] = value
        return self.native

    def extended(self, rows: Any, rollover: int | None, renumber: bool) -> tuple[Any, Any]:
        pandas = _pandas()
        added = self._rows(rows)
        index = self.native.index
        counts = index.nlevels == 1 and pandas.api.types.is_integer_dtype(index.dtype)
        if renumber and (counts or not len(self.native)):
            start = int(index.max()) + 1 if len(index) else 0
            added = added.set_axis(pandas.RangeIndex(start, start + len(added), name=index.name))
        whole = pandas.concat([self.native, added]) if len(self.native) else added
        return (whole if rollover is None else whole.iloc[max(0, len(whole) - rollover) :]), added

    def _rows(self, rows: Any) -> Any:
        """New rows as a frame with this frame's columns, in their order and of their types where they fit."""
        pandas = _pandas()
        if isinstance(rows, pandas.Series):
            rows = rows.to_frame().T
        elif isinstance(rows, Mapping):
            single = not any(_is_listed(value) for value in rows.values())
            rows = pandas.DataFrame({key: [value] if single else value for key, value in rows.items()})
        missing = [name for name in self.native.columns if name not in rows.columns]
        unknown = [name for name in rows.columns if name not in self.native.columns]
        if missing or unknown:
            raise ValueError(
                f"Expected rows with the columns {list(self.native.columns)}, got rows "
                f"without {missing} and with {unknown} besides."
            )
        rows = rows[list(self.native.columns)]
        wanted = self.native.dtypes
        changed = {name: wanted[name] for name in rows.columns if rows.dtypes[name] != wanted[name]}
        return rows.astype(changed, errors="ignore") if changed and rows.columns.is_unique else rows

    def filtered(self, function: Callable[[Any], Any]) -> Positions:
        numpy = load("numpy", needed_for="tables")
        if self.native.index.is_unique:
            return self.native.index.get_indexer(function(self.native).index)
        numbered = self.native.set_axis(_pandas().RangeIndex(len(self.native)))
        return numpy.asarray(function(numbered).index)

    def order(self, positions: Positions, by: Sequence[tuple[Column, bool]]) -> Positions:
        pandas = _pandas()
        keys = pandas.DataFrame(
            {number: self._key(column).to_numpy()[positions] for number, (column, _) in enumerate(by)}
        )
        ascending = [not down for _, down in by]
        ordered = keys.sort_values(list(keys.columns), ascending=ascending, kind="stable")
        return positions[ordered.index.to_numpy()]

    def _key(self, column: Column) -> Any:
        """What a column is sorted by: its values, or their texts where they do not compare."""
        series = self._series(column)
        return series.map(str, na_action="ignore") if column.kind == OBJECT else series


def _is_listed(value: Any) -> bool:
    return hasattr(value, "__len__") and not isinstance(value, (str, bytes))


def _kind_of_index(native: Any) -> tuple[Any, ...]:
    index = native.index
    if index.nlevels == 1:
        return (type(index), index.dtype)
    return tuple(level.dtype for level in index.levels)


def _columns(native: Any) -> list[Column]:
    index = native.index
    levels = [
        _column(index.get_level_values(number).to_series(), name, _index_field(native, name, number), True)
        for number, name in enumerate(index.names)
    ]
    return levels + [
        _column(native.iloc[:, place], name, _field(name), False) for place, name in enumerate(native.columns)
    ]


def _index_field(native: Any, name: Any, number: int) -> str:
    """The name of an index level; one that has none is called as `reset_index` calls it."""
    if name is not None:
        return _field(name)
    alone = native.index.nlevels == 1 and "index" not in native.columns
    return "index" if alone else f"level_{number}"


def _field(name: Any) -> str:
    return "_".join(str(part) for part in name) if isinstance(name, tuple) else str(name)


def _column(series: Any, name: Any, field: str, index: bool) -> Column:
    path = tuple(str(part) for part in name[:-1]) if isinstance(name, tuple) else ()
    categories = getattr(series.dtype, "categories", None) if series.dtype.name == "category" else None
    optional = series.dtype.kind not in "iu" or getattr(series.dtype, "na_value", None) is _pandas().NA
    kind = _kind(series)
    return Column(
        name, field, kind, index, path, None if categories is None else tuple(categories), bool(optional)
    )


def _kind(series: Any) -> str:
    dtype = series.dtype
    types = _pandas().api.types
    if dtype.name == "category":
        return TEXT if types.infer_dtype(dtype.categories) in ("string", "empty") else OBJECT
    if types.is_bool_dtype(dtype):
        return BOOLEAN
    if types.is_integer_dtype(dtype):
        return INTEGER
    if types.is_float_dtype(dtype):
        return NUMBER
    if types.is_datetime64_any_dtype(dtype):
        return DATETIME
    if types.is_string_dtype(dtype) and dtype.name != "object":
        return TEXT
    return {"string": TEXT, "date": DATE, "boolean": BOOLEAN}.get(
        types.infer_dtype(series, skipna=True), OBJECT
    )


def _milliseconds(series: Any) -> Any:
    if getattr(series.dtype, "tz", None) is not None:
        series = series.dt.tz_localize(None)
    numpy = load("numpy", needed_for="tables")
    moments = series.to_numpy(dtype="datetime64[ms]")
    return numpy.where(numpy.isnat(moments), numpy.nan, moments.astype("int64").astype("float64"))
