"""Whether a value is made of Python's own types alone, so that whatever is done to it calls nobody's code."""

from __future__ import annotations

import datetime as dt
from collections import deque
from typing import Any

ENTRIES = 10_000
"""Entries at most of a value that is looked through; a larger one is not known to be plain, and takes time anyway."""

ATOMS = frozenset(
    {bool, bytes, complex, dt.date, dt.datetime, dt.time, dt.timedelta, float, int, str, type(None)}
)
"""Types whose values hold nothing. Only these themselves: a class derived from one has methods of its own."""


def is_plain(value: Any) -> bool:
    """Whether `value` is of Python's own types down to its last entry."""
    kind = value.__class__
    if kind in ATOMS:
        return True
    waiting: deque[Any] = deque((value,))
    count = 0
    while waiting:
        each = waiting.pop()
        kind = each.__class__
        if kind in ATOMS:
            continue
        if kind is dict:
            waiting.extend(each.keys())
            waiting.extend(each.values())
        elif kind is list or kind is tuple or kind is set or kind is frozenset:
            waiting.extend(each)
        else:
            return False
        count += len(each)
        if count > ENTRIES:
            return False
    return True
