"""TextEditor: text with formats, as HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.limits import Limit
from lanai.components.parameters import Choice, OwnDict
from lanai.components.widgets.base import Widget
from lanai.core.lazy import load
from lanai.errors import BadValue

LONGEST = 20_000_000
"""Characters of HTML that a visitor may enter: pictures are part of it."""
ATTRIBUTES = frozenset({"class", "data-list", "data-row"})


class TextEditor(Widget):
    """A field for text with formats; `value` is its HTML, from which scripts and the like have been taken.

    `value_input` follows each key; `value` too, or without `on_keyup` when the field is left.
    """

    mode = Choice("toolbar", ["bubble", "toolbar"], doc="Formats in a bar, or beside what is selected.")
    on_keyup = param.Boolean(default=True, doc="Whether `value` follows each key.")
    placeholder = param.String(default="", doc="Text in the empty field.")
    selection = OwnDict(doc="What is selected: 'index' and 'length' in characters.")
    toolbar: Any = param.ClassSelector(
        default=True, class_=(list, bool), doc="Whether there is a bar, or the formats in it."
    )
    value = param.String(default="", doc="The text as HTML.")
    value_input = param.String(default="", doc="The text as it is typed.")

    _edits: ClassVar[tuple[str, ...]] = ("value", "value_input", "selection")
    _limits: ClassVar[Mapping[str, Limit]] = dict.fromkeys(("value", "value_input"), Limit(LONGEST))

    def decode(self, name: str, data: Any) -> Any:
        value = super().decode(name, data)
        if name == "selection":
            return _selection(value)
        return _safe(expect(value, str, name))


def _safe(markup: str) -> str:
    nh3 = load("nh3", needed_for="a TextEditor, to make what visitors enter safe")
    attributes = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()}
    attributes["*"] = attributes.get("*", set()) | ATTRIBUTES
    return str(
        nh3.clean(
            markup,
            attributes=attributes,
            url_schemes=nh3.ALLOWED_URL_SCHEMES | {"data"},
            attribute_filter=_fitting,
            filter_style_properties={"color", "background-color", "text-align"},
        )
    )


def _fitting(tag: str, attribute: str, value: str) -> str | None:
    """Data URLs are for pictures only, classes for the editor's own formats."""
    if value.strip().lower().startswith("data:"):
        return value if tag == "img" and value.lower().startswith("data:image/") else None
    if attribute == "class":
        return " ".join(name for name in value.split() if name.startswith("ql-")) or None
    return value


def _selection(value: Any) -> dict[str, int]:
    fine = isinstance(value, dict) and set(value) <= {"index", "length"}
    if not fine or any(type(number) is not int or number < 0 for number in value.values()):
        raise BadValue("Expected a selection as index and length.")
    return dict(value)
