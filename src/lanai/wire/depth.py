"""How deep a JSON text nests, found without following it down: a decoder that does so may run out of stack."""

from __future__ import annotations

from itertools import accumulate

MOST_CONTAINERS = 50_000
"""Arrays and objects in a text: a decoder makes so many in some 50 ms."""

MOST_VALUES = 1_000_000
"""Values in a text, such as the numbers of selected rows: as many as take as long."""

_STEPS = bytes.maketrans(b"[{]}", b"\x01\x01\xff\xff")
"""One level down, and one up as a signed byte."""

_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


def nests_within(text: bytes, levels: int) -> bool:
    """Whether the arrays and objects in `text` nest at most `levels` deep, and are few enough to be made in little time.

    Linear in the length of the text, and quick for one that has few of them.
    """
    if len(text) <= MOST_VALUES and text.count(b"[") + text.count(b"{") <= levels:
        return True
    outside = _outside_strings(text)
    if outside.count(b",") > MOST_VALUES:
        return False
    steps = outside.translate(_STEPS, _NO_BRACKETS)
    if len(steps) > 2 * MOST_CONTAINERS:
        return False
    return max(accumulate(memoryview(steps).cast("b")), default=0) <= levels


def _outside_strings(text: bytes) -> bytes:
    """The text without its strings. Backslashes are only in them."""
    without_escaped_quotes = text.replace(rb"\\", b"").replace(rb"\"", b"")
    return b"".join(without_escaped_quotes.split(b'"')[::2])
