"""WidgetBox: widgets in a frame."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.base import Component
from lanai.components.layout.base import ListPanel
from lanai.components.parameters import OwnList


class WidgetBox(ListPanel):
    """Widgets in a frame, one below the other or beside each other. They can be disabled as one."""

    css_classes = OwnList(["panel-widget-box"], doc="CSS classes of the outermost element.")
    disabled = param.Boolean(default=False, doc="Whether the visitor cannot use what is in it.")
    horizontal = param.Boolean(default=False, doc="Whether they stand beside each other.")

    _steers: ClassVar[frozenset[str]] = frozenset({"disabled", "objects"})

    def __init__(self, *objects: Any, **params: Any) -> None:
        self._disabled: list[Component] = []  # those that were enabled before
        super().__init__(*objects, **params)

    def _changed(self, name: str) -> None:
        super()._changed(name)
        if name in self._steers:
            self._spread()

    def _spread(self) -> None:
        """Disable what is in it, or give back what was disabled here; what has left is given back as well."""
        inside = self.select()[1:] if self.disabled else []
        present = {id(component) for component in inside}
        for component in self._disabled:
            if id(component) not in present:
                component.disabled = False  # type: ignore[attr-defined]
        kept = [component for component in self._disabled if id(component) in present]
        fresh = [each for each in inside if getattr(each, "disabled", None) is False]
        self._disabled = [*kept, *fresh]
        for component in fresh:
            component.disabled = True
