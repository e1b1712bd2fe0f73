"""MenuButton: a button that opens a menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import param

from lanai.components.jslinks import JSLink
from lanai.components.parameters import OwnList
from lanai.components.widgets.button import _Pressable
from lanai.core.callables import check_callback
from lanai.errors import BadArgument, BadValue


class MenuButton(_Pressable):
    """A button that opens a menu of `items`: texts, (text, value) pairs, and None for a line between groups.

    `clicked` is the value of the item that was chosen last; for `split` ones the button itself can be clicked apart
    from its menu, which makes `clicked` its label. `on_click` is called with every choice.
    """

    clicked = param.String(default=None, allow_None=True, doc="What was chosen last.")
    items = OwnList(doc="Texts, (text, value) pairs, and None for a line between groups.")
    split = param.Boolean(default=False, doc="Whether the menu has a button of its own beside the first.")
    value = param.Parameter(default=None, doc="Without meaning for a menu; see `clicked`.")

    _foreign: ClassVar[frozenset[str]] = frozenset({"items"})
    _wired: ClassVar[frozenset[str]] = _foreign
    _local: ClassVar[frozenset[str]] = _Pressable._local | {"clicked", "value"}
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {"choose": ("clicked",)}

    def __init__(self, *, on_click: Callable[[Any], object] | None = None, **params: Any) -> None:
        super().__init__(**params)
        if on_click is not None:
            self.on_click(on_click)

    def _changed(self, name: str) -> None:
        if name == "items":
            for item in self.items:
                _check(item)
        super()._changed(name)

    def on_click(self, callback: Callable[[Any], object]) -> param.parameterized.Watcher:
        """Call `callback` (a function or a coroutine function) with Param's event at each choice: `event.new`.

        Returns the watcher, for `button.param.unwatch`.
        """
        check_callback(callback, "on_click")
        watcher: param.parameterized.Watcher = self.param.watch(callback, "clicked", onlychanged=False)
        return watcher

    def js_on_click(self, args: Mapping[str, Any] | None = None, code: str = "") -> JSLink:
        """Run JavaScript in the browser at each choice; see `lanai.components.jslinks.jscallback`."""
        return self.jscallback(args, clicked=code)

    def encode(self, name: str, value: Any) -> Any:
        if name == "items":
            return [None if item is None else _text(item) for item in value]
        return super().encode(name, value)

    def event(self, name: str, data: dict[str, Any]) -> None:
        """The visitor chose the item at `place`, or with null the button itself."""
        if self.disabled:
            return
        place = data.get("place")
        if place is None and self.split:
            self.clicked = self.label
            return
        if type(place) is not int or not 0 <= place < len(self.items) or self.items[place] is None:
            raise BadValue(f"Expected the place of one of the {len(self.items)} items of a MenuButton.")
        item = self.items[place]
        self.clicked = item if isinstance(item, str) else item[1]


def _text(item: Any) -> str:
    return item if isinstance(item, str) else str(item[0])


def _check(item: Any) -> None:
    pair = isinstance(item, (tuple, list)) and len(item) == 2 and all(isinstance(part, str) for part in item)
    if not (item is None or isinstance(item, str) or pair):
        raise BadArgument(
            f"Expected a text, a pair of texts or None as an item of a MenuButton, got {item!r}."
        )
