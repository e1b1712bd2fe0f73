"""A visitor: finds what is on the page by what it is and says, acts on it, reads it."""

from __future__ import annotations

import html
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lanai.errors import TestingError
from lanai.testing.browser import Browser, Node

if TYPE_CHECKING:
    from lanai.session.session import Session
    from lanai.testing.site import Site

ROLES = MappingProxyType(
    {
        "BooleanStatus": "status",
        "Button": "button",
        "Checkbox": "checkbox",
        "ArrayInput": "textbox",
        "ColorMap": "combobox",
        "DateRangeSlider": "slider",
        "DateSlider": "slider",
        "DatetimeInput": "textbox",
        "DatetimeRangeSlider": "slider",
        "DatetimeSlider": "slider",
        "DiscreteSlider": "slider",
        "EditableFloatSlider": "slider",
        "EditableIntSlider": "slider",
        "EditableRangeSlider": "slider",
        "FloatInput": "spinbutton",
        "FloatSlider": "slider",
        "Image": "img",
        "IntInput": "spinbutton",
        "IntSlider": "slider",
        "IntRangeSlider": "slider",
        "LiteralInput": "textbox",
        "LoadingSpinner": "status",
        "MultiSelect": "listbox",
        "Progress": "progressbar",
        "RangeSlider": "slider",
        "Select": "combobox",
        "Switch": "switch",
        "TextAreaInput": "textbox",
        "TextInput": "textbox",
        "Toggle": "button",
    }
)
"""The role under which a screen reader announces a component, as in a real browser."""

_TEXTS = ("text", "label", "value", "html")


class Element:
    """One component on a visitor's page."""

    def __init__(self, user: User, node: Node) -> None:
        self._user = user
        self._node = node

    def __repr__(self) -> str:
        return f"<{self.type} {self.label!r}>"

    @property
    def type(self) -> str:
        """The component's type: the name of its class."""
        return self._node.type

    @property
    def role(self) -> str | None:
        """The accessible role, for what a visitor can act on, and for what is more than text."""
        return ROLES.get(self._node.type)

    @property
    def label(self) -> str:
        """The accessible name."""
        return str(self.read("label") or self.read("alt_text") or "")

    @property
    def value(self) -> Any:
        """The value shown. None for what has none."""
        return self.read("value")

    @property
    def props(self) -> dict[str, Any]:
        """The properties that the browser was told; the others have their defaults."""
        return self._node.props

    def read(self, key: str) -> Any:
        """A property as the browser shows it: what it was told, else the default. None for what there is not."""
        if key in self._node.props:
            return self._node.props[key]
        component = self._user.session.outbox.find(self._node.id)
        entries = () if component is None else component._spec.properties
        return next((entry.default for entry in entries if entry.key == key), None)

    @property
    def text(self) -> str:
        """What can be read in it, without markup."""
        props = self._node.props
        if props.get("visible") is False:
            return ""
        own = [
            _readable(name, props[name]) for name in _TEXTS if isinstance(props.get(name), (str, int, float))
        ]
        below = [child.text for child in self.children]
        return " ".join(part for part in (*own, *below) if part)

    @property
    def children(self) -> list[Element]:
        """What it holds."""
        nodes = self._user.browser.nodes
        return [Element(self._user, nodes[id]) for id in self._node.props.get("objects") or ()]

    def click(self, *, wait: bool = True) -> None:
        """Click it. `wait` until the app has come to rest."""
        if self._node.type in ("Toggle", "Checkbox", "Switch"):
            self.set(not self.value, wait=wait)
            return
        self._user.browser.event(self._node.id, "click")
        self._user.rest(wait)

    def set(self, value: Any, *, wait: bool = True) -> None:
        """Give it a value as a visitor would: move the slider, choose the option, enter the text."""
        self._user.browser.edit(self._node.id, {"value": value})
        self._user.rest(wait)


class User:
    """One visitor with one tab open. Made by `Site.visit`."""

    def __init__(self, site: Site, session: Session, browser: Browser) -> None:
        self.site = site
        self.session = session
        self.browser = browser

    # -- looking ------------------------------------------------------------------------------------

    def elements(self) -> list[Element]:
        """Everything on the page, from top to bottom."""
        found: list[Element] = []
        waiting = [Element(self, self.browser.nodes[id]) for id, _ in self.browser.roots]
        while waiting:
            element = waiting.pop(0)
            found.append(element)
            waiting[:0] = element.children
        return found

    def find_all(
        self,
        label: str | None = None,
        *,
        role: str | None = None,
        type: str | None = None,
        text: str | None = None,
    ) -> list[Element]:
        """Everything with that label, role, component type, and text in it."""
        return [
            element
            for element in self.elements()
            if (label is None or element.label == label)
            and (role is None or element.role == role)
            and (type is None or element.type == type)
            and (text is None or text in element.text)
        ]

    def find(
        self,
        label: str | None = None,
        *,
        role: str | None = None,
        type: str | None = None,
        text: str | None = None,
    ) -> Element:
        """The only one that matches. Raises `TestingError` that says what there is instead."""
        found = self.find_all(label, role=role, type=type, text=text)
        if len(found) == 1:
            return found[0]
        wanted = {"label": label, "role": role, "type": type, "text": text}
        asked = ", ".join(f"{key}={value!r}" for key, value in wanted.items() if value is not None)
        there = ", ".join(f"{element.type} {element.label!r}" for element in self.elements()) or "nothing"
        raise TestingError(f"Expected one element with {asked}, found {len(found)}. On the page: {there}.")

    @property
    def text(self) -> str:
        """Everything that can be read on the page."""
        return " ".join(
            text for id, _ in self.browser.roots if (text := Element(self, self.browser.nodes[id]).text)
        )

    def sees(self, text: str) -> bool:
        """Whether `text` can be read on the page."""
        return text in self.text

    # -- acting -------------------------------------------------------------------------------------

    def click(self, label: str, *, wait: bool = True) -> None:
        """Click what has that label."""
        self.find(label).click(wait=wait)

    def set(self, label: str, value: Any, *, wait: bool = True) -> None:
        """Give what has that label a value."""
        self.find(label).set(value, wait=wait)

    def rest(self, wait: bool = True) -> None:
        """Let the app come to rest; with `wait` False only hand over what was done."""
        if wait:
            self.site.settle()
        else:
            self.site.turn()

    # -- the line -----------------------------------------------------------------------------------

    def drop(self) -> None:
        """The network fails: the line is cut without a word."""
        self.site.drop(self)

    def half_open(self) -> None:
        """The network fails so that neither side notices: what is sent from now on is lost."""
        self.site.half_open(self)

    def reconnect(self) -> None:
        """The network is back."""
        self.site.reconnect(self)

    def leave(self) -> None:
        """Close the tab, and let the time pass after which the server ends the session."""
        self.drop()
        self.site.expire(self)


def _readable(name: str, value: Any) -> str:
    if name != "html":
        return str(value)
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", str(value)))).strip()
