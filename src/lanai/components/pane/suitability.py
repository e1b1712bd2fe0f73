"""What Lanai's own panes are for: which objects each of them can show, told without making its class."""

from __future__ import annotations

import functools
import inspect
import json
import re
from typing import Any

import param
from param.parameterized import Parameters

from lanai.components.frames import is_frame
from lanai.core.lazy import loaded
from lanai.core.references import is_reference

VEGA_LAYERS = ("layer", "concat", "hconcat", "vconcat")
"""Where a specification of Vega's holds others; `spec` holds one."""

YOUTUBE = (
    r"(?:https?://)?(?:www\.|m\.|music\.)?(?:youtube(?:-nocookie)?\.com/"
    r"(?:watch\?(?:[^#]*&)?v=|embed/|shorts/|live/|v/)|youtu\.be/)([\w-]{6,20})(?=$|[?&#/])"
)
"""The address of a video of YouTube's, as a regular expression; its group is the video."""


# -- what is evaluated -----------------------------------------------------------------------------


def is_function(obj: Any) -> bool:
    """Whether it is called for what to show."""
    return isinstance(obj, functools.partial) or inspect.isroutine(obj)


def is_evaluated(obj: Any) -> bool:
    """Whether it stands for a value that is computed; a Parameter is shown as a widget."""
    return is_reference(obj) and not isinstance(obj, param.Parameter)


def owner_of(obj: Any) -> Any:
    """The Parameterized, or class of them, whose parameters `obj` means; None where it means none."""
    if isinstance(obj, Parameters):
        return obj.self_or_cls
    if isinstance(obj, param.Parameter):
        return obj.owner
    is_class = isinstance(obj, type) and issubclass(obj, param.Parameterized)
    return obj if is_class or isinstance(obj, param.Parameterized) else None


def has_parameters(obj: Any) -> bool:
    """Whether it means parameters, which widgets can show."""
    return owner_of(obj) is not None


# -- objects of libraries --------------------------------------------------------------------------


def is_drawable(obj: Any) -> bool:
    """Whether HoloViews can draw it."""
    core = loaded("holoviews.core")
    if core is None or isinstance(obj, type):
        return False
    kinds = (
        core.ViewableElement,
        core.Layout,
        core.Overlay,
        core.UniformNdMapping,
        core.AdjointLayout,
        core.Empty,
    )
    return isinstance(obj, kinds)


def is_bokeh(obj: Any) -> bool:
    """Whether it is a model of Bokeh's that can be shown."""
    models = loaded("bokeh.models")
    return models is not None and isinstance(obj, models.UIElement)


def figure_of(obj: Any) -> Any:
    """The figure of Matplotlib's that `obj` is, or that it is axes of; None where it is neither."""
    figures, axes = loaded("matplotlib.figure"), loaded("matplotlib.axes")
    if figures is None or axes is None:
        return None
    if isinstance(obj, axes.Axes):
        obj = obj.get_figure(root=True)
    return obj if isinstance(obj, figures.Figure) else None


def is_matplotlib(obj: Any) -> bool:
    """Whether there is a figure of Matplotlib's to show."""
    return figure_of(obj) is not None


def is_styler(obj: Any) -> bool:
    """Whether it is a data frame with styles of pandas'."""
    styles = loaded("pandas.io.formats.style")
    return styles is not None and isinstance(obj, styles.Styler)


def is_table(obj: Any) -> bool:
    """Whether it is a data frame, with styles or without."""
    return is_frame(obj) or is_styler(obj)


def is_echarts_chart(obj: Any) -> bool:
    """Whether it is a chart of pyecharts."""
    charts = loaded("pyecharts.charts.base")
    return charts is not None and isinstance(obj, charts.Base)


def is_altair_chart(obj: Any) -> bool:
    """Whether it is a chart of Altair's."""
    altair = loaded("altair")
    return altair is not None and isinstance(obj, altair.TopLevelMixin)


def is_plotly_figure(obj: Any) -> bool:
    """Whether it is a figure of Plotly's."""
    base = loaded("plotly.basedatatypes")
    return base is not None and isinstance(obj, base.BaseFigure)


# -- those that also come as a dict: another dict is shown better as JSON -----------------------------


def is_echarts(obj: Any) -> bool:
    """Whether it is a chart of pyecharts, or certainly an option of ECharts'."""
    if not isinstance(obj, dict):
        return is_echarts_chart(obj)
    series = obj.get("series")
    return isinstance(series, (list, dict)) and any(
        key in obj
        for key in ("xAxis", "yAxis", "legend", "tooltip", "title", "dataset", "radar", "geo", "polar")
    )


def is_plotly(obj: Any) -> bool:
    """Whether it is a figure or trace of Plotly's, or a dict of a list of traces and a layout."""
    if not isinstance(obj, dict):
        return is_plotly_figure(obj) or (hasattr(type(obj), "to_plotly_json") and hasattr(obj, "plotly_name"))
    data = obj.get("data")
    traces = data if isinstance(data, (list, tuple)) else [data] if "layout" in obj else []
    return bool(traces) and "layout" in obj and "$schema" not in obj and "mark" not in obj


def is_vega(obj: Any) -> bool:
    """Whether it is a chart of Altair's, or a specification of Vega or Vega-Lite."""
    if not isinstance(obj, dict):
        return is_altair_chart(obj)
    schema = obj.get("$schema")
    if isinstance(schema, str):
        return "vega" in schema
    return "data" in obj and any(key in obj for key in ("mark", "marks", *VEGA_LAYERS, "repeat", "facet"))


def is_json(obj: Any) -> bool:
    """Whether it is a list or dict of which JSON can be made as it is."""
    if not isinstance(obj, (list, dict)):
        return False
    try:
        json.dumps(obj)
    except (TypeError, ValueError, RecursionError):
        return False
    return True


# -- texts, and what offers itself as one ------------------------------------------------------------


def is_youtube(obj: Any) -> bool:
    """Whether it is the address of a video of YouTube's."""
    return (
        isinstance(obj, str) and obj[:4] == "http" and len(obj) < 200 and re.match(YOUTUBE, obj) is not None
    )


def is_markdown(obj: Any) -> bool:
    """Whether it is a text, or offers itself as Markdown."""
    return isinstance(obj, str) or (hasattr(obj, "_repr_markdown_") and not isinstance(obj, type))


def is_html(obj: Any) -> bool:
    """Whether it offers itself as HTML."""
    return hasattr(obj, "_repr_html_") and not isinstance(obj, type)


def suits_latex(obj: Any) -> float | bool:
    """How well it suits LaTeX: what offers itself as that, badly where it offers HTML as well or is a table or column."""
    if isinstance(obj, type) or not hasattr(obj, "_repr_latex_"):
        return False
    return 0.05 if hasattr(obj, "_repr_html_") or is_frame(obj) else 0.85
