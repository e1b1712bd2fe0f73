"""Lanai itself, from the environment that runs the harness."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.frameworks.base import Framework
from benchmarks.opening import Opening, found


def arguments(app: Path, port: int) -> list[str]:
    """`lanai serve`, as its documentation shows it."""
    return ["-m", "lanai", "serve", str(app), "--port", str(port), "--address", "127.0.0.1"]


def opening(page: str, path: str) -> Opening:
    """The page's data name the WebSocket; frames are acknowledged: protocol/README.md."""
    data = json.loads(found(r'id="lanai-page">(.*?)</script>', page))
    first = {"t": "open", "v": data["v"], "token": data["token"], "rev": data["frame"]["rev"]}
    return Opening(data["ws"], messages=(json.dumps(first), '{"t":"loaded"}'), answer=acknowledge)


def acknowledge(message: str | bytes) -> str | None:
    """The answer to a frame that is text; the apps measured so send no buffers."""
    data = json.loads(message)
    return json.dumps({"t": "ack", "rev": data["rev"]}) if data["t"] == "frame" else None


FRAMEWORK = Framework(
    name="lanai",
    title="Lanai",
    distributions=("lanai", "param", "bokeh", "starlette", "uvicorn"),
    import_line="import lanai as pn",
    arguments=arguments,
    open=opening,
    keep_sessions=("--unused-session-lifetime", "600000"),
    note="`lanai serve`, default settings.",
)
