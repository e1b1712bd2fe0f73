"""How much an app may have said to BokehJS that no browser has been told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bokeh.document.events import MessageSentEvent

MOST = 256
"""Messages that may wait."""

HEAVIEST = 2 * 1024 * 1024
"""Bytes that they may have together, about. One message may wait, however large it is."""

SMALL = 32
"""Bytes that anything is taken to have."""


class Backlog:
    """What the messages that wait come to.

    They are no state: they cannot be made one of another, as values and rows can, nor be said again from what there is.
    """

    def __init__(self) -> None:
        self._count = 0
        self._weight = 0

    def add(self, message: MessageSentEvent) -> None:
        """One more waits."""
        self._count += 1
        self._weight += weight_of(message.msg_data)

    def clear(self) -> int:
        """None waits any more. Returns how many did."""
        count, self._count, self._weight = self._count, 0, 0
        return count

    @property
    def too_much(self) -> bool:
        """Whether more wait than may."""
        return self._count > 1 and (self._count > MOST or self._weight > HEAVIEST)


def weight_of(value: Any) -> int:
    """About how many bytes `value` has. Counting ends beyond what may wait, also where a value contains itself."""
    weight, left = 0, [value]
    while left and weight <= HEAVIEST:
        part = left.pop()
        weight += SMALL
        if isinstance(part, (str, bytes, bytearray)):
            weight += len(part)
        elif isinstance(part, Mapping):
            left.extend(part.keys())
            left.extend(part.values())
        elif isinstance(part, (list, tuple, set, frozenset)):
            left.extend(part)
        else:
            weight += int(getattr(part, "nbytes", 0))
    return weight
