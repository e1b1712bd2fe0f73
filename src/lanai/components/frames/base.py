"""What a table asks of a data frame, whatever library it is of."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from lanai.core.lazy import load
from lanai.errors import BadArgument

INTEGER, NUMBER, BOOLEAN, TEXT, OBJECT = "integer", "number", "boolean", "text", "object"
DATETIME, DATE = "datetime", "date"

Positions = Any
"""A numpy array of row numbers, counted from 0."""


@dataclass(frozen=True)
class Column:
    """One column, or one level of the index."""

    name: Any
    """What the frame calls it."""
    field: str
    """Its name as text: unique within the frame, and known to the browser."""
    kind: str
    """Of what its values are: one of the kinds above."""
    index: bool = False
    path: tuple[str, ...] = ()
    """The headings above it, where names have several levels."""
    categories: tuple[Any, ...] | None = None
    """The only values that it may hold."""
    optional: bool = True
    """Whether a cell may be empty."""


class Frame(ABC):
    """A data frame, read by position. `native` is the frame itself; it is never copied without need."""

    library: ClassVar[str] = ""

    def __init__(self, native: Any, columns: Sequence[Column]) -> None:
        self.native = native
        self.columns = tuple(columns)
        self._by_field = {column.field: column for column in self.columns}
        if len(self._by_field) != len(self.columns):
            fields = [column.field for column in self.columns]
            twice = sorted({field for field in fields if fields.count(field) > 1})
            raise BadArgument(
                f"Expected a data frame in which each column has a name of its own, got {twice} more than once. "
                "Rename the columns."
            )

    @property
    @abstractmethod
    def rows(self) -> int:
        """How many rows there are."""

    def find(self, name: Any) -> Column:
        """The column with that name or field. Raises `BadArgument` where there is none."""
        found = self._by_field.get(name) if isinstance(name, str) else None
        if found is None:
            found = next((column for column in self.columns if _same(column.name, name)), None)
        if found is None:
            fields = ", ".join(repr(field) for field in self._by_field)
            raise BadArgument(f"Expected one of the columns {fields}, got {name!r}.")
        return found

    def has(self, field: str) -> bool:
        """Whether there is a column with that field."""
        return field in self._by_field

    @abstractmethod
    def array(self, column: Column) -> Any:
        """The column as a numpy array of whatever its values are."""

    @abstractmethod
    def floats(self, column: Column) -> Any:
        """A numeric column as numpy floats, an empty cell as NaN; dates as ms since 1970 by their own clock."""

    @abstractmethod
    def cell(self, column: Column, position: int) -> Any:
        """One value."""

    @abstractmethod
    def moment(self, column: Column, when: dt.datetime | None) -> Any:
        """What a cell of a column of dates holds for a moment by the column's own clock."""

    @abstractmethod
    def take(self, positions: Positions | slice) -> Any:
        """The native frame of these rows, in this order."""

    @abstractmethod
    def put(self, column: Column, positions: Sequence[int], values: Sequence[Any]) -> Any:
        """Set cells. Returns the native frame that holds them: the same one where the library allows that."""

    @abstractmethod
    def extended(self, rows: Any, rollover: int | None, renumber: bool) -> tuple[Any, Any]:
        """The native frame with `rows` (a frame, a dict of columns, a mapping) at the end, and the rows as a frame.

        At most the last `rollover` rows stay. `renumber` lets a counting index go on counting.
        """

    @abstractmethod
    def filtered(self, function: Callable[[Any], Any]) -> Positions:
        """The rows that `function` keeps, which takes the native frame and gives a part of it."""

    @abstractmethod
    def order(self, positions: Positions, by: Sequence[tuple[Column, bool]]) -> Positions:
        """`positions` sorted by columns, each with whether downwards; what is equal keeps its order."""

    def all(self) -> Positions:
        """Every row."""
        return load("numpy", needed_for="tables").arange(self.rows)


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)
