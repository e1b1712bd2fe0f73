"""`pn.custom`: components whose browser's half is the app's own code."""

from typing import TYPE_CHECKING

from lanai.components.custom import __all__ as __all__
from lanai.core.exports import exports as _exports

if TYPE_CHECKING:
    from lanai.components.custom import *  # noqa: F403
else:  # of a module with __getattr__ a type checker believes every name
    __getattr__, __dir__ = _exports(__name__, {"lanai.components.custom": " ".join(__all__)})
