"""`pn.pane`: components that show an object."""

from typing import TYPE_CHECKING

from lanai.components import pane as _pane
from lanai.core.exports import exports as _exports

if TYPE_CHECKING:
    from lanai.components.arguments import Interactive
    from lanai.components.pane import *  # noqa: F403
    from lanai.components.pane.perspective import Perspective

__all__ = ["Interactive", "Perspective"]
__all__ += _pane.__all__

if not TYPE_CHECKING:  # of a module with __getattr__ a type checker believes every name
    __getattr__, __dir__ = _exports(
        __name__,
        {
            "lanai.components.arguments": "Interactive",
            "lanai.components.pane": " ".join(_pane.__all__),
            "lanai.components.pane.perspective": "Perspective",
        },
    )
