"""DataFrame: the table under its older name."""

from __future__ import annotations

from typing import Any, ClassVar

import param

from lanai.components.parameters import Choice
from lanai.components.widgets.tabulator.table import Tabulator

AUTOSIZE_MODES = ("none", "fit_columns", "fit_viewport", "force_fit")


class DataFrame(Tabulator):
    """A table with the parameters that tables had before Tabulator; everything of Tabulator's works as well."""

    auto_edit = param.Boolean(default=False, doc="Accepted for compatibility: a click edits.")
    autosize_mode = Choice("force_fit", AUTOSIZE_MODES, doc="'force_fit' fills the width with the columns.")
    fit_columns = param.Boolean(default=None, allow_None=True, doc="Whether the columns fill the width.")
    reorderable = param.Boolean(default=True, doc="Whether the visitor may move columns.")

    _type: ClassVar[str] = "Tabulator"
    _local: ClassVar[frozenset[str]] = Tabulator._local | {
        "auto_edit",
        "autosize_mode",
        "fit_columns",
        "reorderable",
    }

    def __init__(self, value: Any = None, **params: Any) -> None:
        super().__init__(value, **params)
        fills = self.autosize_mode == "force_fit" if self.fit_columns is None else self.fit_columns
        if "layout" not in params and fills and (self.width is not None or self.sizing_mode is not None):
            self.layout = "fit_columns"
        if "movable_columns" not in params:
            self.movable_columns = self.reorderable
