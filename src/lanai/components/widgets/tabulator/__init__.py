"""Tables. Not among the names of `lanai.components.widgets`: a table shows panes, and panes are made of widgets."""

from lanai.components.widgets.tabulator.dataframe import DataFrame
from lanai.components.widgets.tabulator.table import Tabulator

__all__ = ["DataFrame", "Tabulator"]
