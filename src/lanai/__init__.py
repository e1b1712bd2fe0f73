"""Lanai: live data apps in Python. `import lanai as pn`.

The public face. Names are loaded when they are first used, so that importing the package costs little.
"""

from __future__ import annotations

import importlib
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lanai.callbacks import watching as _watching

if TYPE_CHECKING:
    from param import depends as depends
    from param import rx as rx

    from lanai import chat as chat
    from lanai import custom as custom
    from lanai import indicators as indicators
    from lanai import io as io
    from lanai import layout as layout
    from lanai import links as links
    from lanai import pane as pane
    from lanai import param as param
    from lanai import reactive as reactive
    from lanai import template as template
    from lanai import theme as theme
    from lanai import viewable as viewable
    from lanai import widgets as widgets
    from lanai.components.arguments.abbreviations import widget as widget
    from lanai.components.arguments.interactive import interact as interact
    from lanai.components.jupyter import ipywidget as ipywidget
    from lanai.components.layout import Accordion as Accordion
    from lanai.components.layout import Card as Card
    from lanai.components.layout import Column as Column
    from lanai.components.layout import Feed as Feed
    from lanai.components.layout import FlexBox as FlexBox
    from lanai.components.layout import FloatPanel as FloatPanel
    from lanai.components.layout import GridBox as GridBox
    from lanai.components.layout import GridSpec as GridSpec
    from lanai.components.layout import GridStack as GridStack
    from lanai.components.layout import HSpacer as HSpacer
    from lanai.components.layout import Modal as Modal
    from lanai.components.layout import Row as Row
    from lanai.components.layout import Spacer as Spacer
    from lanai.components.layout import Swipe as Swipe
    from lanai.components.layout import Tabs as Tabs
    from lanai.components.layout import VSpacer as VSpacer
    from lanai.components.layout import WidgetBox as WidgetBox
    from lanai.components.pane.base import as_component
    from lanai.components.pane.parameters import Param as Param
    from lanai.components.pane.reactive import ReactiveExpr as ReactiveExpr
    from lanai.components.template.base import Template as Template
    from lanai.components.viewer import Viewer as Viewer
    from lanai.core.binding import bind as bind
    from lanai.facades.cache import cache as cache
    from lanai.facades.config import config as config
    from lanai.facades.config import extension as extension
    from lanai.facades.state import state as state
    from lanai.hosts.serve import asgi_app as asgi_app
    from lanai.hosts.serve import serve as serve

    panel = as_component

__version__ = "0.1.0"

_SOURCES = MappingProxyType(
    {
        "Accordion": "lanai.components.layout:Accordion",
        "Card": "lanai.components.layout:Card",
        "Column": "lanai.components.layout:Column",
        "Feed": "lanai.components.layout:Feed",
        "FlexBox": "lanai.components.layout:FlexBox",
        "FloatPanel": "lanai.components.layout:FloatPanel",
        "GridBox": "lanai.components.layout:GridBox",
        "GridSpec": "lanai.components.layout:GridSpec",
        "GridStack": "lanai.components.layout:GridStack",
        "HSpacer": "lanai.components.layout:HSpacer",
        "Modal": "lanai.components.layout:Modal",
        "Param": "lanai.components.pane.parameters:Param",
        "ReactiveExpr": "lanai.components.pane.reactive:ReactiveExpr",
        "Row": "lanai.components.layout:Row",
        "Spacer": "lanai.components.layout:Spacer",
        "Swipe": "lanai.components.layout:Swipe",
        "Tabs": "lanai.components.layout:Tabs",
        "Template": "lanai.components.template.base:Template",
        "VSpacer": "lanai.components.layout:VSpacer",
        "Viewer": "lanai.components.viewer:Viewer",
        "WidgetBox": "lanai.components.layout:WidgetBox",
        "asgi_app": "lanai.hosts.serve:asgi_app",
        "bind": "lanai.core.binding:bind",
        "cache": "lanai.facades.cache:cache",
        "chat": "lanai.chat",
        "config": "lanai.facades.config:config",
        "custom": "lanai.custom",
        "depends": "param:depends",
        "extension": "lanai.facades.config:extension",
        "indicators": "lanai.indicators",
        "interact": "lanai.components.arguments.interactive:interact",
        "io": "lanai.io",
        "ipywidget": "lanai.components.jupyter:ipywidget",
        "layout": "lanai.layout",
        "links": "lanai.links",
        "pane": "lanai.pane",
        "panel": "lanai.components.pane.base:as_component",
        "param": "lanai.param",
        "reactive": "lanai.reactive",
        "rx": "param:rx",
        "serve": "lanai.hosts.serve:serve",
        "state": "lanai.facades.state:state",
        "template": "lanai.template",
        "theme": "lanai.theme",
        "viewable": "lanai.viewable",
        "widget": "lanai.components.arguments.abbreviations:widget",
        "widgets": "lanai.widgets",
    }
)

__all__ = ["__version__", *sorted(_SOURCES)]

_watching.install()


def __getattr__(name: str) -> Any:
    source = _SOURCES.get(name)
    if source is None:
        raise AttributeError(f"module 'lanai' has no attribute {name!r}")
    module_name, _, attribute = source.partition(":")
    module = importlib.import_module(module_name)
    value = getattr(module, attribute) if attribute else module
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
