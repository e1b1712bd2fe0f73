"""PyComponent: a component put together from others in Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from lanai.components.base import Component, Viewable
from lanai.components.custom.declared import declared
from lanai.components.pane.base import offered
from lanai.components.parameters import OwnList
from lanai.core.context import current_session, entered
from lanai.errors import ComponentError


class PyComponent(Viewable):
    """A component whose content a method `__panel__` gives, once, when it is first shown.

    It has the parameters of every component beside its own, which stay in Python.
    """

    lanai_children = OwnList(doc="What `__panel__` gave.")

    _children: ClassVar[tuple[str, ...]] = ("lanai_children",)
    _renamed: ClassVar[Mapping[str, str]] = {"lanai_children": "objects"}
    _type: ClassVar[str] = "PyComponent"
    _content: Component | None = None

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls._local = cls._local | set(declared(cls, PyComponent))

    def __init__(self, **params: Any) -> None:
        self._maker = current_session()
        super().__init__(**params)

    def __panel__(self) -> Any:
        raise ComponentError(
            f"{type(self).__qualname__} shows nothing: define a method `__panel__` that returns a component."
        )

    def children_of(self, name: str) -> Sequence[Component]:
        if self._content is None:
            with entered(self._maker or current_session()):
                self._content = offered(self)
        return [self._content]
