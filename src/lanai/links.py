"""`pn.links`: what connects two components, in Python or in the browser alone."""

from lanai.components.jslinks import JSLink as JSLink
from lanai.components.jslinks import jscallback as jscallback
from lanai.components.jslinks import jslink as jslink
from lanai.components.links import Link as Link
from lanai.components.links import link as link

__all__ = ["JSLink", "Link", "jscallback", "jslink", "link"]
