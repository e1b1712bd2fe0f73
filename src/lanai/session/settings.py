"""Settings: what they are called, what they may be, and their defaults."""

from __future__ import annotations

import os
from typing import Any

import param

from lanai.components import template as templates
from lanai.components.base import SIZING_MODES
from lanai.components.template.choice import DESIGNS, TEMPLATES, Named
from lanai.core.callbacks import Callback
from lanai.core.times import Count

THEMES = ("auto", "default", "light", "dark")


class PageTheme(param.Parameter[Any]):
    """The name of a theme. A class of `pn.theme` stands for its name."""

    def __set__(self, obj: Any, val: Any) -> None:
        super().__set__(obj, val.title if isinstance(val, type) and issubclass(val, templates.Theme) else val)

    def _validate_value(self, value: Any, allow_None: bool) -> None:
        if value not in THEMES:
            raise ValueError(f"Expected for 'theme' one of {THEMES}, or a class of pn.theme; got {value!r}.")


class Settings(param.Parameterized):
    """The settings of `pn.config` and `pn.extension`, with their defaults."""

    auth_template: Any = param.Path(
        default=None, allow_None=True, doc="HTML file for visitors whom `authorize_callback` turns away."
    )
    authorize_callback = Callback(
        default=None,
        allow_None=True,
        doc="Says of a visitor whether he may see an app: see the guide on logins.",
    )
    css_files = param.List(default=[], doc="URLs of style sheets to load with every page.")
    design = Named(
        DESIGNS,
        "Design",
        doc="How controls look: 'native', 'fast', 'bootstrap', 'material', or a class of `pn.theme`.",
    )
    defer_load = param.Boolean(default=False, doc="Whether bound functions run after the page is shown.")
    disconnect_notification = param.String(
        default="Server connection lost.",
        doc="What the page says while the connection is lost. Setting it turns `notifications` on.",
    )
    error_notification = param.String(
        default=None, allow_None=True, doc="What the page says when a callback raised; None: nothing."
    )
    exception_handler = Callback(default=None, allow_None=True, doc="Called with what a callback raised.")
    js_files = param.Dict(
        default={}, doc="URLs of scripts to load with every page, by a name of your choice."
    )
    global_css = param.List(default=[], doc="CSS texts to put into every page, as those of `raw_css`.")
    js_modules = param.Dict(
        default={}, doc="URLs of JavaScript modules to load with every page, by a name of your choice."
    )
    global_loading_spinner = param.Boolean(
        default=False, doc="Whether a spinner turns until the page is on the screen."
    )
    loading_indicator = param.Boolean(default=False, doc="Whether outputs of bound functions show a spinner.")
    loading_color: Any = param.Color(
        default="#c3c3c3", doc="The colour of spinners over what loads, where it is set."
    )
    loading_spinner: Any = param.Selector(
        default="arc",
        objects=["arc", "arcs", "bar", "dots", "petal"],
        doc="How spinners over what loads look.",
    )
    name = param.String(default="config", constant=True)
    nthreads = param.Integer(
        default=None,
        allow_None=True,
        bounds=(0, 1024),
        doc="How many synchronous callbacks of one session may run at once: see `threads_for`.",
    )
    notifications = param.Boolean(default=False, doc="Whether there is `pn.state.notifications`.")
    raw_css = param.List(default=[], doc="CSS texts to put into every page.")
    ready_notification = param.String(
        default="", doc="A notification for when the app is loaded. Setting it turns `notifications` on."
    )
    web_assembly = param.Boolean(
        default=False, doc="Whether the page may compile WebAssembly, also for components that come later."
    )
    session_history = Count(
        default=0,
        bounds=(-1, None),
        doc="How many sessions `pn.state.session_info` remembers, the youngest ones; -1: all, 0: none.",
    )
    sizing_mode: Any = param.Selector(
        default=None, objects=list(SIZING_MODES), doc="Sizing mode of components that say none themselves."
    )
    template = Named(
        TEMPLATES,
        "BaseTemplate",
        doc="The page's template: 'fast', 'bootstrap', 'material', 'vanilla', ..., or a class of `pn.template`.",
    )
    theme = PageTheme(
        default="auto", doc="'default' (light), 'dark', or 'auto': as the visitor's system has it."
    )
    throttled = param.Boolean(
        default=False, doc="Whether editors of parameters follow a slider only when it is released."
    )


def threads_for(nthreads: int | None) -> int:
    """How many synchronous callbacks of one session run at once, for the setting `nthreads`.

    None: one at a time and in order. 0: as many as suit this machine, a few more than it has processors, as most
    callbacks wait for something. Any other number: that many.
    """
    if nthreads == 0:
        return min(32, (os.cpu_count() or 1) + 4)
    return nthreads or 1
