"""`pn.viewable`: the base of every component on a page, and of what shows itself as one."""

from lanai.components.base import Viewable as Viewable
from lanai.components.custom.children import Child as Child
from lanai.components.custom.children import Children as Children
from lanai.components.viewer import Viewer as Viewer

Layoutable = Viewable
"""Panel's name for the part of it that has sizes."""

__all__ = ["Child", "Children", "Layoutable", "Viewable", "Viewer"]
