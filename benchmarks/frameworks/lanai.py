"""Lanai itself, from the environment that runs the harness."""

from __future__ import annotations

from pathlib import Path

from benchmarks.frameworks.base import Framework


def arguments(app: Path, port: int) -> list[str]:
    """`lanai serve`, as its documentation shows it."""
    return ["-m", "lanai", "serve", str(app), "--port", str(port), "--address", "127.0.0.1"]


FRAMEWORK = Framework(
    name="lanai",
    title="Lanai",
    distributions=("lanai", "param", "bokeh", "starlette", "uvicorn"),
    import_line="import lanai as pn",
    arguments=arguments,
    keep_sessions=("--unused-session-lifetime", "600000"),
    note="`lanai serve`, default settings.",
)
