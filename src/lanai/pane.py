"""`pn.pane`: components that show an object."""

from lanai.components import pane as _pane
from lanai.components.arguments import Interactive
from lanai.components.pane import *  # noqa: F403
from lanai.components.pane.perspective import Perspective

__all__ = ["Interactive", "Perspective"]
__all__ += _pane.__all__
