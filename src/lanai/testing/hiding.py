"""Why a visitor does not see something: where it stands is folded, closed or behind another tab."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Any

Read = Callable[[str], Any]


def hidden_in(type: str, read: Read, key: str, place: int, id: int) -> str | None:
    """Why a container of that type does not show its child `id`, number `place` of the property `key`; else None.

    `read` gives the container's properties.
    """
    rule = _RULES.get(type)
    return None if rule is None or key != "objects" else rule(read, place, id)


def _tab(read: Read, place: int, id: int) -> str | None:
    titles = read("titles") or []
    active = read("active") or 0
    if 0 <= active < len(titles) and titles[active][0] == id:
        return None
    title = next((title for other, title in titles if other == id), str(place + 1))
    return f"it is in the tab {title!r}, which is not chosen"


def _fold(read: Read, place: int, id: int) -> str | None:
    titles = read("titles") or []
    places = [number for number, (other, _) in enumerate(titles) if other == id] or [place]
    if any(number in (read("active") or []) for number in places):
        return None
    title = titles[places[0]][1] if places[0] < len(titles) else str(place + 1)
    return f"it is below the header {title!r}, which is folded"


def _card(read: Read, place: int, id: int) -> str | None:
    return f"it is in the card {read('title')!r}, which is folded" if read("collapsed") else None


def _modal(read: Read, place: int, id: int) -> str | None:
    return None if read("open") else "it is in a dialog that is not open"


def _panel(read: Read, place: int, id: int) -> str | None:
    closed = read("status") in ("closed", "minimized", "smallified")
    return f"it is in a window that is {read('status')}" if closed else None


_RULES = MappingProxyType(
    {"Accordion": _fold, "Card": _card, "FloatPanel": _panel, "Modal": _modal, "Tabs": _tab}
)
