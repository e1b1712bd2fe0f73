"""Markdown: prose."""

from __future__ import annotations

import functools
import re
import textwrap
from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.pane.base import Pane
from lanai.components.parameters import Choice, OwnDict, OwnList
from lanai.core.lazy import load

_STEERS = ("dedent", "disable_anchors", "extensions", "hard_line_break", "plugins", "renderer_options")
"""Parameters that change the markup made of the same text."""


_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9]|[ ,;%/](?=[A-Za-z0-9 ])|[.:](?=[0-9 ])|[.]$)*")
"""Text that every flavour shows as one paragraph of itself: most of what apps write, fifty times a second."""


class Markdown(Pane):
    """Shows text written in Markdown: CommonMark with tables, footnotes, task lists, strikethrough and bare links.

    `object` is a text, or something whose `_repr_markdown_` gives one. HTML in the text is shown as HTML, so text of
    others belongs through `html.escape`.
    """

    dedent = param.Boolean(default=True, doc="Whether to take off the indentation that all lines share.")
    disable_anchors = param.Boolean(default=False, doc="Whether headings go without an id to link to.")
    disable_math = param.Boolean(
        default=False, doc="Accepted for compatibility; mathematics is shown as text."
    )
    enable_streaming = param.Boolean(default=False, doc="Accepted for compatibility.")
    extensions = OwnList(
        default=["extra", "smarty", "codehilite"],
        doc="'extra' adds tables, footnotes, definition and task lists; 'smarty' typographic quotes and dashes.",
    )
    hard_line_break = param.Boolean(default=False, doc="Whether a single line break breaks the line.")
    plugins = OwnList(
        doc="Further plugins of markdown-it: functions, or tuples of a function and its arguments."
    )
    renderer = Choice("markdown-it", ["markdown-it", "myst", "markdown"], doc="Accepted for compatibility.")
    renderer_options = OwnDict(doc="Options of markdown-it, such as {'linkify': False}.")

    priority: ClassVar[float] = 0.8
    _local: ClassVar[frozenset[str]] = Pane._local | {
        *_STEERS,
        "disable_math",
        "enable_streaming",
        "renderer",
    }
    _renamed: ClassVar[Mapping[str, str]] = {"object": "html"}
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = dict.fromkeys(_STEERS, ("object",))

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return isinstance(obj, str) or (hasattr(obj, "_repr_markdown_") and not isinstance(obj, type))

    def read(self, obj: Any) -> Any:
        text = _text_of(obj)
        if self.dedent:
            text = textwrap.dedent(text)
        if not text or (_PLAIN.fullmatch(text) and not (self.plugins or self.renderer_options)):
            return f"<p>{text}</p>\n" if text else ""
        return str(self._parser().render(text))

    def _parser(self) -> Any:
        options = tuple(sorted(self.renderer_options.items()))
        return _parser(
            tuple(self.extensions),
            not self.disable_anchors,
            self.hard_line_break,
            tuple(self.plugins),
            options,
        )


def _text_of(obj: Any) -> str:
    if obj is None or isinstance(obj, str):
        return obj or ""
    offer = getattr(obj, "_repr_markdown_", None)
    return str(obj if offer is None else offer())


@functools.lru_cache(maxsize=32)
def _parser(
    extensions: tuple[str, ...],
    anchors: bool,
    hard_line_break: bool,
    plugins: tuple[Any, ...],
    options: tuple[tuple[str, Any], ...],
) -> Any:
    """A parser with these settings. It keeps nothing of what it renders."""
    purpose = "showing Markdown"
    settings = {
        "html": True,
        "linkify": True,
        "breaks": hard_line_break,
        "typographer": "smarty" in extensions,
        **dict(options),
    }
    parser = load("markdown_it", needed_for=purpose).MarkdownIt("gfm-like", settings)
    if settings["typographer"]:
        parser.enable(["replacements", "smartquotes"])
    if anchors:
        parser.use(load("mdit_py_plugins.anchors", needed_for=purpose).anchors_plugin, max_level=6)
    if "extra" in extensions:
        parser.use(load("mdit_py_plugins.footnote", needed_for=purpose).footnote_plugin)
        parser.use(load("mdit_py_plugins.deflist", needed_for=purpose).deflist_plugin)
        parser.use(load("mdit_py_plugins.tasklists", needed_for=purpose).tasklists_plugin, label=True)
    for plugin in plugins:
        function, *arguments = plugin if isinstance(plugin, tuple) else (plugin,)
        parser.use(function, *arguments)
    return parser
