"""What a visitor enters into a cell, as the value that the column holds."""

from __future__ import annotations

import datetime as dt
import math
from types import MappingProxyType
from typing import Any

from lanai.components.frames import Column, Frame
from lanai.components.frames.base import BOOLEAN, DATE, DATETIME, INTEGER, NUMBER, OBJECT, TEXT
from lanai.errors import BadValue

_EPOCH = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - a column's own clock
_NAMED = MappingProxyType({"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf})


def read_cell(frame: Frame, column: Column, data: Any) -> Any:
    """The Python value of a cell for what the browser sent. Raises `BadValue` where the column cannot hold it."""
    if data is None or (data == "" and column.kind not in (TEXT, OBJECT)):
        if not column.optional:
            raise BadValue(f"Expected a value for the column {column.field!r}, got an empty cell.")
        return _empty(frame, column)
    if column.categories is not None and data not in column.categories:
        raise BadValue(f"Expected one of the categories of the column {column.field!r}, got another value.")
    try:
        return _READERS[column.kind](frame, column, data)
    except (TypeError, ValueError, OverflowError):
        raise BadValue(f"Expected a value of kind {column.kind} for the column {column.field!r}.") from None


def _empty(frame: Frame, column: Column) -> Any:
    if column.kind == DATETIME:
        return frame.moment(column, None)
    return math.nan if column.kind == NUMBER and frame.library == "pandas" else None


def _integer(frame: Frame, column: Column, data: Any) -> int:
    if isinstance(data, bool) or not isinstance(data, (int, float, str)):
        raise TypeError
    if isinstance(data, float) and not data.is_integer():
        raise ValueError
    return int(data)


def _number(frame: Frame, column: Column, data: Any) -> float:
    if isinstance(data, bool) or not isinstance(data, (int, float, str)):
        raise TypeError
    return _NAMED[data] if isinstance(data, str) and data in _NAMED else float(data)


def _boolean(frame: Frame, column: Column, data: Any) -> bool:
    if not isinstance(data, bool):
        raise TypeError
    return data


def _datetime(frame: Frame, column: Column, data: Any) -> Any:
    return frame.moment(column, _moment(data))


def _date(frame: Frame, column: Column, data: Any) -> dt.date:
    return _moment(data).date()


def _moment(data: Any) -> dt.datetime:
    if isinstance(data, bool) or not isinstance(data, (int, float)):
        raise TypeError
    return _EPOCH + dt.timedelta(milliseconds=data)


def _text(frame: Frame, column: Column, data: Any) -> str:
    if not isinstance(data, (str, int, float)):
        raise TypeError
    return str(data)


def _object(frame: Frame, column: Column, data: Any) -> Any:
    if not isinstance(data, (str, int, float, bool)):
        raise TypeError
    return data


_READERS = MappingProxyType(
    {
        BOOLEAN: _boolean,
        DATE: _date,
        DATETIME: _datetime,
        INTEGER: _integer,
        NUMBER: _number,
        OBJECT: _object,
        TEXT: _text,
    }
)
