"""Components that tell how things stand."""

from lanai.components.indicators.base import BooleanIndicator, Indicator, ValueIndicator
from lanai.components.indicators.number import Number
from lanai.components.indicators.progress import Progress
from lanai.components.indicators.status import BooleanStatus, LoadingSpinner
from lanai.components.indicators.tqdm import Tqdm

__all__ = [
    "BooleanIndicator",
    "BooleanStatus",
    "Indicator",
    "LoadingSpinner",
    "Number",
    "Progress",
    "Tqdm",
    "ValueIndicator",
]
