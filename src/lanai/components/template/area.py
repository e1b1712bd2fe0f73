"""The areas of a template: lists of components, and the grid of those that are laid out in one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import param

from lanai.components.layout.base import ListLike
from lanai.components.pane.base import as_component
from lanai.components.parameters import Choice, OwnList
from lanai.components.template.places import AREAS
from lanai.errors import BadArgument

ARRANGEMENTS = ("list", "cards", "grid", "tabs", "slides")

Place = tuple[int, int, int, int]
"""First row, row after the last, first column, column after the last."""


class TemplateArea(ListLike):
    """One area of a template, used like a list of what it shows."""

    area = Choice("main", AREAS, doc="Which one it is.")
    arrangement = Choice("list", ARRANGEMENTS, doc="How its components lie.")
    columns = param.Integer(default=12, bounds=(1, None), doc="How many columns its grid has.")
    places = OwnList(doc="Where in the grid each component lies, as [row, column, rows, columns], or None.")
    row_height = param.Integer(default=150, bounds=(1, None), doc="Height in px of a row of its grid.")
    titles = OwnList(doc="What each component's tab says.")

    _implied: ClassVar[dict[str, tuple[str, ...]]] = {"objects": ("titles", "places")}

    def _changed(self, name: str) -> None:
        if name == "objects":
            values = self._param__private.values
            objects = [as_component(item) for item in values["objects"]]
            values["titles"] = [item.name or f"Tab {number}" for number, item in enumerate(objects, 1)]
            values["places"] = self._found_places(objects)
        super()._changed(name)

    def _found_places(self, objects: list[Any]) -> list[Any]:
        return []


class GridArea(TemplateArea):
    """An area with places: `main[0:3, 0:6] = component` fills rows 0 to 2 of columns 0 to 5.

    What is there already and would be overlapped goes. What is added as to a list lies below the rest, as wide as all
    columns.
    """

    _type = "TemplateArea"

    def __init__(self, *objects: Any, **params: Any) -> None:
        self._places: dict[int, Place] = {}
        super().__init__(*objects, **params)

    def __getitem__(self, index: Any) -> Any:
        if not isinstance(index, tuple):
            return super().__getitem__(index)
        wanted = self._place(index)
        for item in self.objects:
            if _overlap(self._places.get(item._number), wanted):
                return item
        raise IndexError(f"There is nothing in the grid at {index!r}.")

    def __setitem__(self, index: Any, value: Any) -> None:
        if not isinstance(index, tuple):
            super().__setitem__(index, value)
            return
        place, item = self._place(index), as_component(value)
        kept = [other for other in self._free(place) if other is not item]
        self._places[item._number] = place
        self.objects = [*kept, item]

    def __delitem__(self, index: Any) -> None:
        if not isinstance(index, tuple):
            super().__delitem__(index)
            return
        self.objects = self._free(self._place(index))

    def _free(self, place: Place) -> list[Any]:
        return [item for item in self.objects if not _overlap(self._places.get(item._number), place)]

    def _place(self, index: tuple[Any, ...]) -> Place:
        if len(index) != 2:
            raise BadArgument(f"Expected two indices, rows and columns, as in main[0:3, 0:6]; got {index!r}.")
        bottom = max((place[1] for place in self._present()), default=1)
        rows, columns = _span(index[0], bottom), _span(index[1], self.columns)
        if columns[1] > self.columns:
            raise BadArgument(
                f"Expected columns from 0 to {self.columns}, got {index[1]!r}. The grid has {self.columns} columns."
            )
        return (*rows, *columns)

    def _present(self) -> Iterable[Place]:
        numbers = [item._number for item in self.objects]
        return [self._places[number] for number in numbers if number in self._places]

    def _found_places(self, objects: list[Any]) -> list[Any]:
        self._places = {
            item._number: self._places[item._number] for item in objects if item._number in self._places
        }
        found = [self._places.get(item._number) for item in objects]
        return [place and [place[0], place[2], place[1] - place[0], place[3] - place[2]] for place in found]


def _span(index: Any, end: int) -> tuple[int, int]:
    if isinstance(index, int) and not isinstance(index, bool) and index >= 0:
        return index, index + 1
    if isinstance(index, slice) and index.step in (None, 1):
        first, last = index.start or 0, end if index.stop is None else index.stop
        if isinstance(first, int) and isinstance(last, int) and 0 <= first < last:
            return first, last
    raise BadArgument(
        f"Expected a number from 0 on, or a slice such as 0:3, for a place in the grid; got {index!r}."
    )


def _overlap(first: Place | None, second: Place) -> bool:
    if first is None:
        return False
    return first[0] < second[1] and second[0] < first[1] and first[2] < second[3] and second[2] < first[3]
