"""Panes of Panel's that have no counterpart: they say so, and what to use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from lanai.components.base import SIZING_MODES
from lanai.components.pane.base import Pane
from lanai.components.parameters import Choice
from lanai.errors import ComponentError


class Unsupported(Pane):
    """A pane that cannot show anything. Raises `ComponentError`, which says what to use, when it is given an object."""

    __abstract = True

    advice: ClassVar[str] = ""
    _type: ClassVar[str] = "Str"
    _renamed: ClassVar[Mapping[str, str]] = {"object": "text"}

    def read(self, obj: Any) -> Any:
        if obj is None:
            return ""
        raise ComponentError(
            f"pn.pane.{type(self).__name__} cannot show {type(obj).__module__}.{type(obj).__qualname__}: {self.advice}"
        )


class IPyWidget(Unsupported):
    """Not supported: widgets of Jupyter's need the server and the scripts of Jupyter's."""

    advice = (
        "a widget of ipywidgets needs Jupyter's kernel and scripts. Use the widgets in pn.widgets; of a widget made with "
        "anywidget, give the `_esm` to a subclass of pn.custom.AnyWidgetComponent."
    )


class IPyLeaflet(Unsupported):
    """Not supported: see `IPyWidget`."""

    sizing_mode = Choice("stretch_width", SIZING_MODES, doc="How it fills its place.")
    advice = (
        "a map of ipyleaflet needs Jupyter's kernel and scripts. Show a map of folium, which has `_repr_html_`, of "
        "Bokeh (figure with add_tile), or bring Leaflet in a pn.custom.JSComponent."
    )


class Reacton(Unsupported):
    """Not supported: see `IPyWidget`."""

    advice = (
        "a component of Reacton is made of widgets of Jupyter's. Use pn.widgets with pn.bind, or React itself in a "
        "pn.custom.ReactComponent."
    )


class Textual(Unsupported):
    """Not supported: there is no terminal in the page."""

    advice = "an app of Textual needs a terminal, which Lanai's pages do not have. `textual serve` shows it in a page."
