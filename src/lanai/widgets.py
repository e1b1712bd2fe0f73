"""`pn.widgets`: components that a visitor can change, and the indicators, which show a value in the same way."""

from lanai.components import widgets as _widgets
from lanai.components.indicators import (
    BooleanStatus,
    Dial,
    Gauge,
    LinearGauge,
    LoadingSpinner,
    Number,
    Progress,
    TooltipIcon,
    Tqdm,
    Trend,
)
from lanai.components.widgets import *  # noqa: F403
from lanai.components.widgets.tabulator import DataFrame, Tabulator

__all__ = [
    "BooleanStatus",
    "DataFrame",
    "Dial",
    "Gauge",
    "LinearGauge",
    "LoadingSpinner",
    "Number",
    "Progress",
    "Tabulator",
    "TooltipIcon",
    "Tqdm",
    "Trend",
]
__all__ += _widgets.__all__
