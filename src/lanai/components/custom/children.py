"""Parameters of components of the app's own that hold other components."""

from __future__ import annotations

from typing import Any

import param

from lanai.components.base import Component
from lanai.components.pane.base import as_component
from lanai.components.parameters import OwnList


class Child(param.Parameter[Any]):
    """One component, or None; anything else is shown by the pane that suits it."""

    __slots__ = ()

    def __init__(self, default: Any = None, **params: Any) -> None:
        super().__init__(
            default=None if default is None else as_component(default), **{"allow_refs": False, **params}
        )

    def __set__(self, obj: Any, val: Any) -> None:
        super().__set__(obj, val if val is None or isinstance(val, Component) else as_component(val))


class Children(OwnList):
    """A list of components; anything else that is put in is shown by the pane that suits it."""

    __slots__ = ()

    def __init__(self, default: list[Any] | None = None, **params: Any) -> None:
        super().__init__(default=default, **{"allow_refs": False, **params})

    def __set__(self, obj: Any, val: Any) -> None:
        super().__set__(obj, [as_component(each) for each in val] if isinstance(val, (list, tuple)) else val)


def components_in(value: Any) -> list[Component]:
    """The components that the value of a `Child` or of `Children` holds."""
    return list(value) if isinstance(value, (list, tuple)) else [] if value is None else [value]
