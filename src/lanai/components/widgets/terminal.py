"""Terminal: text with the control codes of terminals, and what the visitor types into it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.base import expect
from lanai.components.limits import Limit
from lanai.components.parameters import OwnDict
from lanai.components.widgets.base import Widget
from lanai.errors import BadValue

KEPT = 500_000
"""Characters that are kept for pages that come later."""
MOST_CELLS = 1000


class Terminal(Widget):
    """A terminal. `write` puts text on it, `value` is what the visitor typed last.

    It can stand in for a file: `print("hello", file=terminal)`.
    """

    clear: Any = param.Action(default=None, doc="Call it to empty the terminal.")
    ncols = param.Integer(default=0, bounds=(0, MOST_CELLS), doc="How many columns fit. Set by the browser.")
    nrows = param.Integer(default=0, bounds=(0, MOST_CELLS), doc="How many lines fit. Set by the browser.")
    options = OwnDict(doc="Options of xterm.js: 'fontSize', 'cursorBlink', 'theme', ...")
    output = param.String(default="", doc="What is written first; later, what was written last.")
    value = param.String(default="", doc="What the visitor typed last.")
    write_to_console = param.Boolean(
        default=False, doc="Whether what is written goes to the console as well."
    )
    screen = param.String(default="", doc="All that was written, as far as it is kept.")

    _local: ClassVar[frozenset[str]] = Widget._local | {"clear", "output", "value", "write_to_console"}
    _edits: ClassVar[tuple[str, ...]] = ("ncols", "nrows")
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {"input": ("value",)}
    _limits: ClassVar[Mapping[str, Limit]] = {"input": Limit(KEPT)}

    def __init__(self, output: str | None = None, **params: Any) -> None:
        if output is not None:
            params["output"] = output
        super().__init__(**params)
        self.clear = self._empty
        if self.output:
            self.write(self.output)

    def write(self, text: str) -> int:
        """Put `text` on the terminal, with its control codes; a new line begins at the left. Returns its length."""
        shown = text.replace("\r\n", "\n").replace("\n", "\r\n")
        if self.write_to_console:
            sys.__stdout__ and sys.__stdout__.write(text)
        if len(self.screen) + len(shown) > KEPT:
            self.screen = (self.screen + shown)[-KEPT // 2 :]
        else:
            self._extend("screen", self.screen + shown, shown)
        self.output = text
        return len(text)

    def flush(self) -> None:
        """There is nothing to flush: what is written is on its way."""

    def isatty(self) -> bool:
        """Whether it shows colours: it does."""
        return True

    def _empty(self, *_: Any) -> None:
        self.param.update(output="", screen="")

    def decode(self, name: str, data: Any) -> Any:
        number = expect(super().decode(name, data), int, name)
        if not 0 <= number <= MOST_CELLS:
            raise BadValue(f"Expected at most {MOST_CELLS} for {name!r}, got {number}.")
        return number

    def event(self, name: str, data: dict[str, Any]) -> None:
        """The visitor typed."""
        typed = expect(data.get("data"), str, "data")
        if self.disabled:
            raise BadValue("Expected a Terminal that is not disabled.")
        if typed == self.value:
            self.param.trigger("value")
        else:
            self.value = typed
