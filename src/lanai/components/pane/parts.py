"""The parameters of an object that a parameter holds, shown below the parameter's own widget when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import param

from lanai.components.base import Component
from lanai.components.widgets import Toggle

INDENT = (0, 0, 0, 20)
"""How far the parts of an object stand to the right of it."""


def holds_parts(parameter: param.Parameter[Any]) -> bool:
    """Whether the value of a parameter is an object with parameters of its own. Components are not: they are shown."""
    value = getattr(parameter.owner, str(parameter.name))
    return isinstance(value, param.Parameterized) and not isinstance(value, Component)


def may_hold_parts(parameter: param.Parameter[Any]) -> bool:
    """Whether a parameter could come to hold such an object."""
    kinds = (param.ClassSelector, param.Selector)
    return isinstance(parameter, kinds) and not isinstance(parameter, (param.Dict, param.Array))


class Part:
    """What one parameter's object adds to the list of widgets: a button that opens it, and while it is open the rest.

    `make` gives the component that shows an object. `changed` is called when a visitor opens or closes it.
    """

    def __init__(
        self,
        parameter: param.Parameter[Any],
        make: Callable[[Any], Any],
        changed: Callable[..., None],
        *,
        opened: bool,
        button: bool,
    ) -> None:
        self._parameter = parameter
        self._make = make
        self._opened = opened
        self._object: Any = None
        self._shown: Any = None
        self.button = Toggle(label=parameter.label or "", value=opened) if button else None
        if self.button is not None:
            self.button.param.watch(changed, "value")

    def components(self) -> list[Any]:
        """What is shown of it now."""
        button = [] if self.button is None else [self.button]
        is_open = self._opened if self.button is None else self.button.value
        return [*button, self._inner()] if is_open else button

    def _inner(self) -> Any:
        """The component that shows the present object, the same one as long as it is the same object."""
        value = getattr(self._parameter.owner, str(self._parameter.name))
        if self._shown is None or self._object is not value:
            self._object, self._shown = value, self._make(value)
        return self._shown
