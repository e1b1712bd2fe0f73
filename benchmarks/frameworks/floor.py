"""The floor: the same pages written by hand on Starlette, with no framework between."""

from __future__ import annotations

from pathlib import Path

from benchmarks.frameworks.base import Framework
from benchmarks.opening import Opening, found


def arguments(app: Path, port: int) -> list[str]:
    """The app is a program of its own that takes the port."""
    return [str(app), str(port)]


def opening(page: str, path: str) -> Opening:
    """The page's script names its WebSocket."""
    return Opening(found(r"location\.host}(/ws[^`]*)`", page))


FRAMEWORK = Framework(
    name="floor",
    title="By hand",
    distributions=("starlette", "uvicorn"),
    import_line="import starlette.applications, starlette.responses, starlette.routing, starlette.websockets, uvicorn",
    arguments=arguments,
    open=opening,
    left_out={"hostile": "a page by hand has no ways of giving callbacks, and no limits but its server's"},
    note="A hand-written Starlette page with its own WebSocket and script: what no framework can undercut by much.",
)
