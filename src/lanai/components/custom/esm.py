"""Components whose browser's half the app brings itself: a JavaScript module and a class with its parameters."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar, NamedTuple

import param

from lanai.components.base import Component, Viewable
from lanai.components.custom.children import Child, Children, components_in
from lanai.components.custom.declared import declared, is_data
from lanai.components.custom.script import Script, script_of, text_of
from lanai.components.custom.values import decoded, encoded
from lanai.components.limits import ANY_JSON, Limit
from lanai.components.parameters import OwnDict, OwnList
from lanai.core.callables import check_callback
from lanai.core.calling import call_placed
from lanai.errors import UnknownEvent

KEPT = 256
"""Messages to the browser that are kept for one that is slow or away."""

_serials = itertools.count(1)


class ESMEvent(NamedTuple):
    """What the code in the browser told by `model.send_event(name, data)`."""

    name: str
    data: Any


class ReactiveESM(Viewable):
    """The base of components with code of the app's own, which is trusted as the app's Python is.

    A subclass has its code in `_esm`, a text or the path of a file, and parameters, which the code reads, sets and
    watches. A `Child` or `Children` holds components. `_importmap` says where the code's imports come from and
    `_stylesheets` holds CSS, texts or paths, that applies inside the component.
    """

    __abstract = True

    lanai_children = OwnList(doc="The components in it; set by the parameters that hold them.")
    lanai_heard = param.Parameter(default=None, doc="What the code in the browser told last.")
    lanai_messages = OwnList(doc="What the code in the browser was told last.")
    lanai_module = param.Parameter(default=None, doc="Where the browser finds the code.")
    lanai_slots = OwnDict(doc="Which component stands where.")

    _esm: ClassVar[str | os.PathLike[str]] = ""
    _importmap: ClassVar[Mapping[str, Any]] = {}
    _stylesheets: ClassVar[Sequence[str | os.PathLike[str]]] = ()
    _flavour: ClassVar[str] = "js"
    _slots: ClassVar[tuple[str, ...]] = ()
    """Parameters that hold components."""
    _own: ClassVar[tuple[str, ...]] = ()
    """Parameters of the app's class, which the browser knows no defaults of."""

    _type: ClassVar[str] = "ESM"
    _children: ClassVar[tuple[str, ...]] = ("lanai_children",)
    _local: ClassVar[frozenset[str]] = Viewable._local | {"lanai_heard"}
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {"dom": ("lanai_heard",), "message": ("lanai_heard",)}

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        found = declared(cls, ReactiveESM)
        cls._slots = tuple(name for name, each in found.items() if isinstance(each, (Child, Children)))
        cls._own = tuple(
            name for name, each in found.items() if name not in cls._slots and is_data(name, each)
        )
        cls._edits = tuple(name for name in cls._own if not found[name].constant)
        cls._local = cls._local | set(cls._slots)
        cls._foreign = cls._wired = frozenset(cls._own)
        cls._implied = {**cls._implied, **dict.fromkeys(cls._slots, ("lanai_children", "lanai_slots"))}

    def __init__(self, **params: Any) -> None:
        self._on_msg: list[Callable[[Any], Any]] = []
        self._on_event: list[tuple[str, Callable[[ESMEvent], Any]]] = []
        super().__init__(**params)
        self.param.watch(self._hear, "lanai_heard", onlychanged=False)

    @classmethod
    def script(cls) -> Script:
        """The module that browsers load. Files are read again, so that a page that is loaded again has the new code.

        Raises `BadArgument` for a file that is not there.
        """
        code = text_of(cls, "_esm", cls._esm)
        known: tuple[str, Script] | None = vars(cls).get("_script")
        if known is None or known[0] != code:
            known = (code, script_of(cls, code, cls._importmap))
            cls._script = known
        return known[1]

    _script: ClassVar[tuple[str, Script] | None] = None

    # -- what travels -------------------------------------------------------------------------------

    def children_of(self, name: str) -> Sequence[Component]:
        return [child for slot in self._slots for child in components_in(getattr(self, slot))]

    def definition(self) -> dict[str, Any]:
        names = (*self._own, "lanai_module", "lanai_slots", "stylesheets")
        return {**super().definition(), **{name: self.property(name) for name in names}}

    def encode(self, name: str, value: Any) -> Any:
        if name == "lanai_module":
            return {"url": self.script().name, "flavour": self._flavour}
        if name == "lanai_slots":
            return {slot: _numbers_of(getattr(self, slot)) for slot in self._slots}
        if name == "stylesheets":
            return [*(text_of(type(self), "_stylesheets", sheet) for sheet in self._stylesheets), *value]
        return encoded(value) if name in self._own else super().encode(name, value)

    def _limit_of(self, name: str) -> Limit:
        """What an app's own front end says is the app's to judge."""
        return ANY_JSON

    def decode(self, name: str, data: Any) -> Any:
        return decoded(self.param[name], data)

    # -- what the two halves tell each other ----------------------------------------------------------

    def event(self, name: str, data: dict[str, Any]) -> None:
        if name not in self._events:
            raise UnknownEvent(f"{type(self).__name__} has no event {name!r}; it has {sorted(self._events)}.")
        self.lanai_heard = (name, data)

    def on_msg(self, callback: Callable[[Any], Any]) -> None:
        """Call `callback(data)`, a function or a coroutine function, with what `model.send_msg(data)` sends."""
        check_callback(callback, "messages of the browser's code")
        self._on_msg.append(callback)

    def on_event(self, name: str, callback: Callable[[ESMEvent], Any]) -> None:
        """Call `callback(event)`, a function or a coroutine function, on `model.send_event(name, data)`."""
        check_callback(callback, "events of the browser's code")
        self._on_event.append((name, callback))

    def _send_msg(self, data: Any) -> None:
        """Tell the code in the browser, which hears it by `model.on('msg:custom', callback)`.

        A page that is opened later does not hear it; of what one that is slow has not heard, the last 256 are kept.
        """
        self.lanai_messages = [*self.lanai_messages, [next(_serials), encoded(data)]][-KEPT:]

    def _handle_msg(self, data: Any) -> Any:
        """Called with what `model.send_msg(data)` sends. For subclasses."""

    def _hear(self, change: Any) -> None:
        kind, told = change.new
        data = told.get("data")
        if kind == "message":
            for callback in (self._handle_msg, *self._on_msg):
                call_placed(partial(callback, data), callback)
        else:
            event = ESMEvent(str(told.get("name", "")), data)
            own = getattr(self, f"_handle_{event.name}", None) if event.name != "msg" else None
            listening = [callback for name, callback in self._on_event if name == event.name]
            for callback in (*([own] if own else ()), *listening):
                call_placed(partial(callback, event), callback)


class JSComponent(ReactiveESM):
    """A component of plain JavaScript: `_esm` exports `render({model, el})`, which fills `el` or returns an element."""

    _flavour = "js"


class ReactComponent(ReactiveESM):
    """A component of React: `_esm`, which may be JSX or TSX, exports `render({model})`, which returns what is shown.

    `React` is there without an import. `const [n, setN] = model.useState("n")` reads and sets a parameter.
    """

    _flavour = "react"


class AnyWidgetComponent(ReactiveESM):
    """A component by the rules of anywidget: `_esm` exports `default {render({model, el}), initialize?}`.

    `model` has `get`, `set`, `save_changes`, `on`, `off` and `send`.
    """

    _flavour = "anywidget"

    def send(self, content: Any) -> None:
        """Tell the code in the browser; see `_send_msg`."""
        self._send_msg(content)


def _numbers_of(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [child._number for child in value]
    return None if value is None else value._number
