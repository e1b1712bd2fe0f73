"""Files that a visitor gives: announced and sent in pieces, as a browser does."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lanai.errors import TestingError

if TYPE_CHECKING:
    from lanai.testing.element import Element

PIECE = 512 * 1024
"""Bytes of one message at most."""

FileLike = str | Path | tuple[str, bytes] | tuple[str, bytes, str]
"""A path, or name and content, and the MIME type where it is not the one that the name says."""


def upload(element: Element, files: Sequence[FileLike]) -> None:
    """Give `files` to a component that takes some. Raises `TestingError` where they are refused, or cannot be given."""
    if element.type not in ("FileInput", "FileDropper"):
        raise TestingError(f"The {element.type} {element.label!r} takes no files.")
    several = bool(element.read("multiple") or element.read("directory"))
    if len(files) > 1 and not several:
        raise TestingError(
            f"The {element.type} {element.label!r} takes one file at a time, got {len(files)}."
        )
    given = [_opened(each) for each in files]
    key = f"upload-{len(element._user.browser.frames)}-{element.id}"
    more = element.type == "FileDropper"
    announced = [[name, kind, len(data)] for name, data, kind in given]
    element.event("begin", {"key": key, "files": announced, "more": more})
    for piece in _pieces(element, given):
        if isinstance((element.read("transfers") or {}).get(key), str):
            break
        element.event("piece", {"key": key, "data": base64.b64encode(piece).decode(), "more": more})
    state = (element.read("transfers") or {}).get(key)
    element.event("cancel", {"key": key})  # the browser is done with it, one way or the other
    if isinstance(state, str):
        raise TestingError(f"The {element.type} {element.label!r} refused {_names(given)}: {state}")


def _pieces(element: Element, given: Sequence[tuple[str, bytes, str]]) -> list[bytes]:
    size = min(PIECE, element.read("chunk_size") or PIECE)
    return [data[start : start + size] for _, data, _ in given for start in range(0, len(data), size)]


def _opened(file: FileLike) -> tuple[str, bytes, str]:
    if isinstance(file, (str, Path)):
        name, data, kind = Path(file).name, Path(file).read_bytes(), ""
    else:
        name, data, kind = (*file, "")[:3]
    return name, data, kind or mimetypes.guess_type(name)[0] or ""


def _names(given: Sequence[tuple[str, bytes, str]]) -> str:
    return ", ".join(name for name, _, _ in given) or "nothing"
