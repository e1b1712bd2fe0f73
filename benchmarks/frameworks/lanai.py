"""Lanai itself, from the environment that runs the harness."""

from __future__ import annotations

import json
import time
from pathlib import Path

from benchmarks.frameworks.base import Framework
from benchmarks.opening import Opening, found

MOST_UNTOLD = 4
SILENCE_SECONDS = 0.5


def arguments(app: Path, port: int) -> list[str]:
    """`lanai serve`, as its documentation shows it; its bound of 10,000 sessions lies above the largest crowd."""
    serve = ["-m", "lanai", "serve", str(app), "--port", str(port), "--address", "127.0.0.1"]
    return [*serve, "--max-sessions", "20000"]


def opening(page: str, path: str) -> Opening:
    """The page's data name the WebSocket; frames are acknowledged: protocol/README.md."""
    data = json.loads(found(r'id="lanai-page">(.*?)</script>', page))
    first = {"t": "open", "v": data["v"], "token": data["token"], "rev": data["frame"]["rev"]}
    receipts = Receipts(first["rev"])
    loaded = '{"t":"loaded"}'
    return Opening(data["ws"], messages=(json.dumps(first), loaded), again=(loaded,), answer=receipts.answer)


class Receipts:
    """Acknowledges frames as the page does: every fourth, and those that come seldom each by itself.

    The apps that are measured so send no large frames and no buffers.
    """

    def __init__(self, rev: int) -> None:
        self._told = rev
        self._at = time.monotonic()

    def answer(self, message: str | bytes) -> str | None:
        """What the page says to the message, if anything."""
        data, now = json.loads(message), time.monotonic()
        if data["t"] != "frame" or (
            data["rev"] - self._told < MOST_UNTOLD and now - self._at < SILENCE_SECONDS
        ):
            return None
        self._told, self._at = data["rev"], now
        return json.dumps({"t": "ack", "rev": data["rev"]})


FRAMEWORK = Framework(
    name="lanai",
    title="Lanai",
    distributions=("lanai", "param", "bokeh", "starlette", "uvicorn"),
    import_line="import lanai as pn",
    arguments=arguments,
    open=opening,
    keep_sessions=("--unused-session-lifetime", "600000"),
    note="`lanai serve`, default settings, but for `--max-sessions 20000` (10,000).",
)
