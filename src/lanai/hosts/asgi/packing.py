"""Text in parts, as one gzip stream: what many answers share is packed once."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from functools import cached_property

LEVEL = 4
BEST = 9
SMALL = 4096
"""Bytes up to which packing a part costs more than it saves."""
_RAW = -zlib.MAX_WBITS
_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_END = b"\x03\x00"
"""An empty last block."""
_MOST_STORED = 0xFFFF


class Shared:
    """A part that many answers have in common."""

    def __init__(self, text: bytes) -> None:
        self.text = text

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def packed(self) -> bytes:
        """Its blocks of a deflate stream, which look back at nothing before them."""
        packer = zlib.compressobj(BEST, zlib.DEFLATED, _RAW)
        return packer.compress(self.text) + packer.flush(zlib.Z_FULL_FLUSH)

    def checksum(self, before: int) -> int:
        """The CRC-32 of whatever had the CRC-32 `before`, followed by this."""
        found = self._own
        for bit, effect in enumerate(self._effects):
            if before >> bit & 1:
                found ^= effect
        return found

    @cached_property
    def _own(self) -> int:
        return zlib.crc32(self.text)

    @cached_property
    def _effects(self) -> list[int]:
        """What each bit of the checksum before does to the one after: a CRC is linear in it."""
        return [zlib.crc32(self.text, 1 << bit) ^ self._own for bit in range(32)]


def joined(parts: Sequence[bytes | Shared]) -> bytes:
    """The whole text."""
    return b"".join(part.text if isinstance(part, Shared) else part for part in parts)


def gzipped(parts: Sequence[bytes | Shared]) -> bytes:
    """The whole text, compressed."""
    found, checksum, size = [_HEADER], 0, 0
    for part in parts:
        if isinstance(part, Shared):
            found.append(part.packed)
            checksum = part.checksum(checksum)
            size += len(part.text)
        else:
            found.append(_blocks(part))
            checksum = zlib.crc32(part, checksum)
            size += len(part)
    return b"".join([*found, _END, struct.pack("<II", checksum, size & 0xFFFFFFFF)])


def _blocks(text: bytes) -> bytes:
    if len(text) < SMALL:
        return b"".join([b"\x00", struct.pack("<HH", len(text), len(text) ^ _MOST_STORED), text])
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, _RAW)
    return packer.compress(text) + packer.flush(zlib.Z_FULL_FLUSH)
