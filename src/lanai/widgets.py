"""`pn.widgets`: components that a visitor can change, and the indicators, which show a value in the same way."""

from typing import TYPE_CHECKING

from lanai.components import widgets as _widgets
from lanai.core.exports import exports as _exports

if TYPE_CHECKING:
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

if not TYPE_CHECKING:  # of a module with __getattr__ a type checker believes every name
    __getattr__, __dir__ = _exports(
        __name__,
        {
            "lanai.components.indicators": "BooleanStatus Dial Gauge LinearGauge LoadingSpinner Number Progress "
            "TooltipIcon Tqdm Trend",
            "lanai.components.widgets": " ".join(_widgets.__all__),
            "lanai.components.widgets.tabulator": "DataFrame Tabulator",
        },
    )
