"""A large value encoded piece by piece.

An encoder written in C lets no other thread run until it is done. Between two pieces of a few milliseconds others run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lanai.core.lazy import loaded
from lanai.wire.bulk import bulk

PIECE = 20_000
"""About how many values are encoded in one go."""

Dumps = Callable[[Any], bytes]


def in_pieces(value: Any, dumps: Dumps) -> bytes:
    """The JSON of `value`, as `dumps` gives it for what is small. Raises what `dumps` raises."""
    size = bulk(value)
    if size <= PIECE:
        return dumps(value)
    if isinstance(value, dict):
        return _entries(value, dumps, size)
    if isinstance(value, (list, tuple)) or _is_array(value):
        return _items(value, dumps, size)
    return dumps(value)


def _items(values: Any, dumps: Dumps, size: int) -> bytes:
    count = len(values)
    if count == 0:
        return dumps(values)
    if count == 1:
        return b"[" + in_pieces(values[0], dumps) + b"]"
    parts = [in_pieces(values[start : start + step], dumps)[1:-1] for step, start in _steps(count, size)]
    return b"[" + b",".join(parts) + b"]"


def _entries(values: Mapping[Any, Any], dumps: Dumps, size: int) -> bytes:
    entries = list(values.items())
    if len(entries) == 1:
        ((key, value),) = entries
        return dumps({key: None})[: -len("null}")] + in_pieces(value, dumps) + b"}"
    parts = [
        in_pieces(dict(entries[start : start + step]), dumps)[1:-1]
        for step, start in _steps(len(entries), size)
    ]
    return b"{" + b",".join(parts) + b"}"


def _steps(count: int, size: int) -> list[tuple[int, int]]:
    """How many parts each piece has, and where it begins."""
    step = max(1, min(-(-count // 2), count * PIECE // size))
    return [(step, start) for start in range(0, count, step)]


def _is_array(value: Any) -> bool:
    numpy = loaded("numpy")
    return numpy is not None and isinstance(value, numpy.ndarray) and value.ndim > 0
