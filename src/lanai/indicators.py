"""`pn.indicators`: components that tell how things stand."""

from lanai.components.indicators import *  # noqa: F403
from lanai.components.indicators import __all__ as __all__
