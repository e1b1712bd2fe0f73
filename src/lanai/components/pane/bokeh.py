"""Bokeh: a figure, a layout of figures, a widget of Bokeh's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import param

from lanai.components.pane.base import Pane
from lanai.components.pane.suitability import is_bokeh
from lanai.core.lazy import load
from lanai.errors import ComponentError

SIZES = (
    "width",
    "height",
    "min_width",
    "min_height",
    "max_width",
    "max_height",
    "aspect_ratio",
    "sizing_mode",
)
"""What of the pane's size the figure is given, where it is set."""


class Bokeh(Pane):
    """Shows a Bokeh model as a root of the session's Bokeh document.

    Whatever changes in the model, from Python or by the visitor, travels by itself: setting `object` is for showing
    another one. A model can be in one document, so in one session, at a time.
    """

    autodispatch = param.Boolean(
        default=True, doc="Accepted for compatibility; callbacks always have their session."
    )
    theme = param.Parameter(
        default=None, doc="A theme of Bokeh's, or the name of a built-in one, for this figure."
    )

    priority: ClassVar[float] = 0.8
    _foreign: ClassVar[frozenset[str]] = frozenset()
    _local: ClassVar[frozenset[str]] = Pane._local | {"autodispatch", "theme"}
    _renamed: ClassVar[Mapping[str, str]] = {"object": "model"}
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {"theme": ("object",)}

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return is_bokeh(obj)

    def read(self, obj: Any) -> Any:
        """The model's id. Raises `ComponentError` for what is no model that can be shown."""
        if obj is None:
            return None
        if not self.applies(obj):
            raise ComponentError(
                f"A Bokeh pane shows a model of Bokeh's such as a figure, got {type(obj).__qualname__}."
            )
        return obj.id

    def _changed(self, name: str) -> None:
        if name == "theme":
            _check_theme(self.theme)
        super()._changed(name)
        if name == "object":
            self._adopt()
        elif name in SIZES and self.object is not None:
            _resize(self.object, name, getattr(self, name))

    def _adopt(self) -> None:
        """Give the figure the pane's size; where the pane has no way of filling its place, take the figure's."""
        figure = self.object
        for name in SIZES:
            _resize(figure, name, getattr(self, name))
        mode = getattr(figure, "sizing_mode", None)
        if self.sizing_mode is None and mode in self.param.sizing_mode.objects:
            self.sizing_mode = mode


def _resize(figure: Any, name: str, size: Any) -> None:
    if size is not None and getattr(figure, name, size) != size:
        setattr(figure, name, size)


def _check_theme(theme: Any) -> None:
    if theme is None:
        return
    themes = load("bokeh.themes", needed_for="the theme of a Bokeh pane")
    if not isinstance(theme, themes.Theme) and theme not in themes.built_in_themes:
        names = ", ".join(sorted(themes.built_in_themes))
        raise ComponentError(f"Expected a theme of Bokeh's or one of {names}, got {theme!r}.")
