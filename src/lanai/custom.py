"""`pn.custom`: components whose browser's half is the app's own code."""

from lanai.components.custom import *  # noqa: F403
from lanai.components.custom import __all__ as __all__
