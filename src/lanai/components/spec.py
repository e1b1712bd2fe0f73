"""What of a component class travels: worked out once per class, when the class is made."""

from __future__ import annotations

import functools
from collections.abc import Collection
from typing import Any, ClassVar, NamedTuple

import param
from param.parameterized import ParameterizedMetaclass

from lanai.components.following import follow
from lanai.components.jslinks import LINKS
from lanai.errors import ComponentError

OWN = "lanai.components."
BASES = "lanai.components.base"
METHODS = frozenset(
    {
        "arrived",
        "below",
        "children_of",
        "decode",
        "definition",
        "edit",
        "encode",
        "event",
        "property",
        "weight_of",
    }
)
"""What a component is asked by: an app's parameter of such a name would hide it."""


CARRIES_OUT = frozenset({"_changed", "decode", "edit", "event"})
"""Methods that run when a visitor acts."""


class Property(NamedTuple):
    """One travelling parameter."""

    name: str
    """The parameter's name in Python."""
    key: str
    """The property's name on the wire."""
    default: Any
    """The default that the browser assumes. The user may change that of the parameter later: see `ComponentMeta._find_moved`."""


class Spec(NamedTuple):
    """What of one component class travels, and what a visitor may do to it."""

    type: str
    properties: dict[str, Property]
    """By the parameter's name."""
    keys: dict[str, str]
    marks: dict[str, tuple[str, ...]]
    """For each parameter the travelling ones whose wire value its change changes."""
    children: frozenset[str]
    edits: frozenset[str]
    events: dict[str, tuple[str, ...]]
    quick: frozenset[str]
    """Edits and events that may be carried out on the event loop: see `Component._quick`."""
    foreign: frozenset[str]
    """Parameters from whose being set follows what may call code of the app's: see `lanai.components.following`."""
    kept: frozenset[str]
    """Parameters whose wire form is made when they are set."""
    plain: frozenset[str]
    """Parameters that may be given their values before Param begins to make an object; see `_set_early`."""


class _Direct:
    """Mixed into a component's parameters: their attributes are read as those of any object.

    Param's own reading, in Python, stands in for slots of a Parameter that no class has yet; here a class always has it,
    and a page reads a thousand of them.
    """

    __slots__ = ()

    __getattribute__ = object.__getattribute__

    def __init__(self, *args: Any, **params: Any) -> None:
        kind: Any = type(self).__bases__[1]
        self.__class__ = kind  # no class has this one yet: it is as Param made it
        kind.__init__(self, *args, **params)


class _Reporting(_Direct):
    """Tells the component of a new value before any watcher sees it.

    Param calls `_post_setter` after the value is stored and before it runs the watchers, also for
    `trigger`. So a watcher that takes long does not hold back what it reacted to.
    """

    __slots__ = ()

    def __setattr__(self, attribute: str, value: Any) -> None:
        super().__setattr__(attribute, value)
        if attribute == "default" and isinstance(self.owner, ComponentMeta):  # type: ignore[attr-defined]
            self.owner._forget_moved()  # type: ignore[attr-defined]

    def _post_setter(self, obj: Any, val: Any) -> None:
        super()._post_setter(obj, val)  # type: ignore[misc]
        if obj is not None:
            if self.name in obj._spec.foreign:  # type: ignore[attr-defined]
                follow(obj, self.name)  # type: ignore[attr-defined]
            else:
                obj._changed(self.name)  # type: ignore[attr-defined]


@functools.cache
def _mixed(mixin: type[_Direct], kind: type[param.Parameter[Any]]) -> type[param.Parameter[Any]]:
    made: Any = type(kind)
    mixed: type[param.Parameter[Any]] = made(
        kind.__name__, (mixin, kind), {"__slots__": (), "__doc__": kind.__doc__}
    )
    return mixed


def _make_report(parameter: param.Parameter[Any]) -> None:
    """An Event does not travel, so it has nothing to report."""
    mixin = _Direct if isinstance(parameter, param.Event) else _Reporting
    if not isinstance(parameter, mixin):
        parameter.__class__ = _mixed(mixin, type(parameter))


class ComponentMeta(ParameterizedMetaclass):
    """Makes a component class's parameters report their changes, and works out its `Spec`.

    Parameters that travel take references (bound functions, other parameters, `rx`) as their value.
    """

    _spec: Spec
    _moved: tuple[Property, ...] | None
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
        cls._moved = None

    def _find_moved(cls) -> tuple[Property, ...]:
        """The properties whose default in Python is no longer the one that the browser assumes."""
        moved = cls._moved
        if moved is None:
            properties = cls._spec.properties.values()
            moved = tuple(entry for entry in properties if getattr(cls, entry.name) is not entry.default)
            cls._moved = moved
        return moved

    def _forget_moved(cls) -> None:
        """The default of a parameter was changed, for this class and those that inherit it."""
        cls._moved = None
        below: list[Any] = cls.__subclasses__()
        for kind in below:
            kind._forget_moved()


def holds_one(parameter: param.Parameter[Any]) -> bool:
    """Whether the value is one component: a widget there means itself, and not its value."""
    return bool(getattr(parameter, "holds_one", False))


def _travels(cls: Any, name: str, parameter: param.Parameter[Any]) -> bool:
    kept_here = isinstance(parameter, (param.Event, param.Action, param.Callable))
    return not kept_here and not name.startswith("_") and name not in cls._local


def _set_early(parameters: Collection[param.Parameter[Any]]) -> frozenset[str]:
    """The parameters whose values Param only checks and stores. None, where it begins by storing copies of defaults:
    it would do so over what has been set, or followed from that."""
    if any(each.instantiate or each.constant or each.default_factory for each in parameters):
        return frozenset()
    return frozenset(str(each.name) for each in parameters if not each.nested_refs)


def _browser_name(cls: type) -> str:
    """The browser knows Lanai's own classes by name; a subclass that an app makes of one is that one to it."""
    own = (kind.__name__ for kind in cls.__mro__ if kind.__module__.startswith(OWN) and not _is_base(kind))
    return next(own, cls.__name__)


def _is_base(kind: type) -> bool:
    """Whether there is nothing in the browser for the class itself."""
    return kind.__module__ == BASES or bool(getattr(kind, "abstract", True))


def _quick_of(cls: Any) -> frozenset[str]:
    """What is declared quick, by the class whose code carries it out: one that brings code declares anew."""
    for kind in cls.__mro__:
        own = vars(kind)
        if not kind.__module__.startswith(OWN):
            return frozenset()
        if "_quick" in own:
            return frozenset(own["_quick"])
        if not CARRIES_OUT.isdisjoint(own):
            return frozenset()
    return frozenset()


def _specify(cls: Any) -> Spec:
    parameters: dict[str, param.Parameter[Any]] = cls.param.objects("existing")
    renamed = cls._renamed
    properties = {
        name: Property(name, renamed.get(name, name), parameter.default)
        for name, parameter in parameters.items()
        if _travels(cls, name, parameter)
    }
    keys = {name: entry.key for name, entry in properties.items()}
    implied = cls._implied
    return Spec(
        type=cls._type or _browser_name(cls),
        properties=properties,
        keys={**keys, LINKS: "links"},
        marks={name: (*((name,) if name in keys else ()), *implied.get(name, ())) for name in parameters},
        children=frozenset(cls._children),
        edits=frozenset(cls._edits),
        events=dict(cls._events),
        quick=_quick_of(cls),
        foreign=cls._foreign.union(
            name for name, others in implied.items() if cls._foreign.intersection(others)
        ),
        kept=frozenset(cls._wired),
        plain=_set_early(parameters.values()),
    )
