"""What follows from a parameter's being set, where that may call code of the app's: not on the event loop.

A value of a class of the app's own has methods of its own: `__str__`, `__eq__`, `_repr_html_`. They are called on the thread
on which the value was set, or in order with the session's synchronous work where a coroutine set it; its wire form is kept,
so that writing a frame calls none of them. See docs/design/threads.md.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from lanai.core.context import current_session
from lanai.core.placing import session_on_loop

if TYPE_CHECKING:
    from lanai.components.base import Component


class Failed:
    """Stands in the place of a wire form that could not be made."""

    def __init__(self, error: BaseException) -> None:
        self.error = error
        self.told = False
        """Whether somebody has heard of it."""


class Awaited:
    """Stands in the place of a wire form that is yet to be made. There is one each time that a parameter is set."""

    def __init__(self, meanwhile: Any) -> None:
        self.meanwhile = meanwhile
        """What stands on the wire until then."""


NONE = object()
_replacing = threading.Lock()


def follow(component: Component, name: str) -> None:
    """The parameter `name`, one of `_foreign`, was set: have what follows from that done where it belongs."""
    if not component._calls_code(name):
        if component._wires:
            _forget(component, _kept_by(component, name))
        component._changed(name)
        return
    kept = _kept_by(component, name)
    awaited = _await(component, kept) if kept else {}
    session = session_on_loop()
    if session is None:
        _make(component, awaited)
        component._changed(name)
    elif kept:
        component._changed(name)
        session.turns.submit(partial(_make_later, component, awaited))
    else:
        session.turns.submit(partial(component._changed, name))


def _kept_by(component: Component, name: str) -> list[str]:
    spec = component._spec
    return [each for each in spec.marks[name] if each in spec.kept]


def _make_later(component: Component, awaited: Mapping[str, Awaited]) -> None:
    """Make the wire forms that are awaited, and report them."""
    _make(component, awaited)
    component._report(awaited)


def _await(component: Component, names: Sequence[str]) -> dict[str, Awaited]:
    with _replacing:
        before = component._wires
        awaited = {name: Awaited(_on_the_wire(component, name, before.get(name, NONE))) for name in names}
        component._wires = {**before, **awaited}
    _tell_of(component, {name: before.get(name) for name in names})
    return awaited


def _make(component: Component, awaited: Mapping[str, Awaited]) -> None:
    """Make the wire forms that are awaited. Where another thread has set the parameter since then, its own counts."""
    made = {name: _wire_of(component, name) for name in awaited}
    with _replacing:
        before = component._wires
        late = {name: wire for name, wire in made.items() if before.get(name) is not awaited[name]}
        component._wires = {**before, **{name: wire for name, wire in made.items() if name not in late}}
    _tell_of(component, late)


def _forget(component: Component, names: Sequence[str]) -> None:
    with _replacing:
        before = component._wires
        component._wires = {name: wire for name, wire in before.items() if name not in names}
    _tell_of(component, {name: before.get(name) for name in names})


def _tell_of(component: Component, gone: Mapping[str, Any]) -> None:
    """These wire forms count no more: where one could not be made, and nobody has asked for it, that is reported now."""
    session = current_session()
    for name, wire in gone.items():
        if isinstance(wire, Failed) and not wire.told and session is not None:
            wire.told = True
            session.report(wire.error, f"writing {type(component).__name__}.{name}")


def _wire_of(component: Component, name: str) -> Any:
    try:
        return component.encode(name, getattr(component, name))
    except BaseException as error:
        return Failed(error)


def _on_the_wire(component: Component, name: str, wire: Any) -> Any:
    """What stands on the wire for a wire form; where there is none, what the browser assumes."""
    if isinstance(wire, Awaited):
        return wire.meanwhile
    return component._spec.properties[name].default if wire is NONE or isinstance(wire, Failed) else wire


def kept_wire(component: Component, name: str) -> Any:
    """The wire form of a parameter, one of `_wired`, as it was made when it was set. Raises what making it raised.

    While it is awaited, it is the one before; the first time, what the browser assumes without it.
    """
    wire = component._wires.get(name, NONE)
    if wire is NONE:
        return component.encode(name, getattr(component, name))
    if isinstance(wire, Failed):
        wire.told = True
        raise wire.error
    return _on_the_wire(component, name, wire)
