"""Lanai: live data apps in Python. `import lanai as pn`.

The public face. Names are loaded when they are first used, so that importing the package costs little.
"""

from __future__ import annotations

import importlib
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lanai.callbacks import executor as _executor

if TYPE_CHECKING:
    from param import depends as depends
    from param import rx as rx

    from lanai import indicators as indicators
    from lanai import io as io
    from lanai import layout as layout
    from lanai import pane as pane
    from lanai import param as param
    from lanai import template as template
    from lanai import theme as theme
    from lanai import viewable as viewable
    from lanai import widgets as widgets
    from lanai.components.layout import Column as Column
    from lanai.components.layout import FlexBox as FlexBox
    from lanai.components.layout import Row as Row
    from lanai.components.pane.base import as_component
    from lanai.components.pane.parameters import Param as Param
    from lanai.components.pane.reactive import ReactiveExpr as ReactiveExpr
    from lanai.components.template.base import Template as Template
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
        "Column": "lanai.components.layout:Column",
        "FlexBox": "lanai.components.layout:FlexBox",
        "Param": "lanai.components.pane.parameters:Param",
        "ReactiveExpr": "lanai.components.pane.reactive:ReactiveExpr",
        "Row": "lanai.components.layout:Row",
        "asgi_app": "lanai.hosts.serve:asgi_app",
        "bind": "lanai.core.binding:bind",
        "cache": "lanai.facades.cache:cache",
        "config": "lanai.facades.config:config",
        "depends": "param:depends",
        "extension": "lanai.facades.config:extension",
        "indicators": "lanai.indicators",
        "io": "lanai.io",
        "layout": "lanai.layout",
        "pane": "lanai.pane",
        "panel": "lanai.components.pane.base:as_component",
        "param": "lanai.param",
        "rx": "param:rx",
        "serve": "lanai.hosts.serve:serve",
        "Template": "lanai.components.template.base:Template",
        "state": "lanai.facades.state:state",
        "template": "lanai.template",
        "theme": "lanai.theme",
        "viewable": "lanai.viewable",
        "widgets": "lanai.widgets",
    }
)

__all__ = ["__version__", *sorted(_SOURCES)]

_executor.install()


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
