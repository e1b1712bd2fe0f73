"""BokehJS, from the installed `bokeh` package, at exactly its version."""

from __future__ import annotations

import asyncio
import gzip
import importlib.metadata
import importlib.util
from pathlib import Path

from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from lanai.callbacks.executor import on_own_thread
from lanai.hosts.asgi.assets import MEDIA_TYPES, file_headers
from lanai.hosts.asgi.negotiation import encoding_for

GZIP_LEVEL = 9


class BokehJS:
    """Answers for the minified scripts of BokehJS: `<version>/<file>`.

    Each is read and compressed once, on a thread, when it is first asked for.
    """

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._packed: dict[str, asyncio.Task[bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        version, file = scope["path_params"]["version"], scope["path_params"]["file"]
        response = await self._answer(version, file, scope)
        await response(scope, receive, send)

    async def _answer(self, version: str, file: str, scope: Scope) -> Response:
        path = self._find(version, file)
        if path is None:
            return PlainTextResponse("Not found", 404)
        coding = encoding_for(scope, ["gzip"])
        content = await (self._compressed(path) if coding else on_own_thread(path.read_bytes))
        return Response(content, headers=file_headers(coding), media_type=MEDIA_TYPES[".js"])

    def _find(self, version: str, file: str) -> Path | None:
        """The script's path, where it is one of the installed version's."""
        if self._folder is None:
            self._folder = _scripts()
        known = file.startswith("bokeh") and file.endswith(".min.js") and "/" not in file and "\\" not in file
        if not known or version != importlib.metadata.version("bokeh"):
            return None
        path = self._folder / file
        return path if path.is_file() else None

    def _compressed(self, path: Path) -> asyncio.Task[bytes]:
        task = self._packed.get(path.name)
        if task is None:
            task = asyncio.get_running_loop().create_task(on_own_thread(_compress, path))
            self._packed[path.name] = task
        return task


def _scripts() -> Path:
    """The folder of BokehJS, found without importing `bokeh`."""
    spec = importlib.util.find_spec("bokeh")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("The package bokeh is not installed.")
    return Path(spec.origin).parent / "server" / "static" / "js"


def _compress(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), GZIP_LEVEL, mtime=0)
