"""`pn.template`: pages with a header, a sidebar, a main area and a modal."""

from lanai.components.template import *  # noqa: F403
from lanai.components.template import __all__ as __all__
