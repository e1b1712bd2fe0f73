"""The code that components of the app's own bring, as modules of this server."""

from __future__ import annotations

from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from lanai.components.custom.scripts import find_script
from lanai.hosts.asgi.assets import MEDIA_TYPES, file_headers

KEPT = 128
"""Modules that are remembered although their classes are gone, for browsers that come late."""


class Modules:
    """Answers for a module by its name, which is made of what it says. Anyone may have it: it is a page's code."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        text = self._find(scope["path_params"]["file"])
        response = (
            PlainTextResponse("Not found", 404)
            if text is None
            else Response(text, headers=file_headers(None), media_type=MEDIA_TYPES[".js"])
        )
        await response(scope, receive, send)

    def _find(self, name: str) -> str | None:
        if name not in self._texts:
            script = find_script(name)
            if script is None:
                return None
            while len(self._texts) >= KEPT:
                del self._texts[next(iter(self._texts))]
            self._texts[name] = script.text
        return self._texts[name]
