"""A table on a visitor's page: its rows as they show, and what a visitor does to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from lanai.errors import TestingError
from lanai.testing import acting
from lanai.wire.growth import unpack

if TYPE_CHECKING:
    from lanai.testing.element import Element

_EPOCH = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - a column's own clock


class Table:
    """The rows that a page has of a Tabulator: of a table in pages on the server, those of the present page.

    Rows are counted from 0 as they came, whatever way the visitor has sorted them in the browser.
    """

    def __init__(self, element: Element) -> None:
        if element.type != "Tabulator":
            raise TestingError(f"Expected a table, got the {acting.named(element)}.")
        self._element = element

    # -- reading ------------------------------------------------------------------------------------

    @property
    def columns(self) -> list[str]:
        """The titles of the columns that show."""
        return [str(entry["title"]) for entry in self._entries]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each row as a dict of title to cell. Dates are datetimes, empty cells None."""
        cells = {str(entry["title"]): self._cells(entry) for entry in self._entries}
        return [{title: column[place] for title, column in cells.items()} for place in range(len(self))]

    def __len__(self) -> int:
        return int(self._data.get("rows", 0))

    def cell(self, row: int, column: str) -> Any:
        """One cell, by row and title of the column."""
        return self._cells(self._entry(column))[self._place(row)]

    @property
    def selection(self) -> list[int]:
        """The rows that are selected."""
        chosen = set(self._element.read("selection") or [])
        return [place for place, serial in enumerate(self._serials) if serial in chosen]

    # -- acting -------------------------------------------------------------------------------------

    def edit(self, row: int, column: str, value: Any, *, wait: bool = True) -> None:
        """Enter a value into a cell. Raises `TestingError` where the column has no editor."""
        entry = self._entry(column)
        if "editor" not in entry:
            self._refuse(f"cannot be edited in the column {column!r}")
        self._event("edit", row, entry, wait, value=_as_sent(value))

    def click(self, row: int, column: str, *, wait: bool = True) -> None:
        """Click a cell, or the button in a column of buttons."""
        self._event("click", row, self._entry(column), wait)

    def select(self, *rows: int, wait: bool = True) -> None:
        """Select these rows, and no others."""
        serials = self._serials
        self._edit(wait, selection=[serials[self._place(row)] for row in rows])

    def sort(self, column: str, direction: Literal["asc", "desc"] = "asc", *, wait: bool = True) -> None:
        """Sort by a column, as a click on its header does."""
        entry = self._entry(column)
        if not entry.get("sortable", True):
            self._refuse(f"cannot be sorted by the column {column!r}")
        self._edit(wait, sorters=[{"field": entry["field"], "dir": direction}])

    def go_to_page(self, page: int, *, wait: bool = True) -> None:
        """Turn to a page, counted from 1."""
        pages = self._data.get("pages", 1)
        if self._element.read("pagination") == "remote" and not 1 <= page <= pages:
            self._refuse(f"has pages from 1 to {pages}, not {page}")
        self._edit(wait, page=page)

    # -- what it is made of -------------------------------------------------------------------------

    @property
    def _data(self) -> dict[str, Any]:
        return self._element.read("data") or {}

    @property
    def _entries(self) -> list[dict[str, Any]]:
        return [entry for entry in self._element.read("columns") or [] if not entry.get("hidden")]

    @property
    def _serials(self) -> list[int]:
        return _serials(self._data)

    def _entry(self, column: str) -> dict[str, Any]:
        for key in ("title", "field"):
            for entry in self._entries:
                if entry[key] == column:
                    return entry
        raise TestingError(
            f"The {acting.named(self._element)} has no column {column!r}. It has: {', '.join(self.columns)}."
        )

    def _place(self, row: int) -> int:
        count = len(self)
        if not -count <= row < count:
            raise TestingError(
                f"The {acting.named(self._element)} has {count} rows here, and none with number {row}."
            )
        return row % count

    def _cells(self, entry: dict[str, Any]) -> list[Any]:
        column = self._data.get("columns", {}).get(entry["field"])
        cells = [None] * len(self) if column is None else unpack(column)
        return [_as_shown(cell, entry["kind"]) for cell in cells]

    def _event(self, name: str, row: int, entry: dict[str, Any], wait: bool, **data: Any) -> None:
        acting.check_shown(self._element, "used")
        serial = self._serials[self._place(row)]
        self._element.event(name, {"row": serial, "column": entry["field"], **data}, wait=wait)

    def _edit(self, wait: bool, **props: Any) -> None:
        acting.check_shown(self._element, "used")
        self._element.edit(wait=wait, **props)

    def _refuse(self, why: str) -> NoReturn:
        raise TestingError(f"The {acting.named(self._element)} {why}.")


def words_of_table(columns: Any, data: Any) -> list[str]:
    """What can be read in a table: the titles, then the cells row by row."""
    shown = [entry for entry in columns or [] if isinstance(entry, dict) and not entry.get("hidden")]
    if not isinstance(data, dict):
        return []
    kinds = {entry["field"]: entry["kind"] for entry in shown} or dict.fromkeys(data.get("columns", {}), "")
    cells = [
        [_as_shown(cell, kind) for cell in unpack(data["columns"][field])]
        for field, kind in kinds.items()
        if field in data.get("columns", {})
    ]
    titles = [str(entry["title"]) for entry in shown]
    return titles + [str(cell) for row in zip(*cells, strict=False) for cell in row if cell is not None]


def _serials(data: dict[str, Any]) -> list[int]:
    if "serials" in data:
        return [int(serial) for serial in unpack(data["serials"])]
    first = int(data.get("first", 0))
    return list(range(first, first + int(data.get("rows", 0))))


def _as_shown(cell: Any, kind: str) -> Any:
    """A cell as Python has it: dates travel as ms, empty cells of numbers as NaN."""
    if isinstance(cell, float) and cell != cell:
        return cell if kind == "number" else None
    if kind in ("date", "datetime") and isinstance(cell, (int, float)):
        moment = _EPOCH + dt.timedelta(milliseconds=cell)
        return moment.date() if kind == "date" else moment
    if kind == "integer" and isinstance(cell, float):
        return int(cell)
    return cell


def _as_sent(value: Any) -> Any:
    if isinstance(value, dt.date):
        moment = value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001
        return (moment.replace(tzinfo=None) - _EPOCH) / dt.timedelta(milliseconds=1)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return list(value)
    return value
