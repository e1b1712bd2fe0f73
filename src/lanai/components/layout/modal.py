"""Modal: a dialog over the page."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.layout.base import ListPanel
from lanai.components.widgets.button import Button
from lanai.errors import BadArgument

ACTIONS = ("show", "hide", "toggle")


class Modal(ListPanel):
    """A dialog that lies over the page while it is `open`. The focus stays in it; Escape closes it.

    A screen reader announces it by its `name`, or by the first heading in it.
    """

    background_close = param.Boolean(default=True, doc="Whether a click beside it closes it.")
    open = param.Boolean(default=False, doc="Whether it is shown.")
    show_close_button = param.Boolean(default=True, doc="Whether it has a button that closes it.")

    _edits: ClassVar[tuple[str, ...]] = ("open",)
    _quick: ClassVar[frozenset[str]] = frozenset({"open"})
    _local: ClassVar[frozenset[str]] = ListPanel._local - {"name"}

    def show(self) -> None:
        """Open it."""
        self.open = True

    def hide(self) -> None:
        """Close it."""
        self.open = False

    def toggle(self) -> None:
        """Open it, or close it."""
        self.open = not self.open

    def create_button(self, action: str, **params: Any) -> Button:
        """A button that opens or closes it. `action`: 'show', 'hide' or 'toggle'. `params` are the button's."""
        if action not in ACTIONS:
            raise BadArgument(f"Expected one of {ACTIONS} as what the button does, got {action!r}.")
        act = getattr(self, action)
        button = Button(**params)
        button.on_click(lambda _: act())
        return button

    def decode(self, name: str, data: Any) -> Any:
        return expect(super().decode(name, data), bool, name)
