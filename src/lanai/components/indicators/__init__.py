"""Components that tell how things stand."""

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
