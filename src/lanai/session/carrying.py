"""What a visitor entered in a session, to be given back in another session of the same app.

Components of two sessions have nothing in common but what they look like: they are matched by their type, their
label, and which of those they are. Values are those of the wire, as the classes of the app may have been made anew.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from lanai.components.base import Component
from lanai.components.limits import decoded
from lanai.core.failures import is_of_the_app, summary_of
from lanai.errors import BadValue
from lanai.session.session import Session
from lanai.wire import codec

log = logging.getLogger("lanai")

SECRET = frozenset({"PasswordInput", "FileInput", "FileDropper"})
"""Types whose values are not carried: what a visitor would not want to be kept, or is too large for it."""

ROUNDS = 3
"""How often values are given back: what one changes may bring components for others."""


class Place(NamedTuple):
    """Where a value belongs: the `number`th component of a type and with a label, in the page's order."""

    type: str
    label: str
    number: int


Entries = Mapping[Place, Mapping[str, bytes]]
"""By place and parameter, what a component that can be edited holds, as JSON."""


def entries_of(session: Session) -> Entries:
    """What the session's components hold now that a visitor may edit."""
    return {place: _values(component) for place, component in _editable(session)}


def entered(before: Entries, now: Entries) -> Entries:
    """What differs `now`. What was not there before is left to the app."""
    found = {}
    for place, values in now.items():
        known = before.get(place, {})
        changed = {name: value for name, value in values.items() if known.get(name, value) != value}
        if changed:
            found[place] = changed
    return found


def give_back(session: Session, entries: Sequence[tuple[Place, Mapping[str, Any]]]) -> None:
    """Set what `entries` hold, as if the visitor had entered it again. On the event loop; returns at once.

    What no longer fits is left out: the app has changed.
    """
    waiting = dict(entries)
    for _ in range(ROUNDS):
        session.turns.submit(
            partial(_give_back, session, waiting), "giving back what the visitor had entered"
        )


def _give_back(session: Session, waiting: dict[Place, Mapping[str, Any]]) -> None:
    for place, component in list(_editable(session)):
        values = waiting.pop(place, None)
        if values is not None:
            _enter(session, component, values)


def _enter(session: Session, component: Component, values: Mapping[str, Any]) -> None:
    try:
        component.edit({n: decoded(component, n, v) for n, v in values.items() if n in component._spec.edits})
    except BaseException as error:
        if issubclass(type(error), BadValue) and not is_of_the_app(error):  # it may quote what was entered
            log.info("what the visitor had entered into a %s no longer fits", type(component).__name__)
        else:  # a watcher's, as in any edit
            session.report(error, "giving back what the visitor had entered")


def _editable(session: Session) -> Iterator[tuple[Place, Component]]:
    seen: Counter[tuple[str, str]] = Counter()
    for component in _walk(session.outbox.roots, set()):
        spec = component._spec
        if spec.edits and spec.type not in SECRET:
            key = spec.type, component.name
            yield Place(*key, seen[key]), component
            seen[key] += 1


def _walk(components: Sequence[Component], met: set[int]) -> Iterator[Component]:
    """The components and what is in them, each once, in an order that two sessions share."""
    for component in components:
        if component._number not in met:
            met.add(component._number)
            yield component
            for name in sorted(component._spec.children):
                yield from _walk(component.children_of(name), met)


def _values(component: Component) -> dict[str, bytes]:
    values = {}
    for name in sorted(component._spec.edits):
        try:
            values[name] = codec.dumps(component.encode(name, getattr(component, name)))
        except BaseException as error:
            log.debug("%s of a %s is not carried over: %s", name, type(component).__name__, summary_of(error))
    return values
