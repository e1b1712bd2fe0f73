"""`pn.layout`: components that arrange others."""

from lanai.components.layout import *  # noqa: F403
from lanai.components.layout import __all__ as __all__
