"""Row and Column: one beside the other, one below the other."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.layout.base import ListPanel
from lanai.errors import BadValue


class Row(ListPanel):
    """Components side by side."""


class Column(ListPanel):
    """Components one below the other."""

    auto_scroll_limit = param.Integer(
        default=0, bounds=(0, None), doc="Distance to the end in px within which new content is scrolled to."
    )
    scroll_button_threshold = param.Integer(
        default=0,
        bounds=(0, None),
        doc="Distance to the end in px from which a button to go there shows; 0 for none.",
    )
    scroll_position = param.Integer(default=0, bounds=(0, None), doc="Distance scrolled from the top in px.")
    scroll_request = param.Parameter(default=None, precedence=-1, doc="What the browser is asked to show.")
    view_latest = param.Boolean(default=False, doc="Whether to begin scrolled to the end.")

    _edits: ClassVar[tuple[str, ...]] = ("scroll_position",)
    _quick: ClassVar[frozenset[str]] = frozenset({"scroll_position"})
    _scrolls: ClassVar[frozenset[str]] = frozenset(
        {"auto_scroll_limit", "scroll_button_threshold", "scroll_position", "view_latest"}
    )
    """Parameters that make no sense in what does not scroll, and so make it scroll."""

    def _changed(self, name: str) -> None:
        if name in self._scrolls and not self.scroll and getattr(self, name):
            self._store("scroll", True)
        super()._changed(name)

    def decode(self, name: str, data: Any) -> Any:
        value = super().decode(name, data)
        if name == "scroll_position" and expect(value, int, name) < 0:
            raise BadValue(f"Expected a distance from the top in px, got {value}.")
        return value

    def scroll_to(self, index: int) -> None:
        """Scroll so that the component at `index` can be seen. Raises IndexError."""
        place = range(len(self.objects))[index]
        count = self.scroll_request[0] + 1 if self.scroll_request else 1
        self.scroll_request = [count, place]
