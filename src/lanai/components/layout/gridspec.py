"""GridSpec: components in the cells of a grid, which they fill."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

import param

from lanai.components.base import Component
from lanai.components.layout.base import Panel
from lanai.components.pane.base import as_component
from lanai.components.parameters import Choice, OwnDict, OwnList
from lanai.errors import BadCell

log = logging.getLogger("lanai")


class Cells(NamedTuple):
    """A rectangle of cells: first row, first column, and the ones after the last. None where it is open."""

    top: int | None
    left: int | None
    bottom: int | None
    right: int | None

    def within(self, rows: int, columns: int) -> tuple[int, int, int, int]:
        """The rectangle in a grid of that size."""
        bottom = rows if self.bottom is None else self.bottom
        right = columns if self.right is None else self.right
        return self.top or 0, self.left or 0, bottom, right


class _Placed(OwnDict):
    """A dict of rectangle to component; anything else that is put in is shown by the pane that suits it."""

    __slots__ = ()

    def __set__(self, obj: Any, val: Any) -> None:
        given = val if obj is None or not isinstance(val, dict) else _placed(val)
        super().__set__(obj, given)


class GridSpec(Panel):
    """A grid of equal cells, filled like an array: `grid[0, :2] = obj`.

    It has as many rows and columns as are used, or `nrows` and `ncols`, if they are given. With a width and a height,
    or a sizing mode, the cells share what there is; each component fills its cells.
    """

    cells = OwnList(
        doc="Where each component lies: row, column, and those after the last. Follows `objects`."
    )
    mode = Choice(
        "warn", ["warn", "error", "override"], doc="What to do where something lies already; it is replaced."
    )
    ncols = param.Integer(default=None, bounds=(0, None), allow_None=True, doc="How many columns there are.")
    nrows = param.Integer(default=None, bounds=(0, None), allow_None=True, doc="How many rows there are.")
    objects = _Placed(doc="The components, by (row, column, row after the last, column after the last).")

    _children: ClassVar[tuple[str, ...]] = ("objects",)
    _derived: ClassVar[frozenset[str]] = frozenset({"cells"})
    _local: ClassVar[frozenset[str]] = Panel._local | {"mode"}

    def __init__(self, **params: Any) -> None:
        self._fixed: dict[str, bool] = {}
        self._inferring = False
        super().__init__(**params)

    def below(self, name: str) -> Sequence[Component]:
        return list(self.objects.values())

    def clone(self, **params: Any) -> Any:
        """A new grid of this kind with the same parameters, but for `params`."""
        free = {name: None for name in ("nrows", "ncols") if not self._fixed.get(name)}
        return super().clone(**{**free, **params})

    def _changed(self, name: str) -> None:
        super()._changed(name)
        if name in ("nrows", "ncols") and not self._inferring:
            self._fixed[name] = getattr(self, name) is not None
        if name in ("objects", "nrows", "ncols") and not self._inferring:
            self._measure()

    def _measure(self) -> None:
        self._inferring = True
        try:
            shape = self._shape(self.objects)
            for name, size in zip(("nrows", "ncols"), shape, strict=True):
                if not self._fixed.get(name) and getattr(self, name) != size:
                    self._store(name, size)
            self._store("cells", [list(cells.within(*shape)) for cells in self.objects])
        finally:
            self._inferring = False

    def _shape(self, objects: Mapping[Cells, Any]) -> tuple[int, int]:
        """Rows and columns of a grid that holds these."""
        rows = max((_reach(cells.top, cells.bottom) for cells in objects), default=0)
        columns = max((_reach(cells.left, cells.right) for cells in objects), default=0)
        if self._fixed.get("nrows"):
            rows = self.nrows or 0
        if self._fixed.get("ncols"):
            columns = self.ncols or 0
        return rows, columns

    # -- like an array ------------------------------------------------------------------------------

    @property
    def grid(self) -> list[list[Component | None]]:
        """The rows of the grid, with the component that covers each cell, or None."""
        rows, columns = self._shape(self.objects)
        found: list[list[Component | None]] = [[None] * columns for _ in range(rows)]
        for cells, obj in self.objects.items():
            top, left, bottom, right = cells.within(rows, columns)
            for row in found[top:bottom]:
                row[left:right] = [obj] * len(row[left:right])
        return found

    def __len__(self) -> int:
        return len(self.objects)

    def __iter__(self) -> Iterator[Component]:
        return iter(list(self.objects.values()))

    def __contains__(self, obj: object) -> bool:
        return any(each is obj for each in self.objects.values())

    def __getitem__(self, index: Any) -> Any:
        """What lies in these cells: the component, or where there are several a grid of them. Raises IndexError."""
        found = self._covering(_cells(index), self.objects)
        if not found:
            raise BadCell(f"Expected a cell in which something lies, got {_words(index)}, which is empty.")
        if len(found) == 1:
            return self.objects[found[0]]
        rows, columns = self._shape(self.objects)
        top, left, _, _ = _cells(index).within(rows, columns)
        moved = {}
        for cells in found:
            first, start, last, end = cells.within(rows, columns)
            moved[Cells(max(0, first - top), max(0, start - left), last - top, end - left)] = self.objects[
                cells
            ]
        return self.clone(objects=moved, nrows=None, ncols=None)

    def __setitem__(self, index: Any, obj: Any) -> None:
        """Put `obj` into these cells. Raises IndexError outside a grid of fixed size, and as `mode` says."""
        cells = _cells(index)
        self._expect_inside(cells, index)
        taken = self._covering(cells, {**self.objects, cells: obj})
        taken = [other for other in taken if other in self.objects]
        if taken and self.mode != "override":
            there = "\n".join(f"  {_words_of(other)}: {self.objects[other]}" for other in taken)
            text = f"Expected free cells in {_words(index)}, but here something lies already:\n{there}\n"
            if self.mode == "error":
                raise BadCell(f"{text}Remove it with `del grid[...]`, or set mode='override'.")
            log.warning("%sIt is replaced; mode='override' says nothing of it.", text)
        kept = {other: each for other, each in self.objects.items() if other not in taken}
        self.objects = {**kept, cells: obj}

    def __delitem__(self, index: Any) -> None:
        """Take out what lies in these cells. Raises IndexError where there is nothing."""
        taken = self._covering(_cells(index), self.objects)
        if not taken:
            raise BadCell(f"Expected a cell in which something lies, got {_words(index)}, which is empty.")
        self.objects = {cells: obj for cells, obj in self.objects.items() if cells not in taken}

    def _covering(self, cells: Cells, objects: Mapping[Cells, Any]) -> list[Cells]:
        """Those of the objects' rectangles that share a cell with `cells`."""
        shape = self._shape(objects)
        top, left, bottom, right = cells.within(*shape)
        found = []
        for other in objects:
            first, start, last, end = other.within(*shape)
            if first < bottom and top < last and start < right and left < end:
                found.append(other)
        return found

    def _expect_inside(self, cells: Cells, index: Any) -> None:
        limits = (("nrows", cells.top, cells.bottom, "rows"), ("ncols", cells.left, cells.right, "columns"))
        for name, first, end, word in limits:
            if self._fixed.get(name) and _reach(first, end) > getattr(self, name):
                raise BadCell(
                    f"Expected cells within the {getattr(self, name)} {word} of the grid, got {_words(index)}. "
                    f"Leave out `{name}` for a grid that grows."
                )


def _reach(first: int | None, end: int | None) -> int:
    return (first or 0) + 1 if end is None else end


def _placed(objects: Mapping[Any, Any]) -> dict[Cells, Component]:
    return {_key(key): as_component(obj) for key, obj in objects.items()}


def _key(key: Any) -> Cells:
    if isinstance(key, tuple) and len(key) == 4 and all(part is None or type(part) is int for part in key):
        return Cells(*key)
    return _cells(key)


def _cells(index: Any) -> Cells:
    if not isinstance(index, tuple) or len(index) != 2:
        raise BadCell(f"Expected a row and a column, as in grid[0, 1:3], got {index!r}.")
    top, bottom = _ends(index[0], index)
    left, right = _ends(index[1], index)
    return Cells(top, left, bottom, right)


def _ends(part: Any, index: Any) -> tuple[int | None, int | None]:
    first, end = (part.start, part.stop) if isinstance(part, slice) else (part, None)
    known = all(place is None or (type(place) is int and place >= 0) for place in (first, end))
    if isinstance(part, slice):
        if not known or part.step is not None or (end is not None and end <= (first or 0)):
            raise BadCell(f"Expected slices that count up from 0 in steps of one, got {_words(index)}.")
        return first, end
    if part is None or not known:
        raise BadCell(f"Expected places counted from 0, or slices of them, got {_words(index)}.")
    return first, first + 1


def _words(index: Any) -> str:
    parts = index if isinstance(index, tuple) else (index,)
    return f"grid[{', '.join(_slice_words(part) for part in parts)}]"


def _words_of(cells: Cells) -> str:
    return _words((slice(cells.top, cells.bottom), slice(cells.left, cells.right)))


def _slice_words(part: Any) -> str:
    if not isinstance(part, slice):
        return repr(part)
    start, stop = ("" if end is None else str(end) for end in (part.start, part.stop))
    return f"{start}:{stop}"
