"""Components that tell how things stand."""

from typing import TYPE_CHECKING

from lanai.core.exports import exports

if TYPE_CHECKING:
    from lanai.components.indicators.base import BooleanIndicator, Indicator, ValueIndicator
    from lanai.components.indicators.gauges import Dial, Gauge, LinearGauge
    from lanai.components.indicators.number import Number
    from lanai.components.indicators.progress import Progress
    from lanai.components.indicators.status import BooleanStatus, LoadingSpinner
    from lanai.components.indicators.string import String
    from lanai.components.indicators.tooltip import TooltipIcon
    from lanai.components.indicators.tqdm import Tqdm
    from lanai.components.indicators.trend import Trend

__all__ = [
    "BooleanIndicator",
    "BooleanStatus",
    "Dial",
    "Gauge",
    "Indicator",
    "LinearGauge",
    "LoadingSpinner",
    "Number",
    "Progress",
    "String",
    "TooltipIcon",
    "Tqdm",
    "Trend",
    "ValueIndicator",
]

if not TYPE_CHECKING:  # of a module with __getattr__ a type checker believes every name
    __getattr__, __dir__ = exports(
        __name__,
        {
            ".base": "BooleanIndicator Indicator ValueIndicator",
            ".gauges": "Dial Gauge LinearGauge",
            ".number": "Number",
            ".progress": "Progress",
            ".status": "BooleanStatus LoadingSpinner",
            ".string": "String",
            ".tooltip": "TooltipIcon",
            ".tqdm": "Tqdm",
            ".trend": "Trend",
        },
    )
