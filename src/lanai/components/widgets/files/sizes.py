"""Sizes as people write them: "5MB", "750KB"."""

from __future__ import annotations

import re
from types import MappingProxyType

from lanai.errors import BadArgument

UNITS = MappingProxyType(
    {"": 1, "B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "KIB": 2**10, "MIB": 2**20, "GIB": 2**30}
)


def bytes_of(size: str) -> int:
    """The number of bytes that `size` says, such as "5MB" or "1.5 GB". Raises `BadArgument`."""
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([A-Za-z]*)\s*", size)
    unit = UNITS.get(found[2].upper()) if found else None
    if found is None or unit is None:
        raise BadArgument(f"Expected a size such as '750KB', '5MB' or '1GB', got {size!r}.")
    return int(float(found[1]) * unit)


def words_for(size: int) -> str:
    """A number of bytes in words: "5 MB"."""
    for unit in ("GB", "MB", "KB"):
        if size >= UNITS[unit]:
            return f"{size / UNITS[unit]:.3g} {unit}"
    return f"{size} bytes"
