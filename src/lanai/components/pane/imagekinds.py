"""Kinds of images: how their bytes begin, what their files are called, and how large the image in them is."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from typing import NamedTuple

Size = tuple[int, int]
"""Width and height in px."""


class Kind(NamedTuple):
    """One kind of image file."""

    name: str
    mime: str
    suffixes: tuple[str, ...]
    """How its files' names end."""
    offers: tuple[str, ...]
    """The methods by which an object offers itself as such an image."""
    begins: Callable[[bytes], bool]
    """Whether bytes are of this kind, by how they begin."""
    measure: Callable[[bytes], Size | None]
    """The size of the image in such bytes; None where they do not say, or are cut off."""


def kind_of(data: bytes) -> Kind | None:
    """What kind of image `data` holds; None for anything else."""
    return next((kind for kind in KINDS if kind.begins(data)), None)


def size_of(kind: Kind, data: bytes) -> Size | None:
    """The size at which a browser shows the image, where its bytes say so."""
    try:
        size = kind.measure(data)
    except (struct.error, IndexError, ValueError):
        return None  # cut off: the browser shows what there is
    return size if size is not None and min(size) > 0 else None


def _png(data: bytes) -> Size:
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _gif(data: bytes) -> Size:
    width, height = struct.unpack_from("<HH", data, 6)
    return width, height


# -- JPEG: segments, each with its length; one holds the size, another may say that it lies on its side ----

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_EXIF, _ORIENTATION, _FIRST_ON_ITS_SIDE = 0xE1, 0x0112, 5


def _jpg(data: bytes) -> Size | None:
    position, on_its_side = 2, False
    while position < len(data):
        if data[position] != 0xFF:
            return None
        marker = data[position + 1]
        if marker == 0xFF:  # padding
            position += 1
            continue
        (length,) = struct.unpack_from(">H", data, position + 2)
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, position + 5)
            return (height, width) if on_its_side else (width, height)
        if marker == _EXIF and data[position + 4 : position + 10] == b"Exif\0\0":
            on_its_side = _orientation(data[position + 10 : position + 2 + length]) >= _FIRST_ON_ITS_SIDE
        position += 2 + length
    return None


def _orientation(tiff: bytes) -> int:
    order = "<" if tiff[:2] == b"II" else ">"
    (start,) = struct.unpack_from(order + "I", tiff, 4)
    (count,) = struct.unpack_from(order + "H", tiff, start)
    for index in range(count):
        entry = start + 2 + 12 * index
        if struct.unpack_from(order + "H", tiff, entry)[0] == _ORIENTATION:
            return int(struct.unpack_from(order + "H", tiff, entry + 8)[0])
    return 1


# -- the others ------------------------------------------------------------------------------------


def _webp(data: bytes) -> Size | None:
    part = data[12:16]
    if part == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if part == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if part == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    return None


def _ico(data: bytes) -> Size:
    """The largest of the images in it: the one that a browser shows."""
    (count,) = struct.unpack_from("<H", data, 4)
    return max((data[6 + 16 * index] or 256, data[7 + 16 * index] or 256) for index in range(count))


def _avif(data: bytes) -> Size | None:
    at = data.find(b"ispe")
    if at < 0 or b"irot" in data[:2048]:
        return None
    width, height = struct.unpack_from(">II", data, at + 8)
    return width, height


_SVG_HEAD = re.compile(
    rb"\s*(?:(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?[^>]*>)\s*)*<svg[\s>/]", re.DOTALL
)
_SVG_TAG = re.compile(rb"<svg[^>]*>", re.DOTALL)
_SVG_SIDE = rb"[\s\"']%s\s*=\s*[\"']\s*([\d.]+)(?:px)?\s*[\"']"
_SVG_BOX = re.compile(rb"viewBox\s*=\s*[\"']\s*[-\d.eE]+[\s,]+[-\d.eE]+[\s,]+([\d.]+)[\s,]+([\d.]+)")


def _svg(data: bytes) -> Size | None:
    tag = _SVG_TAG.search(data)
    if tag is None:
        return None
    sides = [re.search(_SVG_SIDE % name, tag[0]) for name in (b"width", b"height")]
    found = [float(side[1]) for side in sides if side is not None]
    if len(found) < 2:
        box = _SVG_BOX.search(tag[0])
        found = [float(side) for side in box.groups()] if box is not None else []
    return (round(found[0]), round(found[1])) if found else None


def _is_svg(data: bytes) -> bool:
    return _SVG_HEAD.match(data[:4096].removeprefix(b"\xef\xbb\xbf")) is not None


def _is_avif(data: bytes) -> bool:
    length = int.from_bytes(data[:4], "big")
    return data[4:8] == b"ftyp" and any(brand in data[8 : min(length, 256)] for brand in (b"avif", b"avis"))


SVG = Kind("svg", "image/svg+xml", (".svg",), ("_repr_svg_",), _is_svg, _svg)
PNG = Kind(
    "png", "image/png", (".png",), ("_repr_png_",), lambda data: data[:8] == b"\x89PNG\r\n\x1a\n", _png
)
JPG = Kind(
    "jpg",
    "image/jpeg",
    (".jpg", ".jpeg"),
    ("_repr_jpeg_", "_repr_jpg_"),
    lambda data: data[:3] == b"\xff\xd8\xff",
    _jpg,
)
GIF = Kind(
    "gif", "image/gif", (".gif",), ("_repr_gif_",), lambda data: data[:6] in (b"GIF87a", b"GIF89a"), _gif
)
WEBP = Kind(
    "webp",
    "image/webp",
    (".webp",),
    ("_repr_webp_",),
    lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP",
    _webp,
)
ICO = Kind(
    "ico",
    "image/x-icon",
    (".ico",),
    ("_repr_ico_",),
    lambda data: data[:4] == b"\0\0\1\0" and data[4:6] != b"\0\0",
    _ico,
)
AVIF = Kind("avif", "image/avif", (".avif",), ("_repr_avif_",), _is_avif, _avif)

KINDS = (SVG, PNG, JPG, GIF, WEBP, ICO, AVIF)
