"""What a visitor can do with a component, and what the page sends then."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lanai.errors import TestingError
from lanai.testing import values

if TYPE_CHECKING:
    from lanai.testing.element import Element

TURNED = frozenset({"Checkbox", "Switch", "Toggle", "ToggleIcon"})
"""Types that a click turns on or off."""
THROTTLED = "value_throttled"
"""The property that follows when a change is over: a slider is let go, a number is entered."""

_EVENTS = MappingProxyType(
    {
        "Button": "click",
        "ButtonIcon": "click",
        "ChatAction": "click",
        "FileDownload": "request",
        "MenuButton": "choose",
    }
)
"""What a click on the component itself sends."""


def check_usable(element: Element, doing: str) -> None:
    """Raise `TestingError` where a visitor could not do something to it: `doing` completes "cannot be ..."."""
    check_shown(element, doing)
    if element.disabled:
        raise TestingError(f"The {named(element)} cannot be {doing}: it is disabled.")


def check_shown(element: Element, doing: str) -> None:
    """The same for what may be done to something disabled: a table is sorted and its cells are clicked."""
    element._user.check_alive()
    hidden = element.hidden
    if hidden is not None:
        raise TestingError(f"The {named(element)} cannot be {doing}: {hidden}. Show it first.")


def named(element: Element) -> str:
    """The element in an error message."""
    return f"{element.type} {element.label!r}"


def options_of(element: Element) -> list[str]:
    """The labels that can be chosen."""
    options = element.read("options")
    if element.type == "ColorMap":
        return [name for name, _ in options or []]
    if element.type == "NestedSelect":
        return [option for step in element.read("steps") or [] for option in step["options"]]
    if element.type == "MenuButton":
        return [item for item in element.read("items") or [] if item is not None]
    return [str(option) for option in options] if isinstance(options, list) else []


def click(element: Element) -> None:
    """Click it."""
    check_usable(element, "clicked")
    browser = element._user.browser
    if element.type in TURNED:
        browser.edit(element.id, {"value": not element.value})
    elif element.type == "MenuButton" and not element.read("split"):
        raise TestingError(
            f"The {named(element)} opens a menu. Choose with set(...), one of {', '.join(element.options)}."
        )
    elif element.type in _EVENTS:
        browser.event(element.id, _EVENTS[element.type], _data_of_click(element))
    elif len(element.parts) == 1:
        element.parts[0]._spec.press(browser)  # type: ignore[attr-defined]
    else:
        raise TestingError(f"A click on the {named(element)} does nothing.{_parts_hint(element)}")


def _data_of_click(element: Element) -> dict[str, Any]:
    return {"place": None} if element.type == "MenuButton" else {}


def _parts_hint(element: Element) -> str:
    labels = [f"{part.role} {part.label!r}" for part in element.parts]
    return f" What can be pressed in it: {', '.join(labels)}." if labels else ""


def set_value(element: Element, value: Any) -> None:
    """Give it a value as a visitor would."""
    check_usable(element, "changed")
    browser = element._user.browser
    if element.type == "NestedSelect":
        for level, label in enumerate(values.one_each(element, value)):
            browser.event(element.id, "choose", {"level": level, "label": label})
            element._user.rest()
    elif element.type == "MenuButton":
        label = values.option(element, value, element.options)
        browser.event(element.id, "choose", {"place": (element.read("items") or []).index(label)})
    elif element.type in ("Tabs", "Accordion"):
        _open(element, value)
    else:
        sent = values.sent_for(element, value)
        edits = element._user.browser.edits(element._node)
        props = {name: sent for name in ("value_input", "value") if name in edits}
        props.pop("value_input", None) if element.type == "AutocompleteInput" else None
        for name, each in props.items():  # a text is typed first, and counts when the field is left
            more = {THROTTLED: each} if name == "value" and THROTTLED in edits else {}
            browser.edit(element.id, {name: each, **more})


def _open(element: Element, title: Any) -> None:
    labels = [part.label for part in element.parts]
    label = (
        labels[title] if type(title) is int and title < len(labels) else values.option(element, title, labels)
    )
    part = element.parts[labels.index(label)]
    if not part.value:
        part._spec.press(element._user.browser)  # type: ignore[attr-defined]


# -- keys -------------------------------------------------------------------------------------------


def keys(element: Element, text: str) -> Iterator[str]:
    """What the field holds after each key of `text`, where the page tells each. Raises where there is no field."""
    check_usable(element, "typed into")
    if "value_input" not in element._user.browser.edits(element._node):
        raise TestingError(f"The {named(element)} does not follow each key. Use set({text!r}).")
    values.check_text(element, text)
    return (text[: count + 1] for count in range(len(text))) if text else iter([""])


def leave(element: Element) -> None:
    """What was typed counts now, where it is another value."""
    check_usable(element, "left")
    typed = element.read("value_input")
    counts = "value" in element._user.browser.edits(element._node)
    if counts and typed is not None and typed != element.value:
        element._user.browser.edit(element.id, {"value": values.sent_for(element, typed)})


def enter(element: Element) -> None:
    """Press Enter in a field."""
    leave(element)
    if element._user.browser.has_event(element._node, "enter"):
        element._user.browser.event(element.id, "enter")


def remove_file(element: Element, name: str) -> None:
    """Take a file out of a FileDropper."""
    check_usable(element, "changed")
    there = list(element.read("sizes") or {})
    values.option(element, name, there)
    element._user.browser.event(element.id, "remove", {"key": "", "name": name})
