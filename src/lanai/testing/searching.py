"""How something on a page is looked for, and what is said where it is not there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lanai.errors import TestingError
from lanai.testing.roles import PART_ROLES

if TYPE_CHECKING:
    from lanai.testing.element import Element

MOST_LISTED = 30
"""Elements that an error message lists; a page may hold thousands."""
LONG = 200
"""Characters of an element's text that are compared with what is sought: a table's may be very long."""
LIKE = 0.6
"""How alike two labels are, from 0 to 1, of which one may have been meant for the other."""


class Wanted(NamedTuple):
    """What is looked for; None fits everything."""

    label: str | None = None
    role: str | None = None
    type: str | None = None
    text: str | None = None

    def __str__(self) -> str:
        given = {key: value for key, value in self._asdict().items() if value is not None}
        return ", ".join(f"{key}={value!r}" for key, value in given.items()) or "anything"

    def misses(self, element: Element) -> list[str]:
        """The names of what does not fit."""
        fits = {
            "label": self.label is None or element.label == self.label,
            "role": self.role is None or element.role == self.role,
            "type": self.type is None or element.type == self.type,
            "text": self.text is None or self.text in element.text,
        }
        return [name for name, fit in fits.items() if not fit]


class Searchable:
    """A page, or something on it that holds others."""

    def elements(self) -> list[Element]:
        """Everything in it, from top to bottom, also what is not shown at the moment."""
        raise NotImplementedError

    def find_all(
        self,
        label: str | None = None,
        *,
        role: str | None = None,
        type: str | None = None,
        text: str | None = None,
    ) -> list[Element]:
        """Everything with that label, role, component type, and text in it; what is hidden too.

        Where no component fits, its parts do: a tab, an option with a button of its own, a header that folds.
        """
        return _fitting(self.elements(), Wanted(label, role, type, text))

    def find(
        self,
        label: str | None = None,
        *,
        role: str | None = None,
        type: str | None = None,
        text: str | None = None,
    ) -> Element:
        """The only one that matches. Raises `TestingError` that says what there is instead.

        Of several the one that is shown is meant, and by text alone the innermost.
        """
        wanted = Wanted(label, role, type, text)
        elements = self.elements()
        found = _fitting(elements, wanted)
        if len(found) > 1:
            found = _narrowed(found, wanted)
        if len(found) == 1:
            return found[0]
        raise TestingError(_too_many(found, wanted) if found else _nothing(elements, wanted))


def _fitting(elements: Sequence[Element], wanted: Wanted) -> list[Element]:
    if wanted.role in PART_ROLES or wanted.label is not None:
        found = [element for element in elements if not wanted.misses(element)]
        return found or [part for part in _parts(elements) if not wanted.misses(part)]
    return [element for element in elements if not wanted.misses(element)]


def _parts(elements: Iterable[Element]) -> list[Element]:
    return [part for element in elements for part in element.parts]


def _narrowed(found: list[Element], wanted: Wanted) -> list[Element]:
    shown = [element for element in found if element.hidden is None] or found
    if wanted.label is None and wanted.role is None and wanted.type is None:
        around = {id for element in shown for id in element.path[:-1]}
        shown = [element for element in shown if element.id not in around]
    return shown


def _too_many(found: Sequence[Element], wanted: Wanted) -> str:
    listed = "".join(f"\n  {element.described()}" for element in found[:MOST_LISTED])
    more = f"\n  and {len(found) - MOST_LISTED} more" if len(found) > MOST_LISTED else ""
    return (
        f"Expected one element with {wanted}, found {len(found)}:{listed}{more}\n"
        "Say more of it (label, role=, type=, text=), look inside of one (find(...).find(...)), or choose from "
        "find_all(...)."
    )


def _nothing(elements: Sequence[Element], wanted: Wanted) -> str:
    candidates = [*elements, *_parts(elements)]
    near = _near(candidates, wanted)
    meant = f"\nDid you mean {' or '.join(near)}?" if near else ""
    named = [element for element in candidates if element.label or element.role or element.own_text]
    listed = "".join(f"\n  {element.described()}" for element in named[:MOST_LISTED])
    more = f"\n  and {len(named) - MOST_LISTED} more" if len(named) > MOST_LISTED else ""
    return (
        f"Expected one element with {wanted}, found none.{meant}\nOn the page:{listed + more or ' nothing.'}"
    )


def _near(elements: Sequence[Element], wanted: Wanted) -> list[str]:
    """What fits in all but one point, or is called nearly so; at most three."""
    given = sum(value is not None for value in wanted)
    almost = [element for element in elements if given > 1 and len(wanted.misses(element)) == 1]
    sought = wanted.label if wanted.label is not None else wanted.text
    alike = [] if sought is None else _alike(elements, sought)
    near: dict[str, None] = dict.fromkeys(element.described() for element in (*almost[:3], *alike))
    return list(near)[:3]


def _alike(elements: Sequence[Element], sought: str) -> list[Element]:
    """What has a label or a text like `sought`, the nearest first."""
    wanted = sought.casefold()
    rated: list[tuple[float, int]] = []
    for place, element in enumerate(elements):
        words = [word.casefold() for word in (element.label, element.own_text[:LONG]) if word]
        likeness = max((_likeness(wanted, word) for word in words), default=0.0)
        if likeness >= LIKE:
            rated.append((-likeness, place))
    return [elements[place] for _, place in sorted(rated)[:3]]


def _likeness(wanted: str, word: str) -> float:
    if wanted and (wanted in word or word in wanted):
        return 0.9
    return difflib.SequenceMatcher(None, wanted, word).ratio()
