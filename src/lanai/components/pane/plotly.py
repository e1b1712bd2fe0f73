"""Plotly: a figure that a visitor can zoom, select from and ask for its values."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

import param

from lanai.components.limits import Limit
from lanai.components.pane import plotlylinks
from lanai.components.pane.base import Pane
from lanai.components.pane.suitability import is_plotly, is_plotly_figure
from lanai.components.parameters import Choice
from lanai.core.context import current_session
from lanai.core.lazy import load
from lanai.core.times import Milliseconds
from lanai.errors import BadArgument, BadValue
from lanai.wire.codec import Raw

EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "click": "click_data",
        "clickannotation": "clickannotation_data",
        "doubleclick": "doubleclick_data",
        "hover": "hover_data",
        "relayout": "relayout_data",
        "restyle": "restyle_data",
        "selected": "selected_data",
        "viewport": "viewport",
    }
)
"""What the browser reports, and the parameter that it sets."""


class Plotly(Pane):
    """Shows a figure of Plotly's: `object` is the figure, or a dict with `data`, `layout` and maybe `frames`.

    Changes of a figure are shown by themselves, those of a dict after `pane.param.trigger("object")`; a change keeps
    what the visitor has zoomed to, another object does not (see `uirevision` of the layout). What the visitor does is in the parameters
    that end in `_data`. plotly.js is that of the installed package `plotly`.
    """

    click_data = param.Dict(default=None, allow_None=True, doc="The points of the last click.")
    clickannotation_data = param.Dict(default=None, allow_None=True, doc="The annotation clicked last.")
    config = param.Dict(
        default=None, allow_None=True, doc="Settings of plotly.js, such as `scrollZoom` or `displayModeBar`."
    )
    doubleclick_data = param.Dict(default=None, allow_None=True, doc="The last double click: `{'count': n}`.")
    hover_data = param.Dict(
        default=None, allow_None=True, doc="The points under the pointer; None when it has left them."
    )
    link_figure = param.Boolean(default=True, doc="Whether changes of the figure are shown by themselves.")
    relayout_data = param.Dict(
        default=None, allow_None=True, doc="The last change of the layout by the visitor."
    )
    restyle_data = param.List(default=[], doc="The last change of traces: what changed, and in which traces.")
    selected_data = param.Dict(
        default=None,
        allow_None=True,
        doc="The points chosen by box or lasso, and its outline; None for none.",
    )
    viewport = param.Dict(
        default=None, allow_None=True, doc="The ranges shown, such as `{'xaxis.range': [0, 4]}`."
    )
    viewport_update_policy = Choice(
        "mouseup",
        ["mouseup", "continuous", "throttle"],
        doc="When `viewport` follows: at the end of a drag, all the time, or every `viewport_update_throttle` ms.",
    )
    viewport_update_throttle = Milliseconds(
        default=200, bounds=(0, None), doc="Least time in ms between updates."
    )

    # What the browser loads it with.
    library = param.String(default="", precedence=-1, doc="The version of the package that brings plotly.js.")
    revision = param.Integer(default=0, precedence=-1, doc="Counts the objects that were shown.")

    priority: ClassVar[float] = 0.8
    _events: ClassVar[Mapping[str, tuple[str, ...]]] = {event: (name,) for event, name in EVENTS.items()}
    _local: ClassVar[frozenset[str]] = Pane._local | {"link_figure", *EVENTS.values()}
    _renamed: ClassVar[Mapping[str, str]] = {"object": "figure"}
    _implied: ClassVar[Mapping[str, tuple[str, ...]]] = {"link_figure": ("object",)}

    def __init__(self, object: Any = None, **params: Any) -> None:
        self._pending = False
        self._last: Any = None
        super().__init__(object, **params)

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return is_plotly(obj)

    def read(self, obj: Any) -> Any:
        """The figure as JSON text, with arrays as base64. Raises `BadArgument` for what is no figure."""
        if obj is None:
            return None
        if not self.applies(obj):
            raise BadArgument(
                "pn.pane.Plotly shows a figure of Plotly's, a trace, a list of traces in a dict, or a dict with 'data' "
                f"and 'layout', got {type(obj).__qualname__}."
            )
        writing: Any = load("plotly.io", needed_for="a Plotly pane")
        if self.library == "":
            self._store("library", importlib.metadata.version("plotly"))
        if obj is not self._last:
            self._last = obj
            self._store("revision", self.revision + 1)
        if self.link_figure and is_plotly_figure(obj):
            plotlylinks.follow(obj, self)
        figure = obj if isinstance(obj, dict) or is_plotly_figure(obj) else {"data": [obj], "layout": {}}
        return Raw(writing.to_json(figure, validate=False, engine="json").encode())

    def figure_changed(self, figure: Any) -> None:
        """Show the figure as it is, once for all the changes that one callback makes."""
        if figure is not self.object or not self.link_figure:
            return
        session = current_session()
        if session is None:
            self.param.trigger("object")
        elif not self._pending:
            self._pending = True
            session.turns.submit(self._follow)

    def _follow(self) -> None:
        self._pending = False
        self.param.trigger("object")

    def _limit_of(self, name: str) -> Limit:
        """Points that are selected are told of one by one."""
        return Limit(20_000_000, 500_000, 20) if name in self._events else super()._limit_of(name)

    def event(self, name: str, data: dict[str, Any]) -> None:
        parameter = EVENTS[name]
        value = data.get("value")
        kind = list if parameter == "restyle_data" else dict
        if not isinstance(value, kind) and not (value is None and kind is dict):
            raise BadValue(
                f"Expected a {kind.__name__} as the value of {name!r}, got {type(value).__name__}."
            )
        if value == getattr(self, parameter):
            self.param.trigger(parameter)  # a second click at the same place is a click
        else:
            setattr(self, parameter, value)
