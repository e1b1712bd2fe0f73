"""The parts of BokehJS that models need."""

from __future__ import annotations

from collections.abc import Iterable

import bokeh
from bokeh.core.has_props import HasProps
from bokeh.embed.bundle import _use_gl, _use_mathjax, _use_tables, _use_widgets
from bokeh.model import Model

CORE = "bokeh.min.js"


def scripts_for(models: Iterable[Model]) -> list[str]:
    """The files of BokehJS that a page with these models loads, in order."""
    found: set[HasProps] = set(models)
    parts = (
        (_use_widgets, "bokeh-widgets.min.js"),
        (_use_tables, "bokeh-tables.min.js"),
        (_use_gl, "bokeh-gl.min.js"),
        (_use_mathjax, "bokeh-mathjax.min.js"),
    )
    return [CORE, *(name for needs, name in parts if needs(found))]


def versioned(name: str) -> str:
    """The path of a file of BokehJS below where the host serves them: `<version>/<file>`."""
    return f"{bokeh.__version__}/{name}"
