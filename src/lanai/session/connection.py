"""One browser's line to its session, as the session sees it."""

from __future__ import annotations

from typing import Protocol


class Connection(Protocol):
    """A transport that is open. Both methods are called on the event loop and return at once."""

    def send(self, data: bytes, *, binary: bool = False) -> None:
        """Send one message, JSON text or binary. What cannot be delivered is lost; the outbox makes up for it."""

    def close(self, code: int, reason: str) -> None:
        """Close the line with a WebSocket close code."""
