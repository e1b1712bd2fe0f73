"""Components that show an object."""

from lanai.components.pane.base import Pane
from lanai.components.pane.bokeh import Bokeh
from lanai.components.pane.dataframe import DataFrame
from lanai.components.pane.function import ParamFunction, ParamMethod, ParamRef
from lanai.components.pane.html import HTML
from lanai.components.pane.image import AVIF, GIF, ICO, JPG, PNG, SVG, Image, ImagePane, WebP
from lanai.components.pane.markdown import Markdown
from lanai.components.pane.parameters import Param
from lanai.components.pane.reactive import ReactiveExpr
from lanai.components.pane.text import Str

__all__ = [
    "AVIF",
    "GIF",
    "HTML",
    "ICO",
    "JPG",
    "PNG",
    "SVG",
    "Bokeh",
    "DataFrame",
    "Image",
    "ImagePane",
    "Markdown",
    "Pane",
    "Param",
    "ParamFunction",
    "ParamMethod",
    "ParamRef",
    "ReactiveExpr",
    "Str",
    "WebP",
]
