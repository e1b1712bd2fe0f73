"""The floor: the same pages written by hand on Starlette, with no framework between."""

from __future__ import annotations

from pathlib import Path

from benchmarks.frameworks.base import Framework


def arguments(app: Path, port: int) -> list[str]:
    """The app is a program of its own that takes the port."""
    return [str(app), str(port)]


FRAMEWORK = Framework(
    name="floor",
    title="By hand",
    distributions=("starlette", "uvicorn"),
    import_line="import starlette.applications, starlette.responses, starlette.routing, starlette.websockets, uvicorn",
    arguments=arguments,
    note="A hand-written Starlette page with its own WebSocket and script: what no framework can undercut by much.",
)
