"""Button and Toggle."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.jslinks import JSLink
from lanai.components.moments import Moment
from lanai.components.parameters import Choice
from lanai.components.widgets.base import Widget
from lanai.components.widgets.clicks import click
from lanai.core.callables import check_callback
from lanai.core.times import Milliseconds

TYPES = ("default", "primary", "success", "warning", "danger", "light")
STYLES = ("solid", "outline")


class _Pressable(Widget):
    """What Button and Toggle share: how they look. `color` and `variant` are other names for type and style."""

    button_style = Choice("solid", STYLES, doc="Filled, or an outline only.")
    button_type = Choice("default", TYPES, doc="What it means, shown as its colour.")
    color = Choice("default", TYPES, doc="Another name for `button_type`.")
    icon = param.String(default=None, allow_None=True, doc="An SVG, or the name of an icon.")
    icon_size = param.String(default="1em", doc="Size of the icon, as CSS.")
    variant = Choice("solid", STYLES, doc="Another name for `button_style`.")

    _local: ClassVar[frozenset[str]] = Widget._local | {"color", "variant"}
    _twins: ClassVar[Mapping[str, str]] = {
        **Widget._twins,
        "button_style": "variant",
        "button_type": "color",
        "color": "button_type",
        "variant": "button_style",
    }


class Button(_Pressable):
    """A button. `on_click` is called with each click, `clicks` counts them, `value` is an event parameter."""

    clicks = param.Integer(default=0, doc="How often it was clicked.")
    description_delay = Milliseconds(default=500, doc="Time before the description shows in ms.")
    value = Moment(doc="Set for a moment with each click.")

    _local: ClassVar[frozenset[str]] = _Pressable._local | {"clicks"}
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {"click": ("value", "clicks")}
    _quick: ClassVar[frozenset[str]] = frozenset({"click"})

    def __init__(self, *, on_click: Callable[[Any], object] | None = None, **params: Any) -> None:
        super().__init__(**params)
        if on_click is not None:
            self.on_click(on_click)

    def on_click(self, callback: Callable[[Any], object]) -> param.parameterized.Watcher:
        """Call `callback` (a function or a coroutine function) with Param's event at each click.

        Returns the watcher, for `button.param.unwatch`.
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

    @classmethod
    def _from_parameter(cls, parameter: param.Parameter[Any]) -> dict[str, Any]:
        given = super()._from_parameter(parameter)
        del given["value"]
        return given

    def edit_parameter(self, parameter: param.Parameter[Any], fixed: Collection[str] = ()) -> None:
        """Let a click trigger `parameter`, which is an event, or call what it holds, an action."""
        super().edit_parameter(parameter, fixed)
        owner, name = parameter.owner, str(parameter.name)

        def press(event: Any) -> None:
            action = getattr(owner, name)
            if callable(action):
                action(owner)
            else:
                owner.param.trigger(name)

        self.on_click(press)


class Toggle(_Pressable):
    """A button that stays pressed until it is pressed again."""

    value = param.Boolean(default=False, doc="Whether it is pressed.")

    _edits: ClassVar[tuple[str, ...]] = ("value",)
    _quick: ClassVar[frozenset[str]] = frozenset({"value"})

    def decode(self, name: str, data: Any) -> Any:
        return expect(super().decode(name, data), bool, name)
