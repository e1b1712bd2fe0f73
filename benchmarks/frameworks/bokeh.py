"""Bokeh server, which Panel stands on."""

from __future__ import annotations

from pathlib import Path

from benchmarks.frameworks import panel
from benchmarks.frameworks.base import Framework


def arguments(app: Path, port: int) -> list[str]:
    """`bokeh serve`, as its documentation shows it."""
    return ["-m", "bokeh", "serve", str(app), "--port", str(port), "--address", "127.0.0.1"]


FRAMEWORK = Framework(
    name="bokeh",
    title="Bokeh",
    distributions=("bokeh", "tornado"),
    import_line="import bokeh.io, bokeh.layouts, bokeh.models, bokeh.plotting",
    arguments=arguments,
    open=panel.opening,
    keep_sessions=("--unused-session-lifetime", "600000"),
    environment=panel.FRAMEWORK.environment,
    requirements=panel.FRAMEWORK.requirements,
    left_out={"hostile": "Panel stands on it, and runs callbacks as it does"},
    note="`bokeh serve`, default settings.",
)
