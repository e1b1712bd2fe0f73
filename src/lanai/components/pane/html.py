"""HTML: markup, from a text or from an object that offers it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.pane.base import Pane
from lanai.components.pane.suitability import is_html
from lanai.core.callables import result_of
from lanai.core.callbacks import Function
from lanai.core.lazy import load


class HTML(Pane):
    """Shows the markup that `object` is, or that its `_repr_html_` gives.

    Markup is shown as it is: text of others belongs through `html.escape`, or set `sanitize_html`.
    """

    disable_math = param.Boolean(
        default=True,
        doc="Whether formulas between $ and $, $$ and $$, \\( and \\), \\[ and \\] stay as written.",
    )
    enable_streaming = param.Boolean(
        default=False, doc="Whether of markup that grows at its end only what is new travels."
    )
    sanitize_hook = Function(default=None, doc="Makes markup safe; by default the nh3 library.")
    sanitize_html = param.Boolean(default=False, doc="Whether to make the markup safe before it is shown.")

    priority: ClassVar[float] = 0.4
    _streams: ClassVar[bool] = True
    _local: ClassVar[frozenset[str]] = Pane._local | {"enable_streaming", "sanitize_html"}
    _renamed: ClassVar[Mapping[str, str]] = {"object": "html"}
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "sanitize_html": ("object",),
        "sanitize_hook": ("object",),
    }

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return is_html(obj)

    def _calls_code(self, name: str) -> bool:
        return self.sanitize_hook is not None or super()._calls_code(name)

    def read(self, obj: Any) -> Any:
        markup = markup_of(obj)
        return self._safe(markup) if self.sanitize_html and markup else markup

    def _safe(self, markup: str) -> str:
        hook = self.sanitize_hook or load("nh3", needed_for="making markup safe (sanitize_html=True)").clean
        return str(result_of(hook, markup))


def markup_of(obj: Any) -> str:
    """The markup that `obj` is or offers."""
    if obj is None:
        return ""
    offer = getattr(obj, "_repr_html_", None)
    return str(obj if offer is None or isinstance(obj, str) else offer())
