"""What of a component class travels: worked out once per class, when the class is made."""

from __future__ import annotations

import functools
from typing import Any, ClassVar, NamedTuple

import param
from param.parameterized import ParameterizedMetaclass

from lanai.components.jslinks import LINKS
from lanai.errors import ComponentError

OWN = "lanai.components."
BASES = "lanai.components.base"
METHODS = frozenset(
    {"below", "children_of", "decode", "definition", "edit", "encode", "event", "property", "weight_of"}
)
"""What a component is asked by: an app's parameter of such a name would hide it."""


class Property(NamedTuple):
    """One travelling parameter."""

    parameter: param.Parameter[Any]
    name: str
    """The parameter's name in Python."""
    key: str
    """The property's name on the wire."""
    default: Any
    """The default that the browser assumes. `parameter.default` may be changed by the user later."""


class Spec(NamedTuple):
    """What of one component class travels, and what a visitor may do to it."""

    type: str
    properties: tuple[Property, ...]
    keys: dict[str, str]
    marks: dict[str, tuple[str, ...]]
    """For each parameter the travelling ones whose wire value its change changes."""
    children: frozenset[str]
    edits: frozenset[str]
    events: dict[str, tuple[str, ...]]


class _Reporting:
    """Mixed into a component's parameters: tells the component of a new value before any watcher sees it.

    Param calls `_post_setter` after the value is stored and before it runs the watchers, also for
    `trigger`. So a watcher that takes long does not hold back what it reacted to.

    Its attributes are read as those of any object. Param's own reading, in Python, stands in for slots of a Parameter
    that no class has yet; here a class always has it, and a page reads a thousand of them.
    """

    __slots__ = ()

    __getattribute__ = object.__getattribute__

    def __init__(self, *args: Any, **params: Any) -> None:
        kind = type(self).__bases__[1]
        self.__class__ = kind  # type: ignore[assignment]  # no class has this one yet: it is as Param made it
        kind.__init__(self, *args, **params)

    def _post_setter(self, obj: Any, val: Any) -> None:
        super()._post_setter(obj, val)  # type: ignore[misc]
        if obj is not None:
            obj._changed(self.name)  # type: ignore[attr-defined]


@functools.cache
def _reporting(kind: type[param.Parameter[Any]]) -> type[param.Parameter[Any]]:
    made: Any = type(kind)
    reporting: type[param.Parameter[Any]] = made(
        kind.__name__, (_Reporting, kind), {"__slots__": (), "__doc__": kind.__doc__}
    )
    return reporting


def _make_report(parameter: param.Parameter[Any]) -> None:
    if not isinstance(parameter, (_Reporting, param.Event)):
        parameter.__class__ = _reporting(type(parameter))


class ComponentMeta(ParameterizedMetaclass):
    """Makes a component class's parameters report their changes, and works out its `Spec`.

    Parameters that travel take references (bound functions, other parameters, `rx`) as their value.
    """

    _spec: Spec
    _local: ClassVar[frozenset[str]]

    def __init__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> None:
        super().__init__(name, bases, namespace)
        cls.name = ""  # Param would give every object a numbered name
        for key, value in vars(cls).items():
            if isinstance(value, param.Parameter):
                if key in METHODS and not cls.__module__.startswith(OWN):
                    raise ComponentError(
                        f"Expected another name for the parameter {key!r} of {name}: components have a method so called."
                    )
                _make_report(value)
                value.allow_refs = value.allow_refs or (_travels(cls, key, value) and not holds_one(value))
        cls._spec = _specify(cls)


def holds_one(parameter: param.Parameter[Any]) -> bool:
    """Whether the value is one component: a widget there means itself, and not its value."""
    return bool(getattr(parameter, "holds_one", False))


def _travels(cls: Any, name: str, parameter: param.Parameter[Any]) -> bool:
    kept_here = isinstance(parameter, (param.Event, param.Action, param.Callable))
    return not kept_here and not name.startswith("_") and name not in cls._local


def _browser_name(cls: type) -> str:
    """The browser knows Lanai's own classes by name; a subclass that an app makes of one is that one to it."""
    own = (kind.__name__ for kind in cls.__mro__ if kind.__module__.startswith(OWN) and not _is_base(kind))
    return next(own, cls.__name__)


def _is_base(kind: type) -> bool:
    """Whether there is nothing in the browser for the class itself."""
    return kind.__module__ == BASES or bool(getattr(kind, "abstract", True))


def _specify(cls: Any) -> Spec:
    parameters: dict[str, param.Parameter[Any]] = cls.param.objects("existing")
    renamed = cls._renamed
    properties = tuple(
        Property(parameter, name, renamed.get(name, name), parameter.default)
        for name, parameter in parameters.items()
        if _travels(cls, name, parameter)
    )
    keys = {entry.name: entry.key for entry in properties}
    implied = cls._implied
    return Spec(
        type=cls._type or _browser_name(cls),
        properties=properties,
        keys={**keys, LINKS: "links"},
        marks={name: (*((name,) if name in keys else ()), *implied.get(name, ())) for name in parameters},
        children=frozenset(cls._children),
        edits=frozenset(cls._edits),
        events=dict(cls._events),
    )
