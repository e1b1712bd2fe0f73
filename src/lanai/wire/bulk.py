"""About how large a value is, found in bounded time: asked before it is checked or encoded, to decide where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

ATOMS = frozenset({bool, float, int, type(None)})
"""Types whose values are of one size."""

CHARACTERS = 16
"""Characters of a text that count as much as a value."""

LOOKS = 200
"""Parts that are looked at, at most. What is not looked at counts as what is."""

SAMPLE = 32
"""Parts of one list or dict that are looked at, spread over its beginning and, of a list, over the whole."""

TABLES = frozenset({"cudf", "modin", "narwhals", "numpy", "pandas", "polars", "pyarrow"})
"""Libraries whose tables and arrays know their size without counting."""


def bulk(value: Any) -> int:
    """About how many values `value` is made of, texts counted by their length. Calls no code of the app's."""
    total, looks = 0.0, 0
    waiting = [(value, 1.0)]
    while waiting and looks < LOOKS:
        part, times = waiting.pop()
        looks += 1
        size, inner = _look(part)
        total += times * size
        if inner:
            times *= (size - 1) / len(inner)
            waiting += [(each, times) for each in inner]
    return int(total)


def _look(value: Any) -> tuple[int, Sequence[Any]]:
    """How many values it holds, itself included, and those of them that have to be looked at."""
    kind = value.__class__
    if kind in ATOMS:
        return 1, ()
    if kind is str or kind is bytes:
        return 1 + len(value) // CHARACTERS, ()
    if kind is list or kind is tuple:
        inner = value if len(value) <= SAMPLE else value[:: len(value) // SAMPLE]
    elif isinstance(value, (set, frozenset, Mapping)):
        found = value.values() if isinstance(value, Mapping) else value
        try:
            inner = list(islice(found, SAMPLE))
        except RuntimeError:  # another thread changes it
            inner = ()
    else:
        return _size(value), ()
    return 1 + len(value), () if ATOMS.issuperset(map(type, inner)) else inner


def _size(value: Any) -> int:
    """How many cells a table or an array has; anything else is one value."""
    if type(value).__module__.partition(".")[0] not in TABLES:
        return 1
    cells = 1
    for side in getattr(value, "shape", ()):
        cells *= side if type(side) is int else 1
    return cells
