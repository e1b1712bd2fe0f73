"""Interactive: a function's arguments as widgets, and what it gives."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any, ClassVar

import param

from lanai.components.arguments.abbreviations import Fixed, fixed, widget, with_default
from lanai.components.layout import Column
from lanai.components.pane.base import Pane, as_component
from lanai.components.parameters import OwnList
from lanai.components.widgets import Button, Widget
from lanai.core.binding import bind
from lanai.errors import BadArgument


class Interactive(Pane):
    """Shows widgets for the arguments of the function `object`, and below them what it gives for their values.

    `arguments` says by name of what each widget is made, see `pn.widget`. `layout` holds both parts, `widget_box` the
    widgets, and `widgets` has them by name. With `manual`, a button has to be pressed for the function to run.
    """

    object = param.Parameter(default=None, allow_refs=False, doc="The function.")
    objects = OwnList(doc="What is shown.")

    _type: ClassVar[str] = "Place"
    _children: ClassVar[tuple[str, ...]] = ("objects",)
    _local: ClassVar[frozenset[str]] = Pane._local | {"object"}

    def __init__(
        self,
        object: Callable[..., Any] | None = None,
        arguments: dict[str, Any] | None = None,
        *,
        manual: bool = False,
        throttled: bool = False,
        **params: Any,
    ) -> None:
        super().__init__(object, **params)
        given = {} if object is None else _arguments(object, arguments or {})
        self.widgets: dict[str, Widget] = {
            name: each for name, each in given.items() if isinstance(each, Widget)
        }
        self.widget_box = Column(*self.widgets.values())
        self.layout = Column(self.widget_box)
        if object is not None:
            self.layout.append(self._output(object, given, manual, throttled))
        self._store("objects", [self.layout])

    def __getitem__(self, index: int) -> Any:
        """A part of it, to be laid out elsewhere: 0 is the box of widgets, 1 what the function gives."""
        return self.layout[index]

    def encode(self, name: str, value: Any) -> Any:
        """Unless it has a margin of its own, what is in it has one."""
        return (
            0
            if name == "margin" and value == type(self).param["margin"].default
            else super().encode(name, value)
        )

    def _output(
        self, function: Callable[..., Any], given: dict[str, Any], manual: bool, throttled: bool
    ) -> Any:
        values = {name: each.value if isinstance(each, Fixed) else each for name, each in given.items()}
        if throttled:
            values = {name: _throttled(each) for name, each in values.items()}
        if not manual:
            return as_component(bind(function, **values))
        button = Button(name=f"Run {getattr(function, '__name__', '')}".strip(), button_type="primary")
        self.widgets["manual"] = button
        self.widget_box.append(button)

        def run(_: int) -> Any:
            return function(**{name: getattr(each, "value", each) for name, each in self._held(values)})

        return as_component(bind(run, button.param.clicks))

    def _held(self, values: dict[str, Any]) -> list[tuple[str, Any]]:
        return [(name, self.widgets.get(name, each)) for name, each in values.items()]


class Interact:
    """`pn.interact`: a function with widgets for its arguments, as `Interactive` shows it.

    `pn.interact(f, x=3)`, or `@pn.interact(x=3)` above the function. `manual_update` adds a button, without which the
    function does not run; with `throttled` it runs only when a slider is let go. `pn.interact.fixed(value)` is an argument
    without a widget.
    """

    fixed = staticmethod(fixed)

    def __call__(self, function: Callable[..., Any] | None = None, **arguments: Any) -> Any:
        """The `Interactive`; without a function, what makes one of a function."""
        options = {
            "manual": arguments.pop("manual_update", False),
            "throttled": arguments.pop("throttled", False),
        }
        if function is None:
            return lambda given: Interactive(given, arguments, **options)
        return Interactive(function, arguments, **options)


interact = Interact()


def _arguments(function: Callable[..., Any], given: dict[str, Any]) -> dict[str, Any]:
    """By name, a widget or a `Fixed` for each argument. Raises `BadArgument` where nothing says what it is."""
    found: dict[str, Any] = {}
    signature = inspect.signature(function).parameters
    for name, each in signature.items():
        if each.kind in (each.VAR_POSITIONAL, each.VAR_KEYWORD):
            continue
        value = given.get(name, each.annotation if each.default is each.empty else each.default)
        if value is each.empty:
            raise BadArgument(
                f"interact needs a value for the argument {name!r} of {getattr(function, '__name__', function)}: give it a "
                f"default, or say interact(function, {name}=…)."
            )
        default = {} if each.default is each.empty else with_default(value, each.default)
        found[name] = value if isinstance(value, Fixed) else _titled(value, name, default)
    if any(each.kind is each.VAR_KEYWORD for each in signature.values()):
        found.update({name: _titled(value, name, {}) for name, value in given.items() if name not in found})
    unknown = sorted(set(given) - set(found))
    if unknown:
        raise BadArgument(
            f"{getattr(function, '__name__', function)} has no arguments {unknown}; it has {list(found)}."
        )
    return found


def _titled(value: Any, name: str, default: dict[str, Any]) -> Any:
    return value if isinstance(value, Fixed) else widget(value, name=name, **default)


def _throttled(value: Any) -> Any:
    """The parameter that a slider sets when it is let go, where it has one."""
    throttles = isinstance(value, Widget) and "value_throttled" in value.param
    return value.param.value_throttled if throttles else value
