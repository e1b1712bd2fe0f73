"""What of a frame a browser is shown: filtered, sorted and cut into pages on the server where it has to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from lanai.components.frames import Frame
from lanai.components.frames.encoding import encode_column, encode_integers
from lanai.components.widgets.tabulator.filters import Filter, header_matching
from lanai.core.lazy import load

Sorter = Mapping[str, Any]


class View(NamedTuple):
    """A frame and which of its rows show. Never changed: a new one takes its place.

    `serial` is the number of the frame's first row, counted over all rows that the table ever held, so that a browser
    and the server mean the same row while rows come and go.
    """

    frame: Frame
    serial: int
    positions: Any = None
    """The rows that show on all pages together, in order; None for every row as it is."""
    page: int = 1
    page_size: int | None = None
    """Rows a page, where the server cuts; None where all travel."""

    @property
    def total(self) -> int:
        """Rows on all pages."""
        return self.frame.rows if self.positions is None else len(self.positions)

    @property
    def pages(self) -> int:
        """How many pages there are; 1 for an empty table."""
        return 1 if self.page_size is None else max(1, -(-self.total // self.page_size))

    @property
    def whole(self) -> bool:
        """Whether every row travels as it is."""
        return self.positions is None and self.page_size is None

    @property
    def shown(self) -> Any:
        """The rows that travel, as positions; None for all."""
        if self.page_size is None:
            return self.positions
        start = (self.page - 1) * self.page_size
        stop = min(self.total, start + self.page_size)
        if self.positions is None:
            return load("numpy", needed_for="tables").arange(start, stop)
        return self.positions[start:stop]

    @property
    def rows(self) -> int:
        """How many rows travel."""
        return self.total if self.page_size is None else min(self.page_size, self.total)

    def encode(self, fields: Sequence[str], clean: Mapping[str, Callable[[str], str]]) -> dict[str, Any]:
        """The rows as they travel."""
        rows = self.shown
        count = self.frame.rows if rows is None else len(rows)
        found: dict[str, Any] = {
            "first": self.serial,
            "rows": count,
            "columns": {
                field: encode_column(self.frame, self.frame.find(field), rows, clean.get(field))
                for field in fields
            },
        }
        if rows is not None:
            found["serials"] = encode_integers(rows + self.serial)
        if self.page_size is not None:
            found.update(page=self.page, pages=self.pages, total=self.total)
        return found


def kept_by(frame: Frame, filters: Sequence[Filter]) -> Any:
    """The rows that all the app's filters keep, in order; None where there are no filters."""
    if not filters:
        return None
    numpy = load("numpy", needed_for="tables")
    kept = filters[0].keep(frame)
    for each in filters[1:]:
        kept = kept[numpy.isin(kept, each.keep(frame))]
    return kept


def arrange(frame: Frame, positions: Any, entries: Sequence[Any], sorters: Sequence[Sorter]) -> Any:
    """`positions` with what a visitor asked for in the header: filtered by `entries`, sorted by `sorters`."""
    mask = header_matching(frame, entries)
    if mask is not None:
        positions = frame.all() if positions is None else positions
        positions = positions[mask[positions]]
    by = [
        (frame.find(each["field"]), each.get("dir") == "desc") for each in sorters if frame.has(each["field"])
    ]
    return frame.order(frame.all() if positions is None else positions, by) if by else positions
