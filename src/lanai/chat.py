"""`pn.chat`: messages, the feed they stand in, and the interface a visitor writes in."""

from lanai.components.chat import *  # noqa: F403
from lanai.components.chat import __all__ as __all__
