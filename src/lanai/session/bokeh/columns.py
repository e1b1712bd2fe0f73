"""What of one data source has yet to be sent: deltas, until the columns themselves are less."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from bokeh.document import Document
from bokeh.document.events import (
    ColumnDataChangedEvent,
    ColumnsPatchedEvent,
    ColumnsStreamedEvent,
    DocumentPatchedEvent,
)
from bokeh.model import Model

from lanai.session.bokeh.encoding import held_columns

Delta = ColumnsStreamedEvent | ColumnsPatchedEvent

MOST_DELTAS = 64
"""Deltas that wait apart from each other. Beyond that they are joined, and where they do not go together, replaced."""


class PendingColumns:
    """Changes of `source.attr` since the last frame.

    They are noted on the thread that made them, right after it did, so what is copied here is of one piece.
    """

    def __init__(self, document: Document, source: Model, attr: str) -> None:
        self.model = source
        self.attr = attr
        self._document = document
        self._columns: dict[str, Any] | None = None
        self._whole = False
        self._deltas: list[Delta] = []
        self._weight = 0

    def replace(self) -> None:
        """All columns are to be sent as they are now."""
        self._columns = held_columns(self._live())
        self._whole = True
        self._deltas.clear()

    def update(self, names: Iterable[str]) -> None:
        """The columns of these names were set."""
        if self._deltas:
            self.replace()
        else:
            self._columns = {**(self._columns or {}), **held_columns(self._live(), names)}

    def stream(self, data: Mapping[str, Any], rollover: int | None) -> None:
        """Rows were added, and those beyond `rollover` have gone."""
        rows = {name: _copied(part) for name, part in data.items()}
        event = ColumnsStreamedEvent(self._document, self.model, self.attr, rows, rollover)
        self._add(event, sum(len(part) for part in rows.values()))

    def patch(self, patches: Mapping[str, Sequence[Any]]) -> None:
        """Single values were set."""
        values = {name: list(changes) for name, changes in patches.items()}
        event = ColumnsPatchedEvent(self._document, self.model, self.attr, values)
        self._add(event, sum(_cells(change) for changes in values.values() for change in changes))

    def events(self) -> list[DocumentPatchedEvent]:
        """What to send, in as few events as there can be."""
        if self._columns is None:
            return list(_joined(self._deltas))
        names = None if self._whole else list(self._columns)
        return [ColumnDataChangedEvent(self._document, self.model, self.attr, self._columns, names)]

    def _add(self, delta: Delta, weight: int) -> None:
        self._weight += weight
        if self._columns is not None or self._weight > sum(len(column) for column in self._live().values()):
            self.replace()
        else:
            self._deltas.append(delta)
            if len(self._deltas) > MOST_DELTAS:
                self._fold()

    def _fold(self) -> None:
        self._deltas = list(_joined(self._deltas))
        if len(self._deltas) > MOST_DELTAS // 2:
            self.replace()

    def _live(self) -> dict[str, Any]:
        return dict(getattr(self.model, self.attr))


def _copied(part: Any) -> Any:
    """The app may use its list or array again for the next rows."""
    if isinstance(part, list):
        return list(part)
    return part.copy() if isinstance(part, np.ndarray) else part


def _cells(change: tuple[Any, Any]) -> int:
    index, value = change
    return 1 if isinstance(index, int) or not hasattr(value, "__len__") else len(value)


def _joined(deltas: Iterable[Delta]) -> Iterable[Delta]:
    """The same changes in fewer events: neighbours of a kind become one."""
    for _, group in itertools.groupby(deltas, _kind):
        yield _join(list(group))


def _kind(delta: Delta) -> Any:
    if isinstance(delta, ColumnsPatchedEvent):
        return "patch"
    kinds = [(name, _sequence(part)) for name, part in delta.data.items()]
    return delta.rollover, kinds


def _sequence(part: Any) -> Any:
    """What a part of a column may be joined with: lists with lists, arrays with such of their own type."""
    if isinstance(part, list):
        return list
    return part.dtype if isinstance(part, np.ndarray) else object()


def _join(deltas: list[Delta]) -> Delta:
    first = deltas[0]
    if len(deltas) == 1:
        return first
    if isinstance(first, ColumnsStreamedEvent):
        parts = [delta.data for delta in deltas if isinstance(delta, ColumnsStreamedEvent)]
        rows = {name: _concatenated([part[name] for part in parts]) for name in first.data}
        return ColumnsStreamedEvent(first.document, first.model, first.attr, rows, first.rollover)
    patches: dict[str, list[Any]] = {}
    for delta in deltas:
        if isinstance(delta, ColumnsPatchedEvent):
            for name, changes in delta.patches.items():
                patches.setdefault(name, []).extend(changes)
    return ColumnsPatchedEvent(first.document, first.model, first.attr, patches)


def _concatenated(parts: list[Any]) -> Any:
    if isinstance(parts[0], list):
        return list(itertools.chain.from_iterable(parts))
    return np.concatenate(parts)
