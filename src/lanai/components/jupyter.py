"""`pn.ipywidget`: what Lanai does not do."""

from __future__ import annotations

from typing import Any, NoReturn

from lanai.errors import ComponentError


def ipywidget(obj: Any, **params: Any) -> NoReturn:
    """Not supported: raises `ComponentError`, which says what to do instead."""
    raise ComponentError(
        "A component cannot become a widget of ipywidgets, which needs Jupyter's kernel and scripts. Let it be the last line "
        "of the notebook's cell, or serve it with `component.servable()` and `lanai serve`."
    )
