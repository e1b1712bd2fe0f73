"""ChatAreaInput: where a message is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.limits import Limit, decoded
from lanai.components.parameters import Choice
from lanai.components.widgets.text import TextAreaInput


class ChatAreaInput(TextAreaInput):
    """A field for several lines, which Enter sends and Shift+Enter lengthens.

    `value` is the text while it is sent, then empty again: watch it, or bind to it. `value_input` follows each key.
    """

    auto_grow = param.Boolean(default=True, doc="Whether it grows with its text, up to `max_rows`.")
    disabled_enter = param.Boolean(default=False, doc="Whether the key that sends does nothing for now.")
    enter_pressed = param.Event(doc="Set for a moment when the text is sent by key.")
    enter_sends = param.Boolean(default=True, doc="Whether Enter sends; else Ctrl+Enter does.")
    max_length = param.Integer(
        default=50000, bounds=(0, None), allow_None=True, doc="How many characters fit."
    )
    max_rows = param.Integer(default=10, bounds=(1, None), allow_None=True, doc="How many lines it grows to.")
    resizable = Choice(
        "height", ["both", "width", "height", False], doc="Which way the visitor can stretch it."
    )
    rows = param.Integer(default=1, bounds=(1, None), doc="How many lines it shows.")

    _edits: ClassVar[tuple[str, ...]] = ("value_input",)
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {"enter": ("value", "value_input", "enter_pressed")}

    _told = True
    """Whether browsers are told of what becomes of the text."""
    _kept: str | None = None
    """What is to stand in the field again once it was sent."""

    def _limit_of(self, name: str) -> Limit:
        return super()._limit_of(name if name in self._edits else "value_input")

    def event(self, name: str, data: dict[str, Any]) -> None:
        """The text in the field is sent. The page has emptied the field already, and may hold the next text."""
        text = decoded(self, "value_input", data.get("text", self.value_input))
        if self.disabled_enter:
            return
        self._told = False
        try:
            self._send(text)
        finally:
            self._told = True
        self._restore()

    def submit(self) -> None:
        """Send what is in the field, as the key does."""
        self._send(self.value_input or "")
        self._restore()

    def _restore(self) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            self.value_input = kept

    def _send(self, text: str) -> None:
        self.param.update(value=text, value_input="", enter_pressed=True)
        self.value = ""

    def _changed(self, name: str) -> None:
        if self._told or name not in ("value", "value_input"):
            super()._changed(name)
