"""`pn.reactive`: Panel's name for the bases of components of the app's own."""

from lanai.components.base import Viewable as Viewable
from lanai.components.custom import ReactiveESM as ReactiveESM
from lanai.components.custom import ReactiveHTML as ReactiveHTML

Reactive = Viewable
"""Panel's name for what links and reports its changes: every component."""

__all__ = ["Reactive", "ReactiveESM", "ReactiveHTML", "Viewable"]
