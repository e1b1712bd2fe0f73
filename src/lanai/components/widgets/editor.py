"""A widget as the editor of a parameter: each follows the other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import param

from lanai.core.callables import quick
from lanai.core.context import current_session
from lanai.core.subscription import Subscription

ATTRIBUTES = (
    "bounds",
    "constant",
    "doc",
    "inclusive_bounds",
    "label",
    "objects",
    "readonly",
    "softbounds",
    "step",
)
"""What of a parameter a widget shows beside the value."""


class Editor:
    """Keeps `widget` and `parameter` in step: the value both ways, label, help, limits and choices from the parameter.

    `fixed` names what of the widget was given and so does not follow. A value that the parameter refuses changes
    nothing: the widget goes back to the value that holds. The widget keeps its editor alive, the parameter does not.
    """

    def __init__(self, widget: Any, parameter: param.Parameter[Any], fixed: Collection[str]) -> None:
        self._widget = widget
        self._parameter = parameter
        self._fixed = frozenset(fixed)
        self._watched = self._what_counts()
        self._subscriptions = [Subscription([parameter], self._take_over, what=ATTRIBUTES)]
        if "value" in widget._from_parameter(parameter):
            self._subscriptions.append(Subscription([parameter], self._follow))
            self._follow()
            widget.param.watch(self._set, self._watched, onlychanged=False)
        self._take_over()

    @property
    def _value(self) -> Any:
        return getattr(self._parameter.owner, str(self._parameter.name))

    def _what_counts(self) -> str:
        """The parameter of the widget that sets the other."""
        session = current_session()
        throttled = session is not None and session.setting("throttled")
        return "value_throttled" if throttled and "value_throttled" in self._widget.param else "value"

    def check(self, values: Mapping[str, Any]) -> None:
        """Raise ValueError or TypeError, as Param does, where the parameter would refuse what the widget is to get."""
        if self._watched in values:
            self._parameter._validate(values[self._watched])

    def release(self) -> None:
        """End it. Harmless when it has ended."""
        for subscription in self._subscriptions:
            subscription.release()

    @quick
    def _set(self, event: param.parameterized.Event) -> None:
        """The widget's value changed: the parameter gets it. What comes back from there is this very value."""
        if event.new is self._value:
            return
        try:
            setattr(self._parameter.owner, str(self._parameter.name), event.new)
        except BaseException:
            self._follow()
            raise

    @quick
    def _follow(self, *events: param.parameterized.Event) -> None:
        value = self._value
        if self._widget.value is not value:
            self._widget.value = value
        elif any(event.type == "triggered" for event in events):
            self._widget._changed("value")  # the same object, with other contents

    @quick
    def _take_over(self, *_: param.parameterized.Event) -> None:
        given = self._widget._from_parameter(self._parameter)
        given.pop("value", None)
        changed = {
            name: value
            for name, value in given.items()
            if name not in self._fixed and getattr(self._widget, name) != value
        }
        if changed:
            self._widget.param.update(**changed)
