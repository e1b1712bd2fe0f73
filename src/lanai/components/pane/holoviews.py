"""HoloViews: its objects, and with them the plots of hvPlot, drawn by Bokeh, Matplotlib or Plotly."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

import param

from lanai.components.base import Component
from lanai.components.pane import dimensions
from lanai.components.pane.base import Pane, as_component
from lanai.components.pane.suitability import is_drawable
from lanai.components.parameters import Choice, OwnDict, OwnList
from lanai.components.widgets import Widget
from lanai.core.context import current_session
from lanai.core.lazy import load
from lanai.core.subscription import Subscription
from lanai.errors import BadArgument

BACKENDS = ("bokeh", "matplotlib", "plotly")
LOCATIONS = (
    "left", "bottom", "right", "top", "top_left", "top_right", "bottom_left", "bottom_right", "left_top",
    "left_bottom", "right_top", "right_bottom",
)  # fmt: skip
SIZES = (
    "width", "height", "min_width", "min_height", "max_width", "max_height", "aspect_ratio", "sizing_mode",
)  # fmt: skip
"""What of the pane's size the plot has as well."""
_EDGES: Mapping[str, str] = MappingProxyType(
    {"top": "start", "left": "start", "bottom": "end", "right": "end"}
)


class HoloViews(Pane):
    """Shows `object`: an element, an overlay, a layout, a HoloMap, or a DynamicMap of HoloViews.

    Where it has key dimensions there is a widget for each, in `widget_box`. Streams of a DynamicMap update the plot,
    also those that Bokeh's tools feed, such as `RangeXY`, `Tap` and `Selection1D`.
    """

    backend = Choice(None, [None, *BACKENDS], doc="What draws it; None: as HoloViews is set up, else Bokeh.")
    center = param.Boolean(default=False, doc="Whether it stands in the middle of its place.")
    default_widgets = OwnDict(
        dict(dimensions.DEFAULTS), doc="By the kind of a dimension, the class of its widget."
    )
    format = Choice("png", ["png", "svg"], doc="How Matplotlib draws it.")
    linked_axes = param.Boolean(
        default=True,
        doc="Accepted for compatibility: axes are linked within one object, by HoloViews itself.",
    )
    renderer = param.Parameter(
        default=None,
        doc="The renderer of HoloViews' to use, such as one with WebGL; None: that of the backend.",
    )
    theme = param.Parameter(default=None, doc="A theme of Bokeh's, or the name of one.")
    widget_layout: Any = param.Parameter(
        default=None, allow_None=True, doc="The class of layouts that holds the widgets; None: WidgetBox."
    )
    widget_location = Choice("right_top", list(LOCATIONS), doc="Where the widgets stand beside the plot.")
    widget_type = Choice(
        "individual", ["individual", "scrubber"], doc="A widget for each dimension, or one player for all."
    )
    widgets = OwnDict(
        doc="By name of a dimension, a widget for it, a class, or a dict of a widget's parameters."
    )

    objects = OwnList(precedence=-1, doc="What is shown: the plot, or a layout of the plot and its widgets.")

    priority: ClassVar[float] = 0.9  # its objects are Parameterized ones as well, and some can be called
    _type: ClassVar[str] = "Slot"
    _children: ClassVar[tuple[str, ...]] = ("objects",)
    _steers: ClassVar[frozenset[str]] = frozenset(
        {"backend", "center", "default_widgets", "format", "object", "renderer", "theme"}
        | {"widget_layout", "widget_location", "widget_type", "widgets"}
    )
    """Parameters that decide what is shown."""
    _foreign: ClassVar[frozenset[str]] = frozenset()
    _local: ClassVar[frozenset[str]] = Pane._local | _steers | {"linked_axes"}
    _derived: ClassVar[frozenset[str]] = frozenset({"objects"})

    def __init__(self, object: Any = None, **params: Any) -> None:
        self._plot: Any = None
        self._pane: Component | None = None
        self._widgets: list[Widget] = []
        self._subscription: Subscription | None = None
        super().__init__(object, **params)
        self._begin()

    @classmethod
    def applies(cls, obj: Any) -> float | bool:
        return is_drawable(obj)

    @property
    def widget_box(self) -> Any:
        """A layout of the widgets, which may be shown elsewhere."""
        return _layout(self.widget_layout or "WidgetBox")(*self._widgets)

    @property
    def plot(self) -> Any:
        """HoloViews' plot, with its `state` and `handles`; None without an object."""
        return self._plot

    def read(self, obj: Any) -> Any:
        if obj is not None and not is_drawable(obj):
            raise BadArgument(
                f"pn.pane.HoloViews shows objects of HoloViews and hvPlot, got {type(obj).__qualname__}."
            )
        return None

    def _changed(self, name: str) -> None:
        super()._changed(name)
        if not self._param__private.initialized:
            return
        if name in self._steers:
            self._begin()
        elif name in SIZES and self._pane is not None:
            setattr(self._pane, name, getattr(self, name))

    def _begin(self) -> None:
        """Draw it: never on the event loop, since drawing takes long and runs the author's functions."""
        session = current_session()
        if self.object is not None and session is not None and session.turns.on_loop:
            session.turns.submit(self._build)
        else:
            self._build()

    # -- what is shown --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._release()
        if self.object is None:
            self._plot, self._pane, self._widgets = None, None, []
            self._store("objects", [])
            return
        self._plot = self._drawn()
        self._pane = self._shown_by()
        self._widgets = self._sliders()
        if self._widgets:
            watched = [widget.param["value"] for widget in self._widgets]
            self._subscription = Subscription(watched, self._move)
            self._move()
        self._store("objects", [self._arranged()])

    def _release(self) -> None:
        """Let go of what was drawn before: streams outlive it."""
        if self._subscription is not None:
            self._subscription.release()
            self._subscription = None
        if self._plot is not None:
            self._plot.cleanup()

    def _drawn(self) -> Any:
        renderer = self.renderer or _renderer(self.backend)
        plot = renderer.get_plot(self.object)
        session = current_session()
        if renderer.backend == "bokeh" and session is not None:
            io = load("bokeh.io", needed_for="a plot of HoloViews")
            plot.document = io.curdoc()  # streams that Bokeh feeds run in the session to which it belongs
        return plot

    def _shown_by(self) -> Component:
        backend = self._plot.renderer.backend
        given = {name: getattr(self, name) for name in SIZES if getattr(self, name) is not None}
        if backend == "matplotlib":
            given.update(format=self.format, tight=True)
        elif backend == "bokeh" and self.theme is not None:
            given["theme"] = self.theme
        pane: Component = as_component(self._plot.state, margin=0, **given)
        return pane

    def _sliders(self) -> list[Widget]:
        plot = self._plot
        if not plot.dimensions or not plot.keys or (len(plot.keys) == 1 and not plot.dynamic):
            return []  # HoloViews counts the frames of what has but one as well
        kinds = {**dimensions.DEFAULTS, **self.default_widgets}
        if self.widget_type == "scrubber":
            keys = _all_keys(plot)
            return [dimensions.scrubber(plot.dimensions, keys, kinds)]
        return dimensions.widgets_for(plot.dimensions, plot.keys, plot.dynamic, self.widgets, kinds)

    def _move(self, *_: Any) -> None:
        """Show what belongs to the widgets' values."""
        values = [widget.value for widget in self._widgets]
        key = tuple(values[0]) if self.widget_type == "scrubber" else tuple(values)
        self._plot.update(key)
        if self._plot.renderer.backend != "bokeh" and isinstance(self._pane, Pane):
            self._pane.object = self._plot.state
            self._pane.param.trigger("object")

    # -- where it stands ------------------------------------------------------------------------------

    def _arranged(self) -> Component:
        plot = self._pane
        assert plot is not None
        if self.center:
            plot.align = "center"  # type: ignore[attr-defined]
        if not self._widgets:
            return plot
        side, _, edge = self.widget_location.partition("_")
        box = self.widget_box
        box.align = _EDGES[edge] if edge else "center"
        kind = _layout("Row" if side in ("left", "right") else "Column")
        parts = [box, plot] if side in ("left", "top") else [plot, box]
        wide = self.sizing_mode is not None and self.sizing_mode.endswith(("_width", "_both"))
        arranged: Component = kind(*parts, **({"sizing_mode": "stretch_width"} if wide else {}))
        return arranged


def _layout(kind: Any) -> Any:
    """A class of layouts, given or by name: they are the choice of those who lay out, and lie beside the panes."""
    return (
        getattr(load("lanai.components.layout", needed_for="the layout of a plot"), kind)
        if isinstance(kind, str)
        else kind
    )


def _renderer(backend: str | None) -> Any:
    store: Any = load("holoviews", needed_for="a HoloViews pane").Store
    name = backend or (store.current_backend if store.current_backend in store.renderers else "bokeh")
    if name not in store.renderers:
        load(f"holoviews.plotting.{'mpl' if name == 'matplotlib' else name}", needed_for=f"plots by {name}")
    renderer = store.renderers[name]
    return _as_pages_are(renderer) if name == "bokeh" else renderer.instance()


def _as_pages_are(renderer: Any) -> Any:
    """The renderer of Bokeh's, drawing on a canvas, and without HoloViews' own theme: it makes titles black.

    WebGL leaves plots empty where a browser has no GPU for it. Who wants it gives a `renderer`.
    """
    module: Any = load("holoviews.plotting.bokeh.renderer", needed_for="a plot of HoloViews")
    own = {"theme": None} if renderer.theme is module.default_theme else {}
    return renderer.instance(webgl=False, **own)


def _all_keys(plot: Any) -> list[tuple[Any, ...]]:
    """Every combination of values that a player runs through. Raises `BadArgument` where there are too many to list."""
    if not plot.dynamic:
        return list(plot.keys)
    values = [list(dimension.values) for dimension in plot.dimensions]
    if not all(values):
        raise BadArgument(
            "Expected values for every dimension of a HoloViews pane with widget_type='scrubber': give them by "
            "`.redim.values(...)`, or use widget_type='individual'."
        )
    keys: list[tuple[Any, ...]] = [()]
    for each in values:
        keys = [(*key, value) for key in keys for value in each]
    return keys
