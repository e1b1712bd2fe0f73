"""Where an image comes from: bytes, a file, an address, or an object that offers itself as an image."""

from __future__ import annotations

import base64
import io
import os
from pathlib import Path, PurePath
from typing import Any

from lanai.components.pane.imagekinds import KINDS, PNG, SVG, Kind, kind_of
from lanai.core.lazy import load, loaded
from lanai.errors import BadArgument, ComponentError

_FETCHING = 30.0  # seconds
_LONGEST_NAME = 2048


def is_address(obj: Any) -> bool:
    """Whether `obj` is an address from which a browser loads an image by itself."""
    return isinstance(obj, str) and obj[:8].lower().startswith(("http://", "https://"))


def is_inline(obj: Any) -> bool:
    """Whether `obj` is an address that holds the image itself."""
    return isinstance(obj, str) and obj[:11].lower() == "data:image/"


def suits(obj: Any, kind: Kind) -> bool:
    """Whether `obj` is an image of this kind, so far as can be told without reading a file or asking another host."""
    if isinstance(obj, str):
        return _named(obj, kind) or (kind is SVG and obj[:64].lstrip().startswith("<svg"))
    if isinstance(obj, PurePath):
        return obj.suffix.lower() in kind.suffixes
    if isinstance(obj, (bytes, bytearray, memoryview)):
        return kind_of(bytes(obj[:4096])) is kind
    if isinstance(obj, io.IOBase):
        return obj.readable() and obj.seekable() and _peek(obj) is kind
    return any(hasattr(type(obj), offer) for offer in kind.offers)


def read_image(obj: Any, kind: Kind | None, who: str) -> tuple[Kind, bytes]:
    """The image that `obj` is, names or offers (of `kind` where it offers several): what kind it is, and its bytes.

    `who` is the pane that asks, for messages. Raises `BadArgument` for what is no image, `ComponentError` for an
    address that does not answer.
    """
    data = _bytes_of(obj, kind)
    if data is None:
        raise BadArgument(
            f"{who} shows an image: expected its bytes, a file, the path of one, an http(s) address, or an object that "
            f"offers itself as an image; got {_said(obj)}."
        )
    found = kind_of(data)
    if found is None:
        known = ", ".join(each.name.upper() for each in KINDS)
        raise BadArgument(
            f"{who} shows an image, one of {known}; got {len(data)} bytes that begin with {data[:16]!r}."
        )
    return found, data


def _bytes_of(obj: Any, kind: Kind | None) -> bytes | None:
    if isinstance(obj, (bytes, bytearray, memoryview)):
        return bytes(obj)
    if is_address(obj):
        return _fetch(obj)
    if isinstance(obj, str) and obj.lstrip().startswith("<"):
        return obj.encode("utf-8")
    if isinstance(obj, (str, PurePath)):
        return _file(obj)
    if hasattr(obj, "read"):
        return _stream(obj)
    return _drawn(obj, kind) or _offered(obj, kind)


def _said(obj: Any) -> str:
    if isinstance(obj, (str, PurePath)):
        return f"{str(obj)[:80]!r}, which is no file in {Path.cwd()}"
    return f"{type(obj).__qualname__}"


def _named(text: str, kind: Kind) -> bool:
    """Whether the text is an address with such a name, or the relative path of such a file below this folder.

    No other path: a text may be a visitor's, who is not to choose among all the files of this machine.
    """
    if is_address(text):
        return text.partition("?")[0].partition("#")[0].lower().endswith(kind.suffixes)
    if not text[-5:].lower().endswith(kind.suffixes) or len(text) > _LONGEST_NAME or "\n" in text:
        return False
    folder = Path.cwd()
    path = Path(os.path.realpath(folder / text))
    return not Path(text).is_absolute() and path.is_relative_to(folder) and path.is_file()


def _file(name: str | PurePath) -> bytes | None:
    if len(str(name)) > _LONGEST_NAME or "\0" in str(name):
        return None
    path = Path(name)
    return path.read_bytes() if path.is_file() else None


def _fetch(address: str) -> bytes:
    try:
        with load("urllib.request", needed_for="images from an address").urlopen(
            address, timeout=_FETCHING
        ) as answer:
            return bytes(answer.read())
    except (OSError, ValueError) as error:
        raise ComponentError(f"The image at {address} could not be fetched: {error}") from error


def _stream(stream: Any) -> bytes:
    """All that a file-like object holds, also when it has been read before."""
    if getattr(stream, "seekable", bool)():
        stream.seek(0)
    data = stream.read()
    return data.encode("utf-8") if isinstance(data, str) else bytes(data)


def _peek(stream: Any) -> Kind | None:
    at = stream.tell()
    head = stream.read(4096)
    stream.seek(at)
    return kind_of(head.encode("utf-8") if isinstance(head, str) else head)


def _drawn(obj: Any, kind: Kind | None) -> bytes | None:
    """An image of the Pillow library, written as the kind that is asked for."""
    pillow = loaded("PIL.Image")
    if pillow is None or not isinstance(obj, pillow.Image):
        return None
    name = "JPEG" if kind is not None and kind.name == "jpg" else (kind or PNG).name.upper()
    stream = io.BytesIO()
    (obj.convert("RGB") if name == "JPEG" else obj).save(stream, "PNG" if name == "SVG" else name)
    return stream.getvalue()


def _offered(obj: Any, kind: Kind | None) -> bytes | None:
    """What the object's `_repr_png_` and the like give: bytes, base64, or markup, maybe with metadata."""
    for each in (kind,) if kind is not None else KINDS:
        for name in each.offers:
            offer = getattr(obj, name, None) if hasattr(type(obj), name) else None
            given = offer() if offer is not None else None
            if isinstance(given, tuple):
                given = given[0]
            if isinstance(given, str):
                given = given.encode("utf-8") if each is SVG else base64.b64decode(given)
            if given:
                return bytes(given)
    return None
