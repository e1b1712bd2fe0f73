"""uvicorn's HTTP, with an end to its patience: whoever asks says what for, in time and in few words."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

PATIENCE = 30.0
"""Seconds that a connection has until its request is there, the body with it."""
LONGEST_HEAD = 64 * 1024
"""Bytes of the request line and the headers."""


class BoundedProtocol(HttpToolsProtocol):
    """Closes connections that never get to the point. Thousands of them would use up the server's sockets.

    They are counted in `refusals`; those that never said anything, which browsers open in advance, are not.
    """

    _deadline: asyncio.TimerHandle | None = None
    _head: int | None = None
    """Bytes of the head that is coming in; None between two."""
    _begun = False
    """Whether part of a request is there."""

    def __init__(self, refusals: Counter[str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._refusals = refusals

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_request()

    def connection_lost(self, exc: Exception | None) -> None:
        self._request_is_there()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.cycle is None or self.cycle.response_complete:
            self._await_request()
        super().data_received(data)
        if self._head is not None:
            self._head += len(data)
            if self._head > LONGEST_HEAD and not self.transport.is_closing():
                self._refusals["head-too-large"] += 1
                self.send_400_response("The request's headers are too large.")

    def on_message_begin(self) -> None:
        self._head = 0
        self._begun = True
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._head = None
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._request_is_there()
        super().on_message_complete()

    def handle_websocket_upgrade(self) -> None:
        self._request_is_there()
        super().handle_websocket_upgrade()

    def _await_request(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(PATIENCE, self._give_up)

    def _request_is_there(self) -> None:
        self._begun = False
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        if self._begun:
            self._refusals["request-too-slow"] += 1
        self.transport.abort()
