"""GridStack: a grid whose components the visitor moves and sizes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.layout.gridspec import Cells, GridSpec
from lanai.components.limits import Limit
from lanai.components.parameters import OwnList
from lanai.errors import BadValue

_PARTS = ("x", "y", "w", "h")


class GridStack(GridSpec):
    """A `GridSpec` whose components a visitor can drag to other cells, and make larger and smaller.

    Both can be done from the keyboard: the handles are buttons that the arrow keys move.
    """

    allow_drag = param.Boolean(default=True, doc="Whether the visitor can move the components.")
    allow_resize = param.Boolean(default=True, doc="Whether the visitor can size the components.")
    state = OwnList(
        doc="Where each component lies now: dicts of `id` (its place in `objects`), `x`, `y`, `w` and `h` in cells."
    )

    _edits: ClassVar[tuple[str, ...]] = ("state",)
    _derived: ClassVar[frozenset[str]] = GridSpec._derived | {"state"}

    def _measure(self) -> None:
        super()._measure()
        self._inferring = True
        try:
            self._store("state", [_stated(place, cells) for place, cells in enumerate(self.cells)])
        finally:
            self._inferring = False

    def _changed(self, name: str) -> None:
        super()._changed(name)
        if name == "state" and not self._inferring and self._param__private.initialized:
            self._rearrange()

    def _rearrange(self) -> None:
        """Put the components where `state` says."""
        objects = list(self.objects.values())
        moved = {
            Cells(entry["y"], entry["x"], entry["y"] + entry["h"], entry["x"] + entry["w"]): objects[
                entry["id"]
            ]
            for entry in sorted(self.state, key=lambda entry: int(entry["id"]))
        }
        if len(moved) == len(objects):
            self._store("objects", moved)

    def _limit_of(self, name: str) -> Limit:
        """Each component is told of as a dict with a few numbers."""
        many = 10 * len(self.objects)
        return Limit(length=10 * many, values=many, depth=2) if name == "state" else super()._limit_of(name)

    def decode(self, name: str, data: Any) -> Any:
        value = super().decode(name, data)
        if name != "state":
            return value
        if not isinstance(value, list) or [_id_of(entry) for entry in value] != [*range(len(self.objects))]:
            raise BadValue(f"Expected where each of {len(self.objects)} components lies, in order.")
        for before, entry in zip(self.state, value, strict=True):
            self._check(before, entry)
        if len({tuple(entry[part] for part in _PARTS) for entry in value}) != len(value):
            raise BadValue("Expected each component in cells of its own, got two in the same.")
        return [{"id": entry["id"], **{part: entry[part] for part in _PARTS}} for entry in value]

    def _check(self, before: Mapping[str, int], entry: Mapping[str, Any]) -> None:
        numbers = [entry.get(part) for part in _PARTS]
        if not all(type(number) is int and 0 <= number < 1000 for number in numbers) or 0 in numbers[2:]:
            raise BadValue(f"Expected x, y, w and h in cells, got {dict(entry)!r}.")
        for name, first, size in (("ncols", "x", "w"), ("nrows", "y", "h")):
            if self._fixed.get(name) and entry[first] + entry[size] > getattr(self, name):
                raise BadValue(f"Expected cells within {name}={getattr(self, name)}, got {dict(entry)!r}.")
        moved = any(before[part] != entry[part] for part in ("x", "y"))
        sized = any(before[part] != entry[part] for part in ("w", "h"))
        if (moved and not self.allow_drag) or (sized and not self.allow_resize):
            raise BadValue("This grid may not be rearranged in that way.")


def _id_of(entry: Any) -> Any:
    """The `id` of an entry of `state`; None where it is none."""
    return entry.get("id") if isinstance(entry, dict) else None


def _stated(place: int, cells: list[int]) -> dict[str, int]:
    top, left, bottom, right = cells
    return {"id": place, "x": left, "y": top, "w": right - left, "h": bottom - top}
