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
    """Stands in the place of a wire form that is yet to be made."""


AWAITED = Awaited()
NONE = object()

MOST_AGAIN = 100
"""How often a wire form is made at most because the value was set meanwhile."""

_keeping = threading.RLock()


def follow(component: Component, name: str) -> None:
    """The parameter `name`, one of `_foreign`, was set: have what follows from that done where it belongs."""
    if not component._calls_code(name):
        if component._wires:
            _put(component, _kept_by(component, name), {})
        component._changed(name)
        return
    kept = _kept_by(component, name)
    session = session_on_loop()
    if session is None:
        _keep(component, kept)
        component._changed(name)
    elif kept:
        _put(component, kept, dict.fromkeys(kept, AWAITED))
        component._changed(name)
        session.turns.submit(partial(_make, component, kept))
    else:
        session.turns.submit(partial(component._changed, name))


def _kept_by(component: Component, name: str) -> list[str]:
    spec = component._spec
    return [each for each in spec.marks[name] if each in spec.kept]


def _make(component: Component, names: Sequence[str]) -> None:
    """Make the wire forms that are awaited, and report them."""
    _keep(component, names)
    component._report(names)


def _keep(component: Component, names: Sequence[str]) -> None:
    """Make the wire forms of the present values and keep them.

    Where another thread sets one meanwhile, that may have been kept already, so the present one is made once more.
    """
    for _ in range(MOST_AGAIN):
        values = {name: getattr(component, name) for name in names}
        made = {name: _wire_of(component, name, value) for name, value in values.items()}
        with _keeping:
            present = all(getattr(component, name) is value for name, value in values.items())
            replaced = _replace(component, names, made) if present else {}
        if present:
            break
    else:
        with _keeping:
            replaced = _replace(component, names, made)
    for name, wire in replaced.items():
        _tell(component, name, wire)


def _put(component: Component, names: Sequence[str], made: Mapping[str, Any]) -> None:
    with _keeping:
        replaced = _replace(component, names, made)
    for name, wire in replaced.items():
        _tell(component, name, wire)


def _replace(component: Component, names: Sequence[str], made: Mapping[str, Any]) -> Mapping[str, Any]:
    """Keep what was made in the place of what is kept of `names`, and return that. Under the lock; calls no code of the app's."""
    kept = component._wires
    others = {name: wire for name, wire in kept.items() if name not in names}
    component._wires = {**others, **made}
    return {name: kept[name] for name in names if name in kept}


def _tell(component: Component, name: str, replaced: Any) -> None:
    """A wire form is replaced: where it could not be made, and nobody has asked for it, that is reported now."""
    session = current_session()
    if isinstance(replaced, Failed) and not replaced.told and session is not None:
        replaced.told = True
        session.report(replaced.error, f"writing {type(component).__name__}.{name}")


def _wire_of(component: Component, name: str, value: Any) -> Any:
    try:
        return component.encode(name, value)
    except BaseException as error:
        return Failed(error)


def kept_wire(component: Component, name: str) -> Any:
    """The wire form of a parameter, one of `_wired`, as it was made when it was set. Raises what making it raised.

    While it is awaited, it is what the browser assumes without it.
    """
    wire = component._wires.get(name, NONE)
    if wire is NONE:
        return component.encode(name, getattr(component, name))
    if isinstance(wire, Failed):
        wire.told = True
        raise wire.error
    return component._spec.properties[name].default if wire is AWAITED else wire
