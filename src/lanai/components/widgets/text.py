"""Text: fields to enter it, StaticText to show it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.limits import USUAL, Limit
from lanai.components.moments import Moment
from lanai.components.parameters import Choice
from lanai.components.widgets.base import Widget
from lanai.core.plain import is_plain

LONGEST = 20_000_000
"""Characters of a text whose field sets no limit."""


class _Text(Widget):
    """What fields for text share. `value` follows when it is entered, `value_input` with each key."""

    __abstract = True

    max_length = param.Integer(
        default=5000, bounds=(0, None), allow_None=True, doc="How many characters fit."
    )
    placeholder = param.String(default="", doc="Text in the empty field.")
    value = param.String(default="", allow_None=True, doc="The text entered.")
    value_input = param.String(default="", allow_None=True, doc="The text in the field, as it is typed.")
    width = param.Integer(default=300, bounds=(0, None), allow_None=True, doc="Width in px.")

    _edits: ClassVar[tuple[str, ...]] = ("value", "value_input")
    _quick: ClassVar[frozenset[str]] = frozenset({"value", "value_input"})

    def _limit_of(self, name: str) -> Limit:
        if name not in self._edits:
            return USUAL
        return Limit(LONGEST if self.max_length is None else self.max_length)

    def encode(self, name: str, value: Any) -> Any:
        if name in {"value", "value_input"}:
            return "" if value is None else value
        return super().encode(name, value)

    def decode(self, name: str, data: Any) -> Any:
        return expect(super().decode(name, data), str, name)


class TextInput(_Text):
    """A field for a line of text. `value` follows when it is entered, `value_input` with each key."""

    enter_pressed = Moment(doc="Set for a moment when Enter is pressed.")

    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {"enter": ("enter_pressed",)}
    _quick: ClassVar[frozenset[str]] = frozenset({"enter", "value", "value_input"})

    def event(self, name: str, data: dict[str, Any]) -> None:
        if not self.disabled:
            self.enter_pressed = True


class PasswordInput(_Text):
    """A field whose text cannot be read over the shoulder."""


class TextAreaInput(_Text):
    """A field for several lines of text. `value` follows when it is left, `value_input` with each key."""

    auto_grow = param.Boolean(default=False, doc="Whether it grows with its text, up to `max_rows`.")
    cols = param.Integer(
        default=20, bounds=(1, None), doc="Accepted for compatibility; `width` says how wide it is."
    )
    max_rows = param.Integer(
        default=None,
        bounds=(1, None),
        allow_None=True,
        doc="How many lines it grows to; None: as many as there are.",
    )
    resizable = Choice(
        "both", ["both", "width", "height", False], doc="Which way the visitor can stretch it."
    )
    rows = param.Integer(default=2, bounds=(1, None), doc="How many lines it shows.")

    _local: ClassVar[frozenset[str]] = _Text._local | {"cols"}


class StaticText(Widget):
    """A label and a text that the visitor cannot change: `str(value)`, taken when it is set or triggered."""

    value = param.Parameter(default=None, doc="What is shown; nothing for None.")

    _renamed: ClassVar[Mapping[str, str]] = {"value": "text"}
    _foreign: ClassVar[frozenset[str]] = frozenset({"value"})

    _text = ""

    def _calls_code(self, name: str) -> bool:
        return not is_plain(self._param__private.values.get("value"))

    def _changed(self, name: str) -> None:
        if name == "value":
            value = self.value
            self._text = "" if value is None else str(value)
            if self.value is not value:  # another thread has set it meanwhile, and may have been quicker
                self._changed(name)
                return
        super()._changed(name)

    def encode(self, name: str, value: Any) -> Any:
        return self._text if name == "value" else super().encode(name, value)
