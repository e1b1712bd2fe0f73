"""Settings: what they are called, what they may be, and their defaults."""

from __future__ import annotations

from typing import Any

import param

from lanai.components.base import SIZING_MODES


class Settings(param.Parameterized):
    """The settings of `pn.config` and `pn.extension`, with their defaults."""

    css_files = param.List(default=[], doc="URLs of style sheets to load with every page.")
    defer_load = param.Boolean(default=False, doc="Whether bound functions run after the page is shown.")
    exception_handler = param.Callable(
        default=None, allow_None=True, doc="Called with what a callback raised."
    )
    loading_indicator = param.Boolean(default=False, doc="Whether outputs of bound functions show a spinner.")
    loading_spinner: Any = param.Selector(
        default="arc", objects=["arc", "arcs", "bar", "dots", "petal"], doc="Accepted for compatibility."
    )
    name = param.String(default="config", constant=True)
    nthreads = param.Integer(default=None, allow_None=True, doc="Threads for the callbacks of one session.")
    notifications = param.Boolean(default=False, doc="Whether the page shows notifications.")
    raw_css = param.List(default=[], doc="CSS texts to put into every page.")
    sizing_mode: Any = param.Selector(
        default=None, objects=list(SIZING_MODES), doc="Sizing mode of components that say none themselves."
    )
    template: Any = param.Selector(
        default=None, objects=[None], check_on_set=False, doc="Name of the page's template."
    )
    theme: Any = param.Selector(
        default="auto", objects=["auto", "default", "light", "dark"], doc="Light or dark."
    )
    throttled = param.Boolean(default=False, doc="Whether sliders report only when they are released.")
