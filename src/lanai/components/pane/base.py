"""Panes: components that show an object of another library, and the choice of a pane for an object."""

from __future__ import annotations

import functools
import threading
import weakref
from collections.abc import Callable, Iterator
from typing import Any, ClassVar, TypeVar, overload

import param

from lanai.components.base import Component, Growth, Viewable
from lanai.components.pane.choice import CANDIDATES, Candidate, best_of
from lanai.components.parameters import Margin
from lanai.components.spec import OWN
from lanai.core.callables import is_quick
from lanai.core.placing import session_on_loop
from lanai.core.plain import is_plain

ComponentT = TypeVar("ComponentT", bound=Component)


class Pane(Viewable):
    """Shows `object`, and shows what it has become when it is set or triggered.

    An app's subclass takes part in the choice of `as_component` by being defined; it says what it is for in `applies`.
    Lanai's own, which are loaded when they are chosen, stand in `choice.py`.
    """

    __abstract = True

    default_layout = param.Parameter(
        default=None, doc="Accepted for compatibility; a pane needs no layout around it."
    )
    margin = Margin(default=(5, 10), allow_None=True, doc="Space around it in px.")
    object = param.Parameter(default=None, doc="What is shown.")

    priority: ClassVar[float] = 0.5
    """How well the pane suits what it applies to, from 0 to 1; the highest is chosen."""
    _local: ClassVar[frozenset[str]] = Viewable._local | {"default_layout"}
    _foreign: ClassVar[frozenset[str]] = frozenset({"object"})
    _streams: ClassVar[bool] = False
    """Whether it has `enable_streaming`, and what it shows is text."""

    _shown: Any = None

    def __init__(self, object: Any = None, **params: Any) -> None:
        super().__init__(**params, object=object)  # last: what is read of it may depend on the others

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if not cls.__module__.startswith(OWN):
            _apps_kinds.cache_clear()

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
        return -1.0 if answer is False else float(answer)

    def read(self, obj: Any) -> Any:
        """What of `obj` is shown. Runs when it is set or triggered: the place for code of others, which may be slow."""
        return obj

    def _changed(self, name: str) -> None:
        if name == "object" or "object" in self._implied.get(name, ()):
            self._renew(name)
        super()._changed(name)

    def _calls_code(self, name: str) -> bool:
        values = self.__dict__["_param__private"].values
        return not is_plain(values.get("object"))

    def _renew(self, name: str) -> None:
        """Read the object. What a text that streams has more than before travels alone."""
        obj = self.object
        before, shown = self._shown, self.read(obj)
        if self._peek("object") is not obj:  # set by another thread meanwhile, which reads it, or has
            return
        if name == "object" and self._streams and getattr(self, "enable_streaming", False) and before:
            more = shown[len(before) :] if shown.startswith(before) else ""
            moments = {id(sink): sink.moment for sink in self._sinks} if more else {}
            self._growth = Growth(threading.get_ident(), name, more, moments) if more else None
        self._shown = shown
        if self.object is not obj:  # another thread has set it meanwhile, and may have been quicker
            self._renew(name)
            self._growth = None  # it would be more than a text that nobody has

    def encode(self, name: str, value: Any) -> Any:
        return self._shown if name == "object" else super().encode(name, value)

    def _bulk_of(self, name: str, value: Any) -> int:
        return super()._bulk_of(name, self._shown if name == "object" else value)

    def _later(self, name: str, value: Any) -> Callable[[], Any]:
        shown = self._shown
        return (lambda: shown) if name == "object" else super()._later(name, value)


PaneBase = Pane
"""Panel's name of it."""


def pane_type(obj: Any) -> type[Pane]:
    """The pane class that suits `obj` best: of those that suit alike Lanai's own, and the one defined first."""
    best: type[Pane] | Candidate = CANDIDATES[-1]
    rank = CANDIDATES[-1].highest
    for kind in filter(None, (known() for known in _apps_kinds())):
        suits = kind.suits(obj)
        if suits > rank:
            best, rank = kind, suits
    best = best_of(obj, at_least=rank) or best
    return best.load() if isinstance(best, Candidate) else best


@overload
def as_component(obj: ComponentT, **params: Any) -> ComponentT: ...


@overload
def as_component(obj: Any, **params: Any) -> Any: ...


def as_component(obj: Any, **params: Any) -> Any:
    """The component that shows `obj`: itself where it is one, else a new pane of the kind that suits it best.

    `params` are parameters of the component; a component that is given gets them set.
    An object may offer its own component by a method `__panel__`; with `depends`, it is asked again.
    """
    if isinstance(obj, Component):
        if params:
            obj.param.update(**params)
        return obj
    if getattr(type(obj), "__panel__", None) is not None:
        return offered(obj, **params)
    return pane_type(obj)(obj, **params)


def offered(obj: Any, **params: Any) -> Any:
    """What `obj.__panel__` gives as a component; one that asks it later where it is to be asked again, or where this is
    a session's event loop."""
    offer = obj.__panel__
    if hasattr(offer, "_dinfo") or (session_on_loop() is not None and not is_quick(offer)):
        return as_component(offer, **params)
    return as_component(offer(), **params)


@functools.cache
def _apps_kinds() -> tuple[weakref.ref[type[Pane]], ...]:
    """The kinds that apps have defined: each may answer anything, so that all are asked.

    A script may define a kind in each of its sessions, so that they are not to be kept alive.
    """
    return tuple(weakref.ref(kind) for kind in _kinds(Pane) if not kind.__module__.startswith(OWN))


def _kinds(kind: type[Pane]) -> Iterator[type[Pane]]:
    for child in kind.__subclasses__():
        yield child
        yield from _kinds(child)
