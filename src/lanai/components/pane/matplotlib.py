"""Matplotlib: a figure as an image."""

from __future__ import annotations

import io
import threading
from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import quote

import param

from lanai.components.pane import imagekinds as kinds
from lanai.components.pane.base import Pane
from lanai.components.pane.image import ImagePane
from lanai.components.pane.suitability import figure_of, is_matplotlib
from lanai.components.parameters import Choice
from lanai.errors import BadArgument, ComponentError

_drawing = threading.Lock()
"""Matplotlib's caches of fonts and texts belong to the whole process and know no threads."""


class Matplotlib(ImagePane):
    """Shows a figure of Matplotlib's as a PNG or SVG: `object` is the figure, or axes of it.

    After changing the figure, `pane.param.trigger("object")` draws it anew. Make figures by `matplotlib.figure.Figure`;
    those of `pyplot` stay in memory until `plt.close(figure)`, which a pane that shows one does not mind.
    """

    dpi = param.Integer(default=144, bounds=(1, None), doc="Dots per inch that are drawn.")
    encode = param.Boolean(  # type: ignore[assignment]  # Panel's name, as in `SVG`
        default=False, doc="Whether an SVG travels as base64; else as text."
    )
    format = Choice("png", ["png", "svg"], doc="How it is drawn: in dots, or in lines.")
    high_dpi = param.Boolean(
        default=True,
        doc="Whether it is shown at half its size in dots, sharp on screens that have two to a px.",
    )
    interactive = param.Boolean(
        default=False, doc="Not supported, as it needs Jupyter: setting it raises `ComponentError`."
    )
    tight = param.Boolean(default=False, doc="Whether margins are cut off.")

    priority: ClassVar[float] = 0.8
    _DRAWING: ClassVar[tuple[str, ...]] = ("dpi", "encode", "format", "high_dpi", "interactive", "tight")
    _local: ClassVar[frozenset[str]] = ImagePane._local | frozenset(_DRAWING)
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {
        **ImagePane._implied,
        **dict.fromkeys(_DRAWING, ("object",)),
    }

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return is_matplotlib(obj)

    def _calls_code(self, name: str) -> bool:
        """Drawing takes long."""
        return self.object is not None

    def read(self, obj: Any) -> Any:
        """As `ImagePane.read`. Raises `BadArgument` for what is no figure."""
        if self.interactive:
            raise ComponentError(
                "pn.pane.Matplotlib shows images: interactive=True needs Jupyter's kernel and widgets. For figures "
                "that a visitor can zoom and pan there are Bokeh, Plotly and hvPlot."
            )
        if obj is None:
            return None
        figure = figure_of(obj)
        if figure is None:
            raise BadArgument(
                f"pn.pane.Matplotlib shows a figure of Matplotlib's or axes of one, got {type(obj).__qualname__}."
            )
        return self._drawn(figure)

    def _drawn(self, figure: Any) -> dict[str, Any]:
        stream = io.BytesIO()
        options = {"bbox_inches": "tight"} if self.tight else {}
        with _drawing:
            figure.savefig(
                stream,
                format=self.format,
                dpi=self.dpi,
                facecolor=figure.get_facecolor(),
                edgecolor=figure.get_edgecolor(),
                **options,
            )
        kind = kinds.SVG if self.format == "svg" else kinds.PNG
        data = stream.getvalue()
        width, height = _size(figure, kind, data, self.dpi)
        half = 2 if self.high_dpi else 1
        return {
            "src": self._address(kind, data),
            "width": round(width / half),
            "height": round(height / half),
        }

    def _address(self, kind: kinds.Kind, data: bytes) -> str:
        if kind is kinds.SVG and not self.encode:
            return f"data:{kind.mime},{quote(data)}"
        return super()._address(kind, data)

    def _read(self, name: str) -> Any:
        return Pane.encode(self, name, getattr(self, name))  # `encode` is a parameter here


def _size(figure: Any, kind: kinds.Kind, data: bytes, dpi: int) -> tuple[float, float]:
    """In dots; lines are measured in points, of which an inch has 72."""
    width, height = kinds.size_of(kind, data) or figure.get_size_inches() * dpi
    return (width * dpi / 72, height * dpi / 72) if kind is kinds.SVG else (width, height)
