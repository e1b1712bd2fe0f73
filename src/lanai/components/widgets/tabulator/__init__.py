"""Tables. Not among the names of `lanai.components.widgets`: a table shows panes, and panes are made of widgets."""

from typing import TYPE_CHECKING

from lanai.core.exports import exports

if TYPE_CHECKING:
    from lanai.components.widgets.tabulator.dataframe import DataFrame
    from lanai.components.widgets.tabulator.table import Tabulator

__all__ = ["DataFrame", "Tabulator"]

if not TYPE_CHECKING:  # of a module with __getattr__ a type checker believes every name
    __getattr__, __dir__ = exports(__name__, {".dataframe": "DataFrame", ".table": "Tabulator"})
