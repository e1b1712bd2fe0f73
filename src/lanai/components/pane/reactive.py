"""ReactiveExpr: a reactive expression together with the widgets it is made of."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.pane.base import Pane
from lanai.components.pane.function import ParamRef
from lanai.components.parameters import Choice, Margin, OwnList
from lanai.components.widgets import Widget
from lanai.core.references import dependencies

LOCATIONS = (
    *("left", "right", "top", "bottom", "top_left", "top_right", "bottom_left", "bottom_right"),
    *("left_top", "left_bottom", "right_top", "right_bottom"),
)


class ReactiveExpr(Pane):
    """Shows the widgets that an `rx` expression depends on, and below them its value, kept up to date.

    In a layout an expression alone shows its value only: the widgets usually stand on the page already.
    """

    center = param.Boolean(default=False, doc="Accepted for compatibility.")
    margin = Margin(default=0, allow_None=True, doc="Space around it in px.")
    object = param.Parameter(default=None, allow_refs=False, doc="The expression.")
    objects = OwnList(doc="The widgets and the output.")
    show_widgets = param.Boolean(default=True, doc="Whether the widgets are shown.")
    widget_layout = param.Parameter(
        default=None, doc="A class of layouts to put the widgets in; None: one below the other."
    )
    widget_location = Choice(
        "left_top", LOCATIONS, doc="Widgets go above the output, or below it where this begins with 'bottom'."
    )

    _type: ClassVar[str] = "Param"
    _children: ClassVar[tuple[str, ...]] = ("objects",)
    _steers: ClassVar[frozenset[str]] = frozenset(
        {"object", "show_widgets", "widget_layout", "widget_location"}
    )
    _foreign: ClassVar[frozenset[str]] = frozenset()
    _local: ClassVar[frozenset[str]] = Pane._local | _steers | {"center"}

    def __init__(self, object: Any = None, **params: Any) -> None:
        super().__init__(object, **params)
        self._build()

    @property
    def widgets(self) -> list[Widget]:
        """The widgets whose values the expression depends on, each once."""
        owners = [parameter.owner for parameter in dependencies(self.object)]
        return list({id(owner): owner for owner in owners if isinstance(owner, Widget)}.values())

    def _changed(self, name: str) -> None:
        super()._changed(name)
        if name in self._steers and self._param__private.initialized:
            self._build()

    def _build(self) -> None:
        if self.object is None:
            self._store("objects", [])
            return
        widgets: list[Any] = list(self.widgets) if self.show_widgets else []
        if widgets and self.widget_layout is not None:
            widgets = [self.widget_layout(*widgets)]
        output = ParamRef(self.object)
        below = self.widget_location.startswith("bottom")
        self._store("objects", [output, *widgets] if below else [*widgets, output])
