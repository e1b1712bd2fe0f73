"""plotly.js, from the installed `plotly` package, at exactly its version."""

from __future__ import annotations

import importlib.metadata
import importlib.util
from pathlib import Path

from lanai.hosts.asgi.bokehjs import BokehJS

FILE = "plotly.min.js"


class PlotlyJS(BokehJS):
    """Answers for plotly.js: `<version>/plotly.min.js`. There is nothing where the package is not installed."""

    def _find(self, version: str, file: str) -> Path | None:
        spec = importlib.util.find_spec("plotly") if file == FILE else None
        if spec is None or spec.origin is None or version != importlib.metadata.version("plotly"):
            return None
        path = Path(spec.origin).parent / "package_data" / FILE
        return path if path.is_file() else None
