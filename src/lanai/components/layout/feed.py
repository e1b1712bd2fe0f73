"""Feed: a column of very many components, of which the browser has only those around what is seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import param

from lanai.components.base import Component
from lanai.components.layout.base import SCROLL
from lanai.components.layout.linear import Column
from lanai.components.parameters import Choice, OwnList
from lanai.errors import BadValue

FIRST = 20
"""How many are given to a browser at least before it has said what it shows."""


class Feed(Column):
    """Components one below the other. While a visitor scrolls, those that come near are fetched, others let go."""

    load_buffer = param.Integer(
        default=50, bounds=(0, None), doc="How many are kept ready above and below those that are seen."
    )
    loaded = OwnList(
        doc="Which the browser has: the first, the one after the last, and how many there are. Follows the others."
    )
    scroll = Choice("y", SCROLL, doc="Along which axis it scrolls.")
    visible_range = param.Range(
        default=None,
        allow_None=True,
        doc="The first that is seen, and the one after the last. Set by browsers.",
    )

    _edits: ClassVar[tuple[str, ...]] = (*Column._edits, "visible_range")
    _derived: ClassVar[frozenset[str]] = frozenset({"loaded"})

    def below(self, name: str) -> Sequence[Component]:
        objects: Sequence[Component] = self.objects
        return objects

    def children_of(self, name: str) -> Sequence[Component]:
        first, end, _ = self.loaded or (0, 0, 0)
        return self.below(name)[first:end]

    def _changed(self, name: str) -> None:
        super()._changed(name)
        if name in ("objects", "visible_range", "load_buffer", "view_latest"):
            loaded = self._window()
            if loaded != self._param__private.values.get("loaded"):
                self._store("loaded", loaded)
                for sink in self._sinks:
                    sink.mark(self, "objects")

    def _window(self) -> list[int]:
        total, buffer = len(self.objects), self.load_buffer
        if self.visible_range is None:
            size = max(buffer, FIRST)
            first, end = (total - size, total) if self.view_latest else (0, size)
        else:
            seen, after = (int(place) for place in self.visible_range)
            first, end = min(seen, total - 1) - buffer, after + buffer
        return [max(0, first), min(total, end), total]

    def decode(self, name: str, data: Any) -> Any:
        value = super().decode(name, data)
        if name != "visible_range":
            return value
        pair = isinstance(value, list) and len(value) == 2 and all(type(place) is int for place in value)
        if not pair or not 0 <= value[0] <= value[1]:
            raise BadValue(
                f"Expected the first place that is seen and the one after the last, got {value!r}."
            )
        return tuple(min(place, len(self.objects)) for place in value)

    def scroll_to(self, index: int) -> None:
        """Scroll so that the component at `index` can be seen. Raises IndexError."""
        place = range(len(self.objects))[index]
        self.visible_range = (place, place + 1)
        super().scroll_to(place)
