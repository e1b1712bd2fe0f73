"""Components in which a hostile text stands deep in the options of a library, and in the data that it shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

import lanai as pn
from lanai.components.base import Viewable
from tests.support.images import png

Structure = Callable[[str], Viewable]
SIZE: dict[str, Any] = {"width": 300, "height": 200}


def frame(text: str) -> pd.DataFrame:
    return pd.DataFrame(
        {text: [text, "b"], "n": [1, 2], "t": [text, "c"], "c": pd.Categorical([text, "d"])},
        index=pd.Index([text, "i"], name=f"{text} too"),
    )


def table(**options: Any) -> Structure:
    """A table of texts, whose options are given as functions of the text."""

    def make(text: str) -> Viewable:
        given = {name: value(text) if callable(value) else value for name, value in options.items()}
        return pn.widgets.Tabulator(frame(text), height=150, **given)

    return make


def configured(configuration: Callable[[str], dict[str, Any]]) -> Structure:
    return table(configuration=configuration)


def echarts(text: str) -> Viewable:
    chart = {
        "title": {"text": text, "subtext": text, "link": text, "sublink": text, "triggerEvent": True},
        "tooltip": {
            "trigger": "item",
            "formatter": text + "{b}",
            "alwaysShowContent": True,
            "extraCssText": text,
        },
        "legend": {"data": [text]},
        "toolbox": {
            "show": True,
            "feature": {
                "dataView": {"show": True, "title": text, "lang": [text, text, text]},
                "saveAsImage": {"title": text},
            },
        },
        "xAxis": {
            "type": "category",
            "name": text,
            "data": [text, "b"],
            "axisLabel": {"formatter": text + "{value}"},
        },
        "yAxis": {"type": "value", "name": text},
        "series": [{"type": "bar", "name": text, "data": [{"name": text, "value": 1, "link": text}, 2]}],
        "graphic": [{"type": "text", "style": {"text": text}}],
    }
    return pn.pane.ECharts(chart, renderer="svg", **SIZE)


def treemap(text: str) -> Viewable:
    data = [{"name": text, "value": 1, "link": text}]
    return pn.pane.ECharts(
        {
            "tooltip": {},
            "series": [{"type": "treemap", "nodeClick": "link", "data": data}],
            "title": {"text": "t"},
        },
        **SIZE,
    )


def vega(text: str) -> Viewable:
    return pn.pane.Vega(
        {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "title": {"text": text, "subtitle": text},
            "description": text,
            "data": {"values": [{"a": text, "b": 1, "u": text}]},
            "mark": {"type": "bar", "tooltip": {"content": "data"}},
            "encoding": {
                "x": {"field": "a", "type": "nominal", "title": text},
                "y": {"field": "b", "type": "quantitative", "axis": {"title": text}},
                "href": {"field": "u"},
                "url": {"field": "u"},
            },
            "usermeta": {
                "embedOptions": {
                    "ast": False,
                    "sourceHeader": text,
                    "sourceFooter": text,
                    "defaultStyle": text,
                    "i18n": {"SOURCE_ACTION": text, "CLICK_TO_VIEW_ACTIONS": text},
                    "actions": {"source": True, "compiled": True},
                    "tooltip": {"sanitize": text},
                    "editorUrl": text,
                }
            },
        },
        show_actions=True,
        **SIZE,
    )


def plotly(text: str) -> Viewable:
    return pn.pane.Plotly(
        {
            "data": [{"type": "scatter", "x": [text, "b"], "y": [1, 2], "name": text, "text": [text, text],
                      "hovertemplate": text + "%{x}<extra>" + text + "</extra>", "mode": "markers+text"}],
            "layout": {
                "title": {"text": text},
                "xaxis": {"title": {"text": text}, "tickformat": text},
                "annotations": [{"text": f'<a href="{text}">{text}</a>', "hovertext": text, "x": 0, "y": 1}],
                "images": [{"source": text}],
                "updatemenus": [{"buttons": [{"label": text, "method": "restyle", "args": [text, text]}]}],
                "sliders": [{"steps": [{"label": text, "method": "animate"}]}],
                "meta": text,
            },
        },
        config={"linkText": text, "showLink": True, "plotlyServerURL": text, "displayModeBar": True},
        **SIZE,
    )  # fmt: skip


def chat(text: str) -> Viewable:
    return pn.Column(
        pn.chat.ChatMessage(
            text,
            user=text,
            avatar=text,
            reactions=["favorite"],
            timestamp_format="%H " + text.replace("%", "%%"),
        ),
        pn.chat.ChatMessage({text: text}, user=text),
        pn.chat.ChatMessage([text], header_objects=[text], footer_objects=[text]),
        pn.chat.ChatStep(text, default_title=text, header=text),
        pn.chat.ChatFeed(
            pn.chat.ChatMessage(text), help_text=text, placeholder_text=text, header=text, height=200
        ),
    )


def markdown(text: str) -> Viewable:
    every = [
        f"# {text}\n\n{text}\n\n> {text}\n\n- [ ] {text}\n\n`{text}`\n\n```html\n{text}\n```\n\n```{text}\nx\n```",
        f"|{text}|b|\n|-|-|\n|{text}|1|\n\nnote[^1]\n\n[^1]: {text}\n\n[a]({text})\n\n[b]: {text}\n\n[b] ![{text}]({text})",
        f"${text}$\n\n$$\n{text}\n$$\n\n<div>\n{text}\n</div>\n\n<p title='{text}'>{text}</p>",
        f"term\n: {text}\n\n<{text}>\n\n<style>\n{text}\n</style>\n\n<svg>{text}</svg>",
    ]
    return pn.Column(
        *every,
        *(pn.pane.Alert(each) for each in every),
        *(pn.pane.Markdown(each, renderer="markdown") for each in every),
        pn.pane.Markdown(text, dedent=False, disable_math=True, hard_line_break=True),
        pn.bind(lambda: text),
        pn.Tabs((text, text)),
        pn.Card(text, title=text, header=None),
        pn.pane.HTML(text, sanitize_html=True),
    )


def objects(text: str) -> Viewable:
    """Objects of other kinds, and what says their words."""

    class Words(pn.viewable.Viewer):
        def __panel__(self) -> Any:
            return text

    return pn.Column(
        Words(),
        {text: [text]},
        [text],
        frame(text),
        frame(text)
        .style.set_caption(text)
        .set_tooltips(pd.DataFrame({text: [text, text]}, index=frame(text).index)),
        frame(text)["n"],
        pn.pane.Str(frame(text)),
        pn.pane.DataFrame(frame(text), formatters=[str] * 4, classes=[text], na_rep=text, index_names=True),
        pn.pane.PNG(png(4, 4), alt_text=text, caption=text, target=text),
        pn.pane.Video(None, name=text),
        pn.interact(lambda x: text, x=[text, "b"]),
    )


STRUCTURES: Mapping[str, Structure] = MappingProxyType(
    {
        "table": table(titles=lambda t: {"n": t}, header_tooltips=lambda t: {"n": t, t: t}, header_filters=True),
        "table, grouped": table(groupby=["t"], groups=lambda t: {t: ["n", "t"]}),
        "table, editors": table(editors=lambda t: {t: {"type": "list", "values": [t, "b"]}, "t": {"type": "input", "x": t}}),
        "table, formatters": table(
            formatters=lambda t: {
                t: "html",
                "n": {"type": "progress", "legend": t, "color": t},
                "t": {"type": "link", "url": t, "label": t, "target": t},
                "c": {"type": "lookup", t: t},
            },
            title_formatters=lambda t: {"n": {"type": "html"}, "t": {"type": "link", "url": t}},
        ),
        "table, formatters of cells": table(formatters={"t": "textarea", "n": {"type": "money", "symbol": "x"}, "c": "html"}),
        "table, money": table(formatters=lambda t: {"n": {"type": "money", "symbol": t}, "t": "link", "c": "image"}),
        "table, buttons": table(buttons=lambda t: {"go": t, t: "x"}, row_content=lambda t: (lambda row: pn.pane.Str(t))),
        "table, simple": table(theme="simple", pagination="remote", page_size=1, hierarchical=False),
        "table, filters": table(header_filters=lambda t: {t: {"type": "input", "placeholder": t}, "c": {"type": "list", "values": [t]}}),
        "configuration": configured(
            lambda t: {
                "placeholder": t, "placeholderHeaderFilter": t, "footerElement": t, "groupBy": "t",
                "langs": {"default": {"columns": {"n": t}, "pagination": {"first": t, "next": t, "page_size": t}}},
                "dataLoaderLoading": t, "dataTreeBranchElement": t, "headerSortElement": t, "rowHeight": 30,
                "dataTreeCollapseElement": t, "dataTreeExpandElement": t, "printHeader": t, "title": t,
                "pagination": True, "paginationSize": 1, "paginationCounter": "rows", "paginationSizeSelector": [1, t],
            }
        ),
        "configuration, menus": configured(
            lambda t: {
                "rowContextMenu": [{"label": t}, {"separator": True}], "rowClickMenu": [{"label": t}], "rowClickPopup": t,
                "columnDefaults": {"tooltip": True, "headerTooltip": t, "headerMenu": [{"label": t}], "headerPopup": t,
                                   "headerPopupIcon": t, "headerMenuIcon": t, "clickPopup": t, "cssClass": t, "editor": "list"},
            }
        ),
        "configuration, columns": configured(
            lambda t: {
                "columns": [
                    {"field": "t", "title": t, "formatter": "html", "headerTooltip": t, "tooltip": t},
                    {"field": t, "title": t, "formatter": "link", "formatterParams": {"urlField": "t", "urlPrefix": t}},
                    {"field": "n", "title": t, "formatter": "money", "formatterParams": {"symbol": t}, "bottomCalc": "count"},
                    {"field": "c", "title": t, "tooltip": True, "titleFormatter": "html", "topCalc": "concat"},
                    {"title": t, "columns": [{"field": "t", "title": t, "formatter": "array"}]},
                ],
            }
        ),
        "configuration, automatic": configured(
            lambda t: {"autoColumns": True, "columnDefaults": {"tooltip": True}, "clipboard": True, "layout": "fitColumns"}
        ),
        "configuration, collapsing": configured(lambda t: {"responsiveLayout": "collapse", "columnDefaults": {"minWidth": 900}}),
        "echarts": echarts,
        "treemap": treemap,
        "vega": vega,
        "plotly": plotly,
        "perspective": lambda text: pn.pane.Perspective(frame(text), title=text, columns=[text, "t"], group_by=["t"], **SIZE),
        "chat": chat,
        "markdown": markdown,
        "objects": objects,
    }
)  # fmt: skip
