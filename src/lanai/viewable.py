"""`pn.viewable`: the base of every component on a page."""

from lanai.components.base import Viewable as Viewable

__all__ = ["Viewable"]
