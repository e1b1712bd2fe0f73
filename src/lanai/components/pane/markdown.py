"""Markdown: prose."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar

import param

from lanai.components.pane.base import Pane
from lanai.components.pane.flavours import Flavour, Renderer, markdown_it, myst, python_markdown
from lanai.components.pane.kept import kept
from lanai.components.pane.sanitizing import sanitizer
from lanai.components.pane.suitability import is_markdown
from lanai.components.parameters import Choice, OwnDict, OwnList
from lanai.core.callbacks import Function

_STEERS = (
    "dedent",
    "disable_anchors",
    "disable_math",
    "extensions",
    "hard_line_break",
    "plugins",
    "renderer",
    "renderer_options",
    "sanitize_hook",
    "sanitize_html",
)
"""Parameters that change the markup made of the same text."""


LONG = 1_000
"""Characters of a text from which on it is made into HTML on a worker thread."""

_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9]|[ ,;%/](?=[A-Za-z0-9 ])|[.:](?=[0-9 ])|[.]$)*")
"""Text that every flavour shows as one paragraph of itself: most of what apps write, fifty times a second."""


class Markdown(Pane):
    """Shows text written in Markdown: CommonMark with tables, footnotes, task lists, strikethrough and bare links.

    Formulas stand between `$` and `$`, without a space inside or a digit behind, or between `$$` and `$$`. Code in
    blocks is coloured where the pygments package is installed.
    `object` is a text, or something whose `_repr_markdown_` gives one. HTML in the text is shown as HTML without what could
    run; trusted markup belongs into an `HTML` pane, or set `sanitize_html` to False.
    """

    dedent = param.Boolean(default=True, doc="Whether to take off the indentation that all lines share.")
    disable_anchors = param.Boolean(default=False, doc="Whether headings go without an id to link to.")
    disable_math = param.Boolean(default=False, doc="Whether formulas stay as written.")
    enable_streaming = param.Boolean(
        default=False, doc="Accepted for compatibility: what more text becomes as HTML, only the whole tells."
    )
    extensions = OwnList(
        default=["extra", "smarty", "codehilite"],
        doc="'extra' adds footnotes, definition and task lists; 'smarty' typographic quotes and dashes; 'codehilite' "
        "colours code. With the renderer 'markdown', extensions of Python-Markdown.",
    )
    hard_line_break = param.Boolean(default=False, doc="Whether a single line break breaks the line.")
    plugins = OwnList(
        doc="Further plugins of markdown-it: functions, or tuples of a function and its arguments."
    )
    renderer = Choice(
        "markdown-it",
        ["markdown-it", "myst", "markdown"],
        doc="What makes the HTML; 'myst' and 'markdown' need the packages myst-parser and markdown.",
    )
    renderer_options = OwnDict(doc="Options of the renderer, such as {'linkify': False} of markdown-it.")
    sanitize_hook = Function(
        default=None, doc="Makes the HTML safe, text to text; by default the nh3 library."
    )
    sanitize_html = param.Boolean(
        default=True, doc="Whether to take from the HTML what could run. False is for text that you trust."
    )

    priority: ClassVar[float] = 0.8
    _local: ClassVar[frozenset[str]] = Pane._local | {
        *_STEERS,
        "enable_streaming",
    }
    _renamed: ClassVar[Mapping[str, str]] = {"object": "html"}
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = dict.fromkeys(_STEERS, ("object",))

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return is_markdown(obj)

    def _calls_code(self, name: str) -> bool:
        values = self._param__private.values
        text = values.get("object")
        if isinstance(text, str) and len(text) > LONG:
            return True  # it takes its time
        own = values.get("plugins") or values.get("sanitize_hook")
        return bool(own) or super()._calls_code(name)

    def read(self, obj: Any) -> Any:
        text = _text_of(obj)
        if self.dedent:
            text = textwrap.dedent(text)
        own = self._peek("plugins") or self._peek("renderer_options") or self.renderer != "markdown-it"
        if not text or (_PLAIN.fullmatch(text) and not own):
            return f"<p>{text}</p>\n" if text else ""
        flavour = self._flavour()
        if self.renderer == "markdown-it" and self._peek("sanitize_hook") is None:
            return kept(flavour, text, self.sanitize_html)
        return self._safe(_RENDERERS[self.renderer](flavour)(text))

    def _safe(self, markup: str) -> str:
        return sanitizer(self.sanitize_hook)(markup) if self.sanitize_html else markup

    def _flavour(self) -> Flavour:
        return Flavour(
            extensions=tuple(self.extensions),
            anchors=not self.disable_anchors,
            math=not self.disable_math,
            hard_line_break=self.hard_line_break,
            plugins=tuple(self.plugins),
            options=self.renderer_options,
        )


def _text_of(obj: Any) -> str:
    if obj is None or isinstance(obj, str):
        return obj or ""
    offer = getattr(obj, "_repr_markdown_", None)
    return str(obj if offer is None else offer())


_RENDERERS: Mapping[str, Callable[[Flavour], Renderer]] = MappingProxyType(
    {"markdown-it": markdown_it, "markdown": python_markdown, "myst": myst}
)
