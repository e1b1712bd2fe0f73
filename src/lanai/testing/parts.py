"""What can be pressed in a component without being one: tabs, options, headers that fold."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from lanai.testing.browser import Browser

if TYPE_CHECKING:
    from lanai.testing.element import Element


class PartSpec(NamedTuple):
    """One part: its role and name, whether it is on (None: neither), and what pressing it sends."""

    role: str
    label: str
    press: Callable[[Browser], object]
    on: bool | None = None


def parts_of(element: Element) -> list[PartSpec]:
    """The parts of a component, in the order in which they show."""
    make = _PARTS.get(element.type)
    return [] if make is None else make(element)


def _edit(element: Element, **props: Any) -> Callable[[Browser], object]:
    return lambda browser: browser.edit(element.id, props)


def _event(element: Element, event: str, **data: Any) -> Callable[[Browser], object]:
    return lambda browser: browser.event(element.id, event, data)


def _tabs(element: Element) -> list[PartSpec]:
    active, titles = element.read("active") or 0, element.read("titles") or []
    tabs = [
        PartSpec("tab", str(title), _edit(element, active=place), place == active)
        for place, (_, title) in enumerate(titles)
    ]
    if element.read("closable"):
        tabs += [
            PartSpec("button", f"Close {title}", _event(element, "close", key=id)) for id, title in titles
        ]
    return tabs


def _folds(element: Element) -> list[PartSpec]:
    return [
        PartSpec(
            "button", str(title), partial(_turn, element, place), place in (element.read("active") or [])
        )
        for place, (_, title) in enumerate(element.read("titles") or [])
    ]


def _turn(element: Element, place: int, browser: Browser) -> None:
    active: list[int] = list(element.read("active") or [])
    others = [] if element.read("toggle") else [number for number in active if number != place]
    browser.edit(element.id, {"active": others if place in active else sorted([*others, place])})


def _card(element: Element) -> list[PartSpec]:
    if not element.read("collapsible") or element.read("hide_header"):
        return []
    folded = bool(element.read("collapsed"))
    unnamed = "Fold or unfold" if element.read("header") else "Unfold" if folded else "Fold"
    label = unnamed if element.read("header") else str(element.read("title") or unnamed)
    return [PartSpec("button", label, _edit(element, collapsed=not folded), not folded)]


def _message(element: Element) -> list[PartSpec]:
    actions = [PartSpec("button", "Edit", _event(element, "edit"))] if element.read("can_edit") else []
    icons = element.read("reaction_icons") if element.read("show_reaction_icons") else {}
    return actions + _reactions(element, icons or {}, "reactions")


def _reaction_icons(element: Element) -> list[PartSpec]:
    return _reactions(element, element.read("options") or {}, "value")


def _reactions(element: Element, icons: dict[str, str], key: str) -> list[PartSpec]:
    chosen: list[str] = list(element.read(key) or [])

    def turned(reaction: str) -> list[str]:
        return [each for each in chosen if each != reaction] + [reaction] * (reaction not in chosen)

    return [PartSpec("button", each, _edit(element, **{key: turned(each)}), each in chosen) for each in icons]


def _radios(element: Element) -> list[PartSpec]:
    chosen = element.read("value")
    return [
        PartSpec("radio", option, _edit(element, value=option), option == chosen)
        for option in element.read("options") or []
    ]


def _boxes(element: Element) -> list[PartSpec]:
    chosen: list[str] = list(element.read("value") or [])
    options: list[str] = list(element.read("options") or [])

    def turned(option: str) -> list[str]:
        return [each for each in options if (each in chosen) != (each == option)]

    return [
        PartSpec("checkbox", option, _edit(element, value=turned(option)), option in chosen)
        for option in options
    ]


def _items(element: Element) -> list[PartSpec]:
    items = element.read("items") or []
    return [
        PartSpec("menuitem", str(item), _event(element, "choose", place=place))
        for place, item in enumerate(items)
        if item is not None
    ]


def _dialog(element: Element) -> list[PartSpec]:
    closes = element.read("open") and element.read("show_close_button")
    return [PartSpec("button", "Close", _edit(element, open=False))] if closes else []


def _files(element: Element) -> list[PartSpec]:
    return [
        PartSpec("button", f"Remove {name}", _event(element, "remove", key="", name=name))
        for name in element.read("sizes") or {}
    ]


_PARTS = MappingProxyType(
    {
        "Accordion": _folds,
        "Card": _card,
        "ChatMessage": _message,
        "ChatReactionIcons": _reaction_icons,
        "ChatStep": _card,
        "CheckBoxGroup": _boxes,
        "CheckButtonGroup": _boxes,
        "FileDropper": _files,
        "MenuButton": _items,
        "Modal": _dialog,
        "RadioBoxGroup": _radios,
        "RadioButtonGroup": _radios,
        "Tabs": _tabs,
    }
)
