"""ButtonIcon and ToggleIcon: icons that are pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.jslinks import JSLink
from lanai.components.moments import Moment
from lanai.components.widgets.base import Widget
from lanai.components.widgets.clicks import click
from lanai.core.callables import check_callback
from lanai.core.times import Milliseconds


class _Icon(Widget):
    """What icons that are pressed share. An icon is an SVG, or the name of one of the Tabler icons."""

    __abstract = True

    active_icon = param.String(
        default="", doc="The icon while it is pressed; empty: the filled form of `icon` where there is one."
    )
    description_delay = Milliseconds(default=500, doc="Time before the description shows in ms.")
    icon = param.String(default="heart", allow_None=True, doc="An SVG, or the name of an icon.")
    size = param.String(default=None, allow_None=True, doc="Size of the icon, as CSS.")

    _local: ClassVar[frozenset[str]] = Widget._local | {"description_delay"}


class ToggleIcon(_Icon):
    """An icon that stays pressed until it is pressed again."""

    value = param.Boolean(default=False, doc="Whether it is pressed.")

    _edits: ClassVar[tuple[str, ...]] = ("value",)
    _quick: ClassVar[frozenset[str]] = frozenset({"value"})

    def decode(self, name: str, data: Any) -> Any:
        return expect(super().decode(name, data), bool, name)


class ButtonIcon(_Icon):
    """An icon that is a button. `on_click` is called with each click, `clicks` counts them."""

    clicks = param.Integer(default=0, doc="How often it was clicked.")
    toggle_duration = Milliseconds(
        default=75, bounds=(0, None), doc="How long `active_icon` shows after a click in ms."
    )
    value = Moment(doc="True for a moment with each click.")

    _local: ClassVar[frozenset[str]] = _Icon._local | {"clicks", "value"}
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {"click": ("value", "clicks")}
    _quick: ClassVar[frozenset[str]] = frozenset({"click"})

    def __init__(self, *, on_click: Callable[[Any], object] | None = None, **params: Any) -> None:
        super().__init__(**params)
        if on_click is not None:
            self.on_click(on_click)

    def on_click(self, callback: Callable[[Any], object]) -> param.parameterized.Watcher:
        """Call `callback` (a function or a coroutine function) with Param's event at each click.

        Returns the watcher, for `icon.param.unwatch`.
        """
        check_callback(callback, "on_click")
        watcher: param.parameterized.Watcher = self.param.watch(callback, "clicks", onlychanged=False)
        return watcher

    def js_on_click(self, args: Mapping[str, Any] | None = None, code: str = "") -> JSLink:
        """Run JavaScript in the browser at each click; see `lanai.components.jslinks.jscallback`."""
        return self.jscallback(args, clicks=code)

    def event(self, name: str, data: dict[str, Any]) -> None:
        if not self.disabled:
            click(self)
