"""Prose: the Markdown of a message, which may grow word by word."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.base import Growth, Viewable
from lanai.components.pane.flavours import in_blocks
from lanai.components.pane.markdown import Markdown
from lanai.components.parameters import OwnDict


class Prose(Markdown):
    """Markdown that is cheap to lengthen: paragraphs that are over are rendered and sent once.

    Of a text that grows at its end, `html` is what no later word can change, and grows too; `tail` is the last block, the
    only one that is rendered and sent again. HTML in the text is shown as text: it may be a stranger's, or a model's.
    """

    hard_line_break = param.Boolean(default=True, doc="Whether a single line break breaks the line.")
    renderer_options = OwnDict(default={"html": False}, doc="Options of the renderer.")
    tail = param.String(
        default="", precedence=-1, doc="The markup of what may still change. Follows `object`."
    )

    # No app's own text becomes a Prose by itself.
    priority: ClassVar[float] = 0.0
    _derived: ClassVar[frozenset[str]] = frozenset({"tail"})
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = Markdown._implied

    _text: str = ""
    _done: int | None = None
    """How much of the text `html` shows, in characters; None: all of it."""

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return False

    def read(self, obj: Any) -> Any:
        self._text = obj if isinstance(obj, str) else ""
        self._done = None
        if self.tail:
            self._store("tail", "")
        return super().read(obj)

    def _changed(self, name: str) -> None:
        if name == "object" and self._grows():
            self._lengthen(self.object)
        else:
            super()._changed(name)

    def _grows(self) -> bool:
        """Whether the text is the one before and more. One that is indented as a whole may lose that with any line."""
        text, before = self.object, self._text
        return (
            isinstance(text, str)
            and bool(before)
            and len(text) > len(before)
            and text.startswith(before)
            and not text[:1].isspace()
            and self.renderer == "markdown-it"
        )

    def _lengthen(self, text: str) -> None:
        begins = self._done is None
        done = self._done or 0
        blocks = in_blocks(self._flavour(), text[done:])
        complete = self._safe(blocks.html)
        moments = {id(sink): sink.moment for sink in self._sinks}
        self._text, self._done = text, done + blocks.length
        self._shown = complete if begins else self._shown + complete
        if begins or complete:
            self._growth = None if begins else Growth(threading.get_ident(), "object", complete, moments)
            Viewable._changed(self, "object")
        self._store("tail", self._safe(blocks.rest))

    def settle(self) -> None:
        """The text is complete: show what the whole of it becomes, where that is not what its parts became."""
        if self._done is None:
            return
        text, parts = self._text, self._shown + self.tail
        whole = super().read(text)
        if whole != parts:
            self._shown, self._done = whole, None
            self._store("tail", "")
            Viewable._changed(self, "object")
