"""How a page's script opens its WebSocket: what a client without a browser needs to know of a framework."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.errors import ServerError


def silence(message: str | bytes) -> str | None:
    """The answer of a page that leaves `message` unanswered."""
    return None


@dataclass(frozen=True)
class Opening:
    """The WebSocket of one page."""

    path: str
    """Path and query, on the page's server."""

    subprotocols: tuple[str, ...] = ()
    """What the page's script offers in the handshake."""

    greeted: bool = False
    """Whether the page's script waits for the server's first message before it sends anything."""

    messages: tuple[str | bytes, ...] = ()
    """What the page's script sends first: text messages, and binary ones."""

    again: tuple[str | bytes, ...] = ()
    """What the page's script may say over and over: what it says first, where this is empty."""

    answer: Callable[[str | bytes], str | None] = silence
    """What the page's script sends back for a message; None for nothing."""

    @property
    def repeated(self) -> tuple[str | bytes, ...]:
        """What a flood of this page's messages is made of."""
        return self.again or self.messages


Open = Callable[[str, str], Opening]
"""From the text of a page and its path to its WebSocket. Raises ServerError where the page names none."""


def found(pattern: str, page: str) -> str:
    """The first group of `pattern` in `page`. Raises ServerError when it is not there."""
    match = re.search(pattern, page)
    if match is None:
        raise ServerError(f"expected {pattern!r} in the page, got {page[:200]!r}")
    return match[1]
