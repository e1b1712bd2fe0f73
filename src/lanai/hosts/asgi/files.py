"""The files that components hold, for the browsers that show them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from lanai.components.files import HeldFile, HoldsFile
from lanai.errors import SessionGone
from lanai.hosts.asgi.host import Host
from lanai.hosts.asgi.visit import identity_of

PIECE = 256 * 1024
"""Bytes that a line is given at once."""

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class Files:
    """Answers for `<session>/<component>/<key>/<name>`: what the component holds under that key, whole or in part.

    Where visitors log in, only the session's own user gets it. For everyone else there is nothing.
    """

    def __init__(self, host: Host) -> None:
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = self._find(scope)
        response = PlainTextResponse("Not found", 404) if file is None else self._answer(file, scope)
        await response(scope, receive, send)

    def _find(self, scope: Scope) -> HeldFile | None:
        path = scope["path_params"]
        try:
            session = self._host.sessions.find(path["session"])
        except SessionGone:
            return None
        identity, owner = identity_of(scope), session.request.identity
        if (identity and identity.user) != (owner and owner.user):
            return None
        component = session.outbox.find(path["component"])
        return component.offered(path["key"]) if isinstance(component, HoldsFile) else None

    def _answer(self, file: HeldFile, scope: Scope) -> Response:
        headers = {"cache-control": "private, max-age=3600"}
        framing = self._host.policy.framing()
        if framing is not None:
            headers["content-security-policy"] = framing  # the viewer of PDFs needs its own scripts
        if isinstance(file.content, bytes):
            return _of_bytes(file.content, file.mime, headers, scope)
        if not file.content.is_file():
            return PlainTextResponse("Gone", 410)
        return FileResponse(file.content, media_type=file.mime, headers=headers)


def _of_bytes(content: bytes, mime: str, headers: dict[str, str], scope: Scope) -> Response:
    """The bytes, or the one range of them that is asked for."""
    headers = {**headers, "accept-ranges": "bytes"}
    asked = dict(scope["headers"]).get(b"range", b"").decode("latin-1")
    found = _RANGE.fullmatch(asked)
    if found is None or not any(found.groups()):
        return _in_pieces(content, 0, len(content), 200, headers, mime)
    size, (first, last) = len(content), found.groups()
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last) if first and last else size - 1, size - 1)
    if start > end:
        return Response(status_code=416, headers={**headers, "content-range": f"bytes */{size}"})
    headers["content-range"] = f"bytes {start}-{end}/{size}"
    return _in_pieces(content, start, end + 1, 206, headers, mime)


def _in_pieces(
    content: bytes, start: int, end: int, status: int, headers: dict[str, str], mime: str
) -> Response:
    """The bytes from `start` to `end`. The line is given them piece by piece: a slow one holds no copy of all of them."""

    async def pieces() -> AsyncIterator[bytes]:
        for place in range(start, end, PIECE):
            yield content[place : min(place + PIECE, end)]

    return StreamingResponse(pieces(), status, {**headers, "content-length": str(end - start)}, mime)
