"""How deep a JSON text nests and how much it holds, found without decoding it.

A decoder follows what is nested by recursion, and may run out of stack. It makes an object of each value, and lets no
other thread run until it has made all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Literal

_STEPS = bytes.maketrans(b"[{]}", b"\x01\x01\xff\xff")
"""One level down, and one up as a signed byte."""

_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))

STRETCH = 64 * 1024
"""Bytes that are looked at in one go."""

HEAVY = 4
"""Values that a list, a dict or a key costs as much as."""

ESCAPES = 4
"""Backslashes that cost as much as a value."""


def nests_within(text: bytes, levels: int) -> bool:
    """Whether the arrays and objects in `text` nest at most `levels` deep.

    Linear in the length of the text, and quick for one that has few of them.
    """
    if text.count(b"[") + text.count(b"{") <= levels:
        return True
    return max(_depths(_outside_strings(text, False)[0]), default=0) <= levels


def beyond(text: bytes, levels: int, values: int) -> Literal["levels", "values"] | None:
    """What a long text has too many of: it nests deeper, or takes longer to decode than so many `values`.

    Other threads may run meanwhile.
    """
    depth, weight, inside = 0, 0, False
    for stretch in _stretches(text):
        outside, inside = _outside_strings(stretch, inside)
        weight += outside.count(b",") + stretch.count(b"\\") // ESCAPES
        weight += HEAVY * (outside.count(b"[") + outside.count(b"{") + outside.count(b":"))
        if weight > values:
            return "values"
        for level in _depths(outside, depth):
            if level > levels:
                return "levels"
        depth += outside.count(b"[") + outside.count(b"{") - outside.count(b"]") - outside.count(b"}")
    return None


def _depths(outside: bytes, before: int = 0) -> Iterator[int]:
    steps = outside.translate(_STEPS, _NO_BRACKETS)
    return accumulate(memoryview(steps).cast("b"), initial=before)


def _stretches(text: bytes) -> Iterator[bytes]:
    """The text in parts, none of which ends within an escape."""
    start = 0
    while start < len(text):
        end = min(start + STRETCH, len(text))
        while end > start + 1 and text[end - 1] == ord("\\"):
            end -= 1
        if text[end - 1] == ord("\\"):  # nothing but backslashes: they go in pairs
            end = min(start + STRETCH, len(text))
        yield text[start:end]
        start = end


def _outside_strings(text: bytes, inside: bool) -> tuple[bytes, bool]:
    """The text without its strings, and whether it ends in one; `inside`: whether it begins in one.

    Backslashes are only in them.
    """
    without_escaped_quotes = text.replace(rb"\\", b"").replace(rb"\"", b"")
    parts = without_escaped_quotes.split(b'"')
    return b"".join(parts[inside::2]), inside ^ (len(parts) % 2 == 0)
