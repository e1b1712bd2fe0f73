"""A connection in memory, and what can go wrong with it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from lanai.core.clock import Handle
from lanai.session.session import Session
from lanai.testing.browser import Browser
from lanai.wire import codec, messages

Cut = Callable[[], object]


class Line:
    """One connection of a page. Fulfils `lanai.session.connection.Connection`.

    `delay`: how long (s) a message is on its way, either way. `idle_timeout`: after how long (s) without any message a
    proxy in between closes it, which both sides notice by `lost`. `keep_alive`: after how long (s) without a word of
    the server's the page asks for one.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        browser: Browser,
        session: Session,
        *,
        lost: Cut,
        delay: float = 0.0,
        idle_timeout: float | None = None,
        keep_alive: float = 0.0,
    ) -> None:
        self._loop = loop
        self._browser = browser
        self._session = session
        self._lost = lost
        self.delay = delay
        self._idle_timeout = idle_timeout
        self._keep_alive = keep_alive
        self._timers: list[Handle] = []
        self.cut = False
        self.code: int | None = None
        self._watch()

    # -- from the server ----------------------------------------------------------------------------

    def send(self, data: bytes, *, binary: bool = False) -> None:
        """Deliver a message to the page."""
        self._carry(lambda: self._browser.take(data, binary))

    def close(self, code: int, reason: str) -> None:
        """The server closes it."""
        self.code = code
        self._forget()

    # -- from the page ------------------------------------------------------------------------------

    def deliver(self, data: bytes) -> None:
        """Deliver a message to the server."""
        self._carry(lambda: self._receive(data))

    def _receive(self, data: bytes) -> None:
        text, block = codec.unpack(data) if data[:1] == b"\0" else (data, b"")
        message = messages.decode(text)
        if isinstance(message, messages.Open):
            self._session.connect(self, message.rev)
        else:
            self._session.receive(message, block)

    # -- in between ---------------------------------------------------------------------------------

    def sever(self) -> None:
        """Let nothing through any more. Nobody is told."""
        self.cut = True
        self._forget()

    def _carry(self, deliver: Callable[[], object]) -> None:
        self._watch()
        if self.delay:
            self._loop.call_later(self.delay, self._arrive, deliver)
        else:
            self._loop.call_soon(self._arrive, deliver)

    def _arrive(self, deliver: Callable[[], object]) -> None:
        if not self.cut:
            deliver()

    def _watch(self) -> None:
        """Something passes: the proxy's patience and the page's begin anew."""
        if self._idle_timeout is None or self.cut:
            return
        self._forget()
        self._timers = [self._loop.call_later(self._idle_timeout, self._time_out)]
        if self._keep_alive:
            self._timers.append(self._loop.call_later(self._keep_alive, self._browser.say, messages.Ping()))

    def _time_out(self) -> None:
        self.sever()
        self._lost()

    def _forget(self) -> None:
        for timer in self._timers:
            timer.cancel()
        self._timers = []
