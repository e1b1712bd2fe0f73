"""The base of every component: what all of them share, and how they report to whoever shows them."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from functools import partial
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple

import param

from lanai.components.access import PLAIN, LeanAccess
from lanai.components.following import Awaited, follow, kept_wire
from lanai.components.jslinks import LINKS, JSLink, jscallback, jslink
from lanai.components.lean import LeanPrivate
from lanai.components.limits import USUAL, Limit
from lanai.components.links import Link, LinkCallback, link
from lanai.components.parameters import Align, Aspect, Choice, Margin, OwnDict, OwnList
from lanai.components.spec import ComponentMeta, Spec
from lanai.core.context import current_session
from lanai.core.plain import ATOMS, is_plain
from lanai.core.protocols import Sink
from lanai.errors import BadValue, UnknownEvent
from lanai.wire.bulk import bulk
from lanai.wire.codec import Later, Raw, dumps

LONG = 1_000
"""From about how many values on (see `lanai.wire.bulk`) what a visitor sends is checked on a worker thread."""

SIZING_MODES = (
    "fixed",
    "stretch_width",
    "stretch_height",
    "stretch_both",
    "scale_width",
    "scale_height",
    "scale_both",
    None,
)
LIGHT = frozenset({bool, float, int, str, type(None)})
"""Types whose values are encoded where they are read."""

LARGE = 20_000
"""From about how many values on (see `lanai.wire.bulk`) one is encoded on a worker thread: some 5 ms of work."""

SIZE_POLICIES = ("auto", "fixed", "fit", "min", "max")

_numbers = itertools.count(1)
_versions = itertools.count(1)
_mounting = threading.Lock()


class Growth(NamedTuple):
    """A value is about to grow: on which thread, which parameter, by what, and the `moment` of each sink, by `id()`."""

    thread: int
    name: str
    delta: Any
    moments: Mapping[int, int]


class Component(LeanAccess, param.Parameterized, metaclass=ComponentMeta):
    """A Param object that a browser can show, in no session, in one, or in a thousand at once.

    A subclass declares parameters; all of them travel to the browser but those named in `_local` and those that
    hold code. `encode` and `decode` say how a value looks on the wire where it is not itself.
    """

    name = param.String(
        default="",
        constant=False,
        allow_refs=True,
        doc="A name for the component; widgets show it as their label.",
    )

    _spec: ClassVar[Spec]
    _type: ClassVar[str] = ""
    """The browser's name of the component. By default the name of the class."""
    _local: ClassVar[frozenset[str]] = frozenset({"name"})
    """Parameters that stay in Python."""
    _renamed: ClassVar[Mapping[str, str]] = {}
    """Parameter to property, where the browser knows it by another name."""
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """Parameter to the other parameters whose wire value its change changes as well."""
    _children: ClassVar[tuple[str, ...]] = ()
    """Parameters that hold other components."""
    _derived: ClassVar[frozenset[str]] = frozenset()
    """Parameters that follow from others, which a clone works out for itself."""
    _edits: ClassVar[tuple[str, ...]] = ()
    """Parameters that a visitor may change."""
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """Events that the browser may report, each with the parameters that it sets; `event` handles them."""
    _weighty: ClassVar[frozenset[str]] = frozenset()
    """Those of them that bring or fetch content of any size: `arrived` hears of them, and `event` is not called on the
    event loop for them."""

    _quick: ClassVar[frozenset[str]] = frozenset()
    """Edits and events that take no time and call no user code but what watches the parameters: they may be carried out
    on the event loop. What is not named here runs on a worker thread. It holds for the class's own code: a subclass with
    a method of its own in the way, or outside this package, has to say it again."""

    _limits: ClassVar[Mapping[str, Limit]] = {}
    """How large edits and the data of events may be, by name; `USUAL` for the others. See `_limit_of`."""
    _foreign: ClassVar[frozenset[str]] = frozenset()
    """Parameters whose values may be of an app's own classes, with code that is called when they are set."""
    _wired: ClassVar[frozenset[str]] = frozenset()
    """Those of them whose `encode` may call that code: the wire form is made when they are set, and kept."""

    # What an object begins with stands here, once: most of a page is never changed, linked or shared.
    _sinks: tuple[Sink, ...] = ()
    _version: int = 0
    _encoded: dict[str, tuple[int, Raw | Later]] | None = None
    _wires: Mapping[str, Any] = MappingProxyType({})
    _growth: Growth | None = None
    _jslinks: tuple[JSLink, ...] = ()

    def __init__(self, **params: Any) -> None:
        self.__dict__["_param__private"] = private = LeanPrivate(type(self)._param__private.explicit_no_refs)
        self._number = next(_numbers)
        super().__init__(**self._begin_with(params))
        private.trim()

    def _begin_with(self, params: dict[str, Any]) -> dict[str, Any]:
        """Set the parameters that are given as plain values; returns the others, from the first that is not.

        Param asks of every value whether it is a reference, which takes longer than to check and store it.
        """
        plain = self._spec.plain
        for number, (name, value) in enumerate(params.items()):
            if value.__class__ not in PLAIN or name not in plain:
                return dict(itertools.islice(params.items(), number, None))
            setattr(self, name, value)
        return {}

    # -- reporting ----------------------------------------------------------------------------------

    def _changed(self, name: str) -> None:
        """`name` was set or triggered: its value is stored, and no watcher has seen it yet.

        Subclasses put right here what depends on it, without a watcher for each object. Also called while the
        object is made, in the order in which its parameters were given.
        """
        if not self._sinks:
            return
        self._version = next(_versions)
        growth = self._growth
        if growth is not None:
            self._growth = None
            if growth.thread == threading.get_ident() and growth.name == name:
                for sink in self._sinks:
                    sink.append(self, name, growth.delta, growth.moments.get(id(sink), -1))
                return
        wires = self._wires
        for shown in self._spec.marks[name]:
            if wires and wires.get(shown).__class__ is Awaited:
                continue
            for sink in self._sinks:
                sink.mark(self, shown)

    def _report(self, names: Iterable[str]) -> None:
        """The wire forms of these parameters are others now."""
        self._version = next(_versions)
        for sink in self._sinks:
            for name in names:
                sink.mark(self, name)

    def _store(self, name: str, value: Any) -> None:
        """Set a parameter to a value known to be valid and no reference.

        Param makes a copy of the Parameter for each object that sets it; where nobody watches it, that is spared.
        """
        private = self.__dict__["_param__private"]
        if private.initialized and private.concerns(name):
            setattr(self, name, value)
        else:
            private.values[name] = value
            if name in self._spec.foreign:
                follow(self, name)
            else:
                self._changed(name)

    def _calls_code(self, name: str) -> bool:
        """Whether what follows from setting `name`, one of `_foreign`, may call code of the app's."""
        values = self.__dict__["_param__private"].values
        for each in self._foreign:
            value = values.get(each)  # what is a class's own is ours
            if value.__class__ not in ATOMS and not is_plain(value):
                return True
        return False

    def _extend(self, name: str, value: Any, delta: Any) -> None:
        """Set parameter `name` to `value`, which is its present value with `delta` at the end.

        Only `delta` (as it travels) is sent to browsers that are up to date. Watchers run as for any change.
        """
        moments = {id(sink): sink.moment for sink in self._sinks}
        self._growth = Growth(threading.get_ident(), name, delta, moments)
        setattr(self, name, value)

    def _peek(self, name: str) -> Any:
        """The value of parameter `name`, only to be looked at: a default that each object has a copy of is not copied."""
        values: dict[str, Any] = self.__dict__["_param__private"].values
        return values[name] if name in values else getattr(type(self), name)

    def weight_of(self, name: str, value: Any) -> int:
        """How large a value of parameter `name` is, or a delta of one: both in one unit, so that they compare."""
        return len(value) if isinstance(value, Sized) else 1

    def _add_link(self, link: JSLink) -> None:
        with _mounting:
            self._jslinks = (*self._jslinks, link)
        self._report_links()

    def _remove_link(self, link: JSLink) -> None:
        with _mounting:
            self._jslinks = tuple(other for other in self._jslinks if other is not link)
        self._report_links()

    def _report_links(self) -> None:
        self._version = next(_versions)
        for sink in self._sinks:
            sink.mark(self, LINKS)

    def _mount(self, sink: Sink) -> None:
        with _mounting:
            if self._encoded is not None and not self._sinks:
                self._encoded = None  # the version stands still while nobody listens
            self._sinks = (*self._sinks, sink) if self._sinks else sink.alone

    def _unmount(self, sink: Sink) -> None:
        with _mounting:
            self._sinks = tuple(other for other in self._sinks if other is not sink)

    # -- what travels -------------------------------------------------------------------------------

    def encode(self, name: str, value: Any) -> Any:
        """The wire value of parameter `name`, made of what JSON has. Runs on the event loop, or, where the value is large, on
        a worker thread later (see `_later`): no user code."""
        return value

    def decode(self, name: str, data: Any) -> Any:
        """The Python value for what a visitor's edit holds. Raises `BadValue`."""
        return data

    def children_of(self, name: str) -> Sequence[Component]:
        """The components of the parameter `name`, one of `_children`, that browsers are to show."""
        return self.below(name)

    def below(self, name: str) -> Sequence[Component]:
        """All components held by the parameter `name`, one of `_children`, shown or not."""
        value: Sequence[Component] = getattr(self, name)
        return value

    def definition(self) -> dict[str, Any]:
        """The properties that differ from what the browser assumes, as they travel."""
        values = self.__dict__["_param__private"].values
        found: dict[str, Any] = {}
        properties = self._spec.properties
        for name, value in values.copy().items():
            entry = properties.get(name)
            if (
                entry is None
                or value is entry.default
                or (value.__class__ in (list, dict) and value == entry.default)
            ):
                continue
            found[entry.key] = self.property(name)
        for name, key, _ in type(self)._find_moved():
            if name not in values:
                found[key] = self.property(name)
        if self._jslinks:
            found["links"] = self.property(LINKS)
        return found

    def property(self, name: str) -> Any:
        """The present wire value of parameter `name`; children as a list of ids.

        A large one is a `Later`. While several browsers show the component the value is encoded once for all of them.
        """
        if len(self._sinks) < 2:
            return self._read(name)
        version = self._version
        known = self._encoded.get(name) if self._encoded is not None else None
        if known is not None and known[0] == version:
            return known[1]
        read = self._read(name)
        made = read if read.__class__ is Later else Raw(dumps(read))
        if self._encoded is None:
            self._encoded = {}
        self._encoded[name] = (version, made)
        return made

    def _read(self, name: str) -> Any:
        if name == LINKS:
            return [each.definition() for each in self._jslinks]
        if name in self._spec.kept:
            kept = kept_wire(self, name)
            return kept if kept.__class__ in LIGHT or bulk(kept) < LARGE else Later(partial(_itself, kept))
        value = getattr(self, name)
        if name in self._spec.children:
            return [child._number for child in self.children_of(name)]
        if value.__class__ in LIGHT:
            return self.encode(name, value)
        if (value.__class__ is list and not value) or self._bulk_of(name, value) < LARGE:
            return self.encode(name, value)
        return Later(self._later(name, value))

    def _bulk_of(self, name: str, value: Any) -> int:
        """About how much there is to encode of the value of parameter `name`. Quick, and calls no code of the app's."""
        return bulk(value)

    def _later(self, name: str, value: Any) -> Callable[[], Any]:
        """What gives the wire value of parameter `name` later, on a worker thread, as it is now.

        Where `encode` looks at more than `value`, what it looks at has to be held on to here.
        """
        return partial(self.encode, name, value)

    # -- what a visitor does ------------------------------------------------------------------------

    def _limit_of(self, name: str) -> Limit:
        """How large the visitor's edit or the data of the event `name` may be. Larger is refused before it is looked into."""
        return self._limits.get(name, USUAL)

    def _takes_long(self, name: str, data: Any) -> bool:
        """Whether to take in this edit or event may take long: then it is done on a worker thread. Quick."""
        return bool(data) and bulk(data) >= LONG

    def edit(self, values: dict[str, Any]) -> None:
        """Set parameters to what a visitor entered (already decoded). Watchers run inside."""
        self.param.update(**values)

    def arrived(self, name: str, data: dict[str, Any]) -> None:
        """A weighty event has come, and may have to wait for its turn: count what it holds, and drop what is too much.

        On the event loop, in the session's context. Quick, raises nothing and calls no user code.
        """

    def event(self, name: str, data: dict[str, Any]) -> None:
        """React to an event that the browser reports, one of `_events`. Watchers run inside."""
        raise UnknownEvent(f"{type(self).__name__} has no event {name!r}; it has {sorted(self._events)}.")


def _itself(made: Any) -> Any:
    return made


class Viewable(Component):
    """A component with a place on the page: the parameters that every visible component has."""

    align = Align(default="start", doc="Where it stands in its row or column.")
    aspect_ratio = Aspect(default=None, doc="Width divided by height.")
    css_classes = OwnList(doc="CSS classes of the outermost element.")
    design = param.Parameter(
        default=None, allow_None=True, doc="Accepted for compatibility; there is one design."
    )
    height = param.Integer(default=None, bounds=(0, None), allow_None=True, doc="Height in px.")
    height_policy = Choice("auto", SIZE_POLICIES, doc="How the height is found.")
    loading = param.Boolean(default=False, doc="Whether to lay a spinner over it.")
    margin = Margin(default=0, allow_None=True, doc="Space around it in px.")
    max_height = param.Integer(default=None, bounds=(0, None), allow_None=True, doc="Largest height in px.")
    max_width = param.Integer(default=None, bounds=(0, None), allow_None=True, doc="Largest width in px.")
    min_height = param.Integer(default=None, bounds=(0, None), allow_None=True, doc="Smallest height in px.")
    min_width = param.Integer(default=None, bounds=(0, None), allow_None=True, doc="Smallest width in px.")
    sizing_mode = Choice(None, SIZING_MODES, doc="How it fills its place.")
    styles = OwnDict(doc="Inline CSS of the outermost element.")
    stylesheets = OwnList(doc="CSS texts or URLs for this component.")
    tags = OwnList(doc="Anything the app wants to keep with the component.")
    visible = param.Boolean(default=True, doc="Whether it is shown.")
    width = param.Integer(default=None, bounds=(0, None), allow_None=True, doc="Width in px.")
    width_policy = Choice("auto", SIZE_POLICIES, doc="How the width is found.")

    _local: ClassVar[frozenset[str]] = Component._local | {"design", "tags"}

    def __init__(self, **params: Any) -> None:
        session = current_session()
        if session is not None and "sizing_mode" not in params:
            mode = session.setting("sizing_mode")
            if mode is not None:
                params["sizing_mode"] = mode
        super().__init__(**params)

    def servable(
        self,
        title: str | None = None,
        location: bool | Any = True,
        area: str = "main",
        target: str | None = None,
    ) -> Viewable:
        """Show the component on the page of the current session; outside a session do nothing.

        `title` becomes the page's title. `area` (or `target`, its other name) says where on the page.
        `location` is accepted for compatibility. Returns the component itself.
        """
        session = current_session()
        if session is not None:
            if title is not None:
                session.set_title(title)
            session.add_root(self, target or area)
        return self

    def link(
        self,
        target: param.Parameterized,
        callbacks: Mapping[str, str | LinkCallback] | None = None,
        bidirectional: bool = False,
        **links: str,
    ) -> Link:
        """Let parameters of `target` follow those of this component; see `lanai.components.links.link`."""
        return link(self, target, callbacks, bidirectional, **links)

    def jslink(
        self,
        target: Any,
        code: Mapping[str, str] | None = None,
        args: Mapping[str, Any] | None = None,
        bidirectional: bool = False,
        **links: str,
    ) -> JSLink:
        """Let `target` follow this component in the browser alone; see `lanai.components.jslinks.jslink`."""
        return jslink(self, target, code, args, bidirectional, **links)

    def jscallback(self, args: Mapping[str, Any] | None = None, **callbacks: str) -> JSLink:
        """Run JavaScript when this component changes; see `lanai.components.jslinks.jscallback`."""
        return jscallback(self, args, **callbacks)

    def clone(self, **params: Any) -> Any:
        """A new component of this kind with the same parameters, but for `params`."""
        private = self._param__private
        same = {
            name: value.copy() if isinstance(value, (list, dict)) else value
            for name, value in private.values.items()
            if name in self._spec.marks and name not in self._derived
        }
        return type(self)(**{**same, **private.refs, **params})

    def select(self, selector: Any = None) -> list[Any]:
        """This component and those below it that match a type or a predicate; all without one."""
        return [component for component in _walk(self) if _matches(component, selector)]


def _walk(component: Component) -> Iterator[Component]:
    yield component
    for name in sorted(component._spec.children):
        for child in component.below(name):
            yield from _walk(child)


def _matches(component: Component, selector: Any) -> bool:
    if selector is None:
        return True
    if isinstance(selector, type):
        return isinstance(component, selector)
    return bool(selector(component))


def expect(value: Any, kinds: type | tuple[type, ...], name: str) -> Any:
    """`value` where it is of the kinds expected of an edit, else `BadValue`. A bool is no number."""
    accepted = kinds if isinstance(kinds, tuple) else (kinds,)
    if isinstance(value, accepted) and (not isinstance(value, bool) or bool in accepted):
        return value
    words = " or ".join(kind.__name__ for kind in accepted)
    raise BadValue(f"Expected {words} for {name!r}, got {type(value).__name__}.")
