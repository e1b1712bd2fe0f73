"""Files that a component lets the browser fetch, for what is too large to travel in a frame."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from lanai.components.base import Viewable


class HeldFile(NamedTuple):
    """What a browser gets: bytes, or the path of a file that is read when it is asked for."""

    content: bytes | Path
    mime: str
    name: str


class HoldsFile(Viewable):
    """A component with one file, which browsers that show the component may fetch as often as they like.

    The address has a key that nobody can guess, and works in sessions that show the component, for as long as they do.
    """

    __abstract = True

    _offered: tuple[str, HeldFile] | None = None

    def offer(self, file: HeldFile) -> str:
        """Hold `file` instead of the one before. Returns its address below the address of the session's files."""
        key = secrets.token_urlsafe(12)
        self._offered = (key, file)
        return f"{self._number}/{key}/{quote(file.name, safe='')}"

    def offered(self, key: str) -> HeldFile | None:
        """The file that is held under `key`, or None."""
        if self._offered is None or not secrets.compare_digest(self._offered[0].encode(), key.encode()):
            return None
        return self._offered[1]
