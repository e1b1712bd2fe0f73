"""Folders of the server's owner, for `--static-dirs`: their files, and nothing around them."""

from __future__ import annotations

import os
from pathlib import PurePath

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from lanai.hosts.asgi.policy import Policy

SHOWN = ".well-known"
"""The only name that begins with a dot and is no secret."""


class Folder(StaticFiles):
    """Answers for the files below a folder.

    Hidden ones (`.env`, `.git/config`) are not there, and neither is what a symbolic link leads to outside of it. The
    owner's pages may run what they like, so only the frames they may be in are the server's to say.
    """

    def __init__(self, folder: str | os.PathLike[str], policy: Policy) -> None:
        super().__init__(directory=folder)
        self._root = os.path.realpath(folder)
        framing = policy.framing()
        self._headers = {"cross-origin-resource-policy": "cross-origin"} | (
            {} if framing is None else {"content-security-policy": framing}
        )

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        found, status = super().lookup_path(path)
        if status is None or _hidden(path) or _hidden(os.path.relpath(found, self._root)):
            return "", None
        return found, status

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers.update(self._headers)
        return response


def _hidden(path: str) -> bool:
    parts = PurePath(path).parts
    return any(part.startswith(".") and part != SHOWN for part in parts)
