"""Components that show an object."""

from typing import TYPE_CHECKING

from lanai.core.exports import exports

if TYPE_CHECKING:
    from lanai.components.pane.alert import Alert
    from lanai.components.pane.base import Pane, PaneBase
    from lanai.components.pane.bokeh import Bokeh
    from lanai.components.pane.dataframe import DataFrame
    from lanai.components.pane.echarts import ECharts
    from lanai.components.pane.function import ParamFunction, ParamMethod, ParamRef
    from lanai.components.pane.holoviews import HoloViews
    from lanai.components.pane.html import HTML
    from lanai.components.pane.image import AVIF, GIF, ICO, JPG, PNG, SVG, Image, ImagePane, WebP
    from lanai.components.pane.json import JSON
    from lanai.components.pane.latex import LaTeX
    from lanai.components.pane.markdown import Markdown
    from lanai.components.pane.matplotlib import Matplotlib
    from lanai.components.pane.media import Audio, Video
    from lanai.components.pane.parameters import Param
    from lanai.components.pane.pdf import PDF
    from lanai.components.pane.placeholder import Placeholder
    from lanai.components.pane.plotly import Plotly
    from lanai.components.pane.reactive import ReactiveExpr
    from lanai.components.pane.text import Str
    from lanai.components.pane.unsupported import IPyLeaflet, IPyWidget, Reacton, Textual
    from lanai.components.pane.vega import Vega
    from lanai.components.pane.youtube import YT

__all__ = [
    "AVIF",
    "GIF",
    "HTML",
    "ICO",
    "JPG",
    "JSON",
    "PDF",
    "PNG",
    "SVG",
    "YT",
    "Alert",
    "Audio",
    "Bokeh",
    "DataFrame",
    "ECharts",
    "HoloViews",
    "IPyLeaflet",
    "IPyWidget",
    "Image",
    "ImagePane",
    "LaTeX",
    "Markdown",
    "Matplotlib",
    "Pane",
    "PaneBase",
    "Param",
    "ParamFunction",
    "ParamMethod",
    "ParamRef",
    "Placeholder",
    "Plotly",
    "ReactiveExpr",
    "Reacton",
    "Str",
    "Textual",
    "Vega",
    "Video",
    "WebP",
]

if not TYPE_CHECKING:  # of a module with __getattr__ a type checker believes every name
    __getattr__, __dir__ = exports(
        __name__,
        {
            ".alert": "Alert",
            ".base": "Pane PaneBase",
            ".bokeh": "Bokeh",
            ".dataframe": "DataFrame",
            ".echarts": "ECharts",
            ".function": "ParamFunction ParamMethod ParamRef",
            ".holoviews": "HoloViews",
            ".html": "HTML",
            ".image": "AVIF GIF ICO JPG PNG SVG Image ImagePane WebP",
            ".json": "JSON",
            ".latex": "LaTeX",
            ".markdown": "Markdown",
            ".matplotlib": "Matplotlib",
            ".media": "Audio Video",
            ".parameters": "Param",
            ".pdf": "PDF",
            ".placeholder": "Placeholder",
            ".plotly": "Plotly",
            ".reactive": "ReactiveExpr",
            ".text": "Str",
            ".unsupported": "IPyLeaflet IPyWidget Reacton Textual",
            ".vega": "Vega",
            ".youtube": "YT",
        },
    )
