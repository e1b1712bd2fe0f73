"""What a table tells of its visitor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class CellClickEvent:
    """A cell was clicked: its column, its row (counted from 0 in the table's `value`) and what it holds."""

    column: str
    row: int
    value: Any


@dataclass(frozen=True)
class TableEditEvent:
    """A cell was edited: its column, its row (counted from 0), what it holds now and what it held."""

    column: str
    row: int
    value: Any
    old: Any
    pre: bool = False
    """Always False: the event comes when the value is in place."""
