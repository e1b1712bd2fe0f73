"""`pn.widgets`: components that a visitor can change."""

from lanai.components.widgets import *  # noqa: F403
from lanai.components.widgets import __all__ as __all__
