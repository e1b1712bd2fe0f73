"""What can be read in a component: its words, without markup."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

from lanai.testing.table import words_of_table

Read = Callable[[str], Any]

NAMES = ("label", "alt_text", "title", "name", "placeholder")
"""Where a component's accessible name is, the first of them that says something."""

_TEXTS = ("text", "label", "title", "value", "html")
_UNREAD = frozenset(
    {
        "DateSlider",
        "DateRangeSlider",
        "DatetimeSlider",
        "DatetimeRangeSlider",
        "PasswordInput",
        "Progress",
        "Trend",
    }
)
"""Types whose value is no text on the page: a secret, a drawing, ms that are written as a date."""
_TABLES = frozenset({"Tabulator", "Perspective"})
_OFFERING = frozenset({"CheckBoxGroup", "CheckButtonGroup", "RadioBoxGroup", "RadioButtonGroup"})
"""Types whose options are all to be read at once."""


def own_text(type: str, read: Read) -> str:
    """What a component of that type says by itself, without what it holds; `read` gives its properties."""
    said = [_said(type, name, read(name)) for name in _TEXTS]
    return " ".join(word for word in (*said, *_titles(type, read), *_more(type, read)) if word)


def name_of(read: Read) -> str:
    """The accessible name."""
    return next((name for key in NAMES if (name := read(key)) and isinstance(name, str)), "")


def readable(markup: str) -> str:
    """What can be read of HTML."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", markup))).strip()


def _said(type: str, name: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    if name == "value" and type in _UNREAD:
        return ""
    return readable(value) if name == "html" and isinstance(value, str) else str(value)


def _titles(type: str, read: Read) -> list[str]:
    titles = read("titles") if type in ("Tabs", "Accordion") else None
    return [str(title) for _, title in titles or ()]


def _more(type: str, read: Read) -> list[str]:
    if type in _TABLES:
        return words_of_table(read("columns"), read("data"))
    if type in _OFFERING:
        return [str(option) for option in read("options") or ()]
    if type == "Prose":
        return [readable(read("tail") or "")]
    if type == "ChatMessage":
        return [str(read("user"))] if read("show_user") else []
    if type == "NotificationArea":
        return [str(each["message"]) for each in read("notifications") or ()]
    if type == "MultiChoice":
        return [str(option) for option in read("value") or ()]
    return []
