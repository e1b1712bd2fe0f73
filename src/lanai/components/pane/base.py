"""Panes: components that show an object of another library, and the choice of a pane for an object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import param

from lanai.components.base import Component, Viewable
from lanai.components.parameters import Margin
from lanai.errors import ComponentError


class Pane(Viewable):
    """Shows `object`, and shows what it becomes when it is set or triggered.

    A subclass takes part in the choice of `as_component` by being defined; it says what it is for in `applies`.
    """

    margin = Margin(default=(5, 10), allow_None=True, doc="Space around it in px.")
    object = param.Parameter(default=None, doc="What is shown.")

    priority: ClassVar[float] = 0.5
    """How well the pane suits what it applies to, from 0 to 1; the highest is chosen."""

    def __init__(self, object: Any = None, **params: Any) -> None:
        super().__init__(object=object, **params)

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        """Whether the pane can show `obj`: False, True (as well as `priority` says), or how well (0 to 1)."""
        return False

    @classmethod
    def suits(cls, obj: Any) -> float:
        """How well the pane can show `obj`; negative where it cannot."""
        answer = cls.applies(obj)
        if answer is True:
            return cls.priority
        return -1.0 if answer is False or answer is None else float(answer)


def pane_type(obj: Any) -> type[Pane]:
    """The pane class that suits `obj` best. Raises `ComponentError` where none does."""
    best: type[Pane] | None = None
    rank = -1.0
    for kind in _kinds(Pane):
        suits = kind.suits(obj)
        if suits > rank:
            best, rank = kind, suits
    if best is None:
        raise ComponentError(f"Expected something that a pane can show, got {type(obj).__qualname__}.")
    return best


def as_component(obj: Any, **params: Any) -> Component:
    """The component that shows `obj`: itself where it is one, else a new pane of the kind that suits it best.

    `params` are parameters of the component; a component that is given gets them set.
    An object may offer its own component by a method `__panel__`.
    """
    if isinstance(obj, Component):
        if params:
            obj.param.update(**params)
        return obj
    offer = getattr(type(obj), "__panel__", None)
    if offer is not None:
        return as_component(offer(obj), **params)
    return pane_type(obj)(obj, **params)


def _kinds(kind: type[Pane]) -> Iterator[type[Pane]]:
    for child in kind.__subclasses__():
        yield child
        yield from _kinds(child)
