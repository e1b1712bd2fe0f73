"""Where audio, video and documents come from: bytes, a file, an address."""

from __future__ import annotations

import io
import mimetypes
import os
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from lanai.components.files import HeldFile
from lanai.core.lazy import load
from lanai.errors import BadArgument, ComponentError

_FETCHING = 30.0  # seconds
_LONGEST_NAME = 2048


class Family(NamedTuple):
    """One kind of files: what it is called, the endings of names, and how bytes that begin so are to be called."""

    name: str
    suffixes: tuple[str, ...]
    mime: str
    """What it is taken for where neither name nor bytes tell."""
    sniff: Callable[[bytes], str | None]


def _heard(head: bytes) -> str | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "audio/wav"
    if head[:3] == b"ID3" or head[:2] in (b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"):
        return "audio/mpeg"
    if head[:4] == b"fLaC":
        return "audio/flac"
    if head[:4] == b"OggS":
        return "audio/ogg"
    return "audio/mp4" if head[4:8] == b"ftyp" else None


def _seen(head: bytes) -> str | None:
    if head[:4] == b"\x1aE\xdf\xa3":
        return "video/webm"
    if head[:4] == b"OggS":
        return "video/ogg"
    return "video/mp4" if head[4:8] == b"ftyp" else None


AUDIO = Family(
    "audio", (".mp3", ".wav", ".ogg", ".oga", ".flac", ".m4a", ".aac", ".opus"), "audio/mpeg", _heard
)
VIDEO = Family("video", (".mp4", ".webm", ".ogv", ".m4v", ".mov"), "video/mp4", _seen)
PDF = Family(
    "a PDF",
    (".pdf",),
    "application/pdf",
    lambda head: "application/pdf" if b"%PDF-" in head[:1024] else None,
)


def is_address(obj: Any) -> bool:
    """Whether `obj` is an address that a browser loads by itself."""
    return isinstance(obj, str) and obj[:8].lower().startswith(("http://", "https://", "data:", "blob:"))


def suits(obj: Any, family: Family) -> bool:
    """Whether `obj` is of the family, so far as can be told without asking another host.

    Of paths written as text only those of files below this folder: a text may be a visitor's.
    """
    if isinstance(obj, PurePath):
        return obj.suffix.lower() in family.suffixes
    if isinstance(obj, (bytes, bytearray, memoryview)):
        return family.sniff(bytes(obj[:1024])) is not None
    if not isinstance(obj, str) or len(obj) > _LONGEST_NAME or "\n" in obj or "\0" in obj:
        return False
    if obj[:8].lower().startswith(("http://", "https://")):
        return obj.partition("?")[0].partition("#")[0].lower().endswith(family.suffixes)
    if not obj.lower().endswith(family.suffixes) or Path(obj).is_absolute():
        return False
    folder = Path.cwd()
    path = Path(os.path.realpath(folder / obj))
    return path.is_relative_to(folder) and path.is_file()


def read_file(obj: Any, family: Family, who: str) -> HeldFile:
    """The file that `obj` is or names. A path is not read here. Raises `BadArgument` for what is no such file."""
    if isinstance(obj, (str, PurePath)):
        return _at(obj, family, who)
    data = _bytes_of(obj)
    if data is None:
        raise BadArgument(
            f"{who} shows {family.name}: expected its bytes, a file, the path of one, or an http(s) address; got "
            f"{type(obj).__qualname__}."
        )
    return HeldFile(
        data, family.sniff(data[:1024]) or family.mime, f"{family.name.split()[-1].lower()}{_suffix(family)}"
    )


def fetch(address: str, family: Family) -> bytes:
    """What is at the address. Raises `ComponentError` where it does not answer."""
    try:
        with load("urllib.request", needed_for="media from an address").urlopen(
            address, timeout=_FETCHING
        ) as answer:
            return bytes(answer.read())
    except (OSError, ValueError) as error:
        raise ComponentError(f"The {family.name} at {address} could not be fetched: {error}") from error


def _suffix(family: Family) -> str:
    return family.suffixes[0]


def _at(name: str | PurePath, family: Family, who: str) -> HeldFile:
    text = str(name)
    path = Path(text) if len(text) <= _LONGEST_NAME and "\0" not in text else None
    if path is None or not path.is_file():
        raise BadArgument(
            f"{who} shows {family.name}: expected its bytes, a file, the path of one, or an http(s) address; got "
            f"{text[:80]!r}, which is no file in {Path.cwd()}."
        )
    guessed = mimetypes.guess_type(path.name)[0]
    return HeldFile(path.absolute(), guessed or family.mime, path.name)


def _bytes_of(obj: Any) -> bytes | None:
    if isinstance(obj, (bytes, bytearray, memoryview)):
        return bytes(obj)
    if isinstance(obj, io.IOBase) or hasattr(obj, "read"):
        if getattr(obj, "seekable", bool)():
            obj.seek(0)
        data = obj.read()
        return None if isinstance(data, str) else bytes(data)
    return None
