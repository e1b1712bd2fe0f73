"""Viewer: a Parameterized of the app's own that shows itself as a component."""

from __future__ import annotations

from typing import Any

import param

from lanai.components.base import Viewable
from lanai.components.pane.base import as_component
from lanai.errors import ComponentError


class Viewer(param.Parameterized):
    """The base of an app's own classes that are put into layouts as they are.

    A subclass defines `__panel__`, which returns what stands for it. Decorated by `pn.depends` it is called again when
    what it depends on changes.
    """

    def __panel__(self) -> Any:
        raise ComponentError(
            f"{type(self).__qualname__} shows nothing: define a method `__panel__` that returns a component."
        )

    def servable(
        self, title: str | None = None, location: Any = True, area: str = "main", target: str | None = None
    ) -> Viewer:
        """Show it on the page of the current session; see `Viewable.servable`. Returns the viewer itself."""
        shown: Viewable = as_component(self)
        shown.servable(title=title, location=location, area=area, target=target)
        return self
