"""A visitor on the network: loads a page over HTTP, then talks over a real WebSocket."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import Any
from urllib.parse import urljoin

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from lanai.testing.browser import Browser, Node

PATIENCE = 10.0
STATE = re.compile(r'<script type="application/json" id="lanai-page">(.*?)</script>', re.DOTALL)


def get(url: str, **options: Any) -> httpx.Response:
    """The answer to one request, straight from the server."""
    return httpx.get(url, trust_env=False, timeout=PATIENCE, **options)


def state_of(html: str) -> dict[str, Any]:
    """The first state that a page holds."""
    found = STATE.search(html)
    assert found is not None, html
    state: dict[str, Any] = json.loads(found[1])
    return state


class Visitor:
    """Loads the page at `url` when made; `connect` opens its WebSocket."""

    def __init__(self, url: str, **options: Any) -> None:
        self.url = url
        self.response = get(url, **options)
        assert self.response.status_code == 200, self.response.text
        self.state = state_of(self.response.text)
        self.browser = Browser()
        self.browser.take(json.dumps(self.state["frame"]).encode())
        self.line: ClientConnection | None = None
        self._opened = ExitStack()
        self.close_code: int | None = None

    def __enter__(self) -> Visitor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    @property
    def ws_url(self) -> str:
        return urljoin(self.url.replace("http", "ws", 1), str(self.state["ws"]))

    def dial(self, **options: Any) -> ClientConnection:
        """Open a WebSocket and say nothing."""
        options.setdefault("origin", urljoin(self.url, "/").rstrip("/"))
        self.line = self._opened.enter_context(
            connect(self.ws_url, proxy=None, max_size=None, open_timeout=PATIENCE, **options)
        )
        return self.line

    def connect(self, token: str | None = None, **options: Any) -> Visitor:
        """Open a WebSocket and the session behind it."""
        line = self.dial(**options)

        def say(data: bytes) -> None:
            with suppress(ConnectionClosed):  # a browser's WebSocket takes this without a word
                line.send(data.decode())

        self.browser.attach(say, token or self.state["token"])
        return self

    def leave(self) -> None:
        """Close the WebSocket, if there is one."""
        if self.line is not None:
            self.browser.detach()
            self.line = None
            self._opened.close()

    def until(self, condition: Callable[[], object]) -> None:
        """Take in messages until `condition` holds or the line is closed."""
        assert self.line is not None
        deadline = time.monotonic() + PATIENCE
        while not condition():
            try:
                data = self.line.recv(timeout=max(0.0, deadline - time.monotonic()))
            except ConnectionClosed as closed:
                self.close_code = closed.rcvd.code if closed.rcvd else 1006
                assert condition(), f"the line was closed with {self.close_code}"
                return
            binary = isinstance(data, bytes)
            self.browser.take(data if isinstance(data, bytes) else data.encode(), binary)

    def until_closed(self) -> int:
        """Take in messages until the server closes the line. Returns the close code."""
        self.until(lambda: self.close_code is not None)
        assert self.close_code is not None
        return self.close_code

    def find(self, type: str) -> Node:
        """The component of that type."""
        return next(node for node in self.browser.nodes.values() if node.type == type)
