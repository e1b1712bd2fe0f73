"""`pn.pane`: components that show an object."""

from lanai.components.pane import *  # noqa: F403
from lanai.components.pane import __all__ as __all__
