"""The settings of templates whose main area is a grid."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.parameters import Choice, OwnDict
from lanai.components.template.area import GridArea, TemplateArea
from lanai.components.template.basic import BasicTemplate

_FIXED = "Accepted for compatibility; cells stay where the app puts them."


class GridTemplate(BasicTemplate):
    """A template whose main area is a grid: `template.main[0:3, 0:6] = component`. On a phone it is one column."""

    __abstract = True

    breakpoints = OwnDict(
        default={"lg": 1200, "md": 996, "sm": 768, "xs": 480, "xxs": 0},
        doc="Accepted for compatibility; where there is little room there is one column.",
    )
    cols = OwnDict(
        default={"lg": 12, "md": 10, "sm": 6, "xs": 4, "xxs": 2},
        doc="How many columns there are: that of 'lg' counts.",
    )
    compact = Choice(None, [None, "vertical", "horizontal", "both"], doc=_FIXED)
    dimensions = OwnDict(default={"minW": 0, "maxW": "Infinity", "minH": 0, "maxH": "Infinity"}, doc=_FIXED)
    prevent_collision = param.Boolean(default=False, doc=_FIXED)
    row_height = param.Integer(default=150, bounds=(1, None), doc="The height of a row in px.")
    save_layout = param.Boolean(default=False, doc=_FIXED)

    _local: ClassVar[frozenset[str]] = BasicTemplate._local | {
        "breakpoints", "cols", "compact", "dimensions", "prevent_collision", "row_height", "save_layout",
    }  # fmt: skip
    _arrangement: ClassVar[str] = "grid"
    _main: ClassVar[type[TemplateArea]] = GridArea

    def _area(self, name: str) -> TemplateArea:
        area = super()._area(name)
        if name == "main":
            area.param.update(columns=self.cols.get("lg", 12), row_height=self.row_height)
        return area

    def _changed(self, name: str) -> None:
        main: Any = self._areas.get("main")
        if main is not None and name in ("cols", "row_height"):
            main.param.update(columns=self.cols.get("lg", 12), row_height=self.row_height)
        super()._changed(name)
