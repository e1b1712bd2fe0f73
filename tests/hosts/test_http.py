"""Connections that never get to the point."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator

import pytest

from lanai.hosts.asgi import http
from lanai.hosts.asgi.server import ServerThread
from tests.hosts.conftest import Launch
from tests.hosts.visitor import Visitor, get

SHORT = 0.3
"""Seconds of patience of the servers here."""


@pytest.fixture
def server(launch: Launch, monkeypatch: pytest.MonkeyPatch) -> ServerThread:
    monkeypatch.setattr(http, "PATIENCE", SHORT)
    return launch(lambda: "hello")


@pytest.fixture
def line(server: ServerThread) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        yield line


def rest(line: socket.socket) -> bytes:
    """What the server says until it closes the line."""
    said = b""
    try:
        while data := line.recv(65536):
            said += data
    except ConnectionResetError:
        pass
    return said


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: localhost\r\nX-", id="half a head"),
        pytest.param(b"\r\n", id="an empty line"),
        pytest.param(b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n1", id="half a body"),
    ],
)
def test_a_request_that_does_not_come_is_not_waited_for(
    server: ServerThread, line: socket.socket, words: bytes
) -> None:
    line.sendall(words)
    assert b" 200 " not in rest(line)
    begun = b"HTTP" in words
    assert server.server.host.refusals == ({"request-too-slow": 1} if begun else {})


def test_nor_is_a_second_one(line: socket.socket) -> None:
    line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HT")
    assert rest(line).count(b"HTTP/1.1 200") == 1


def test_headers_without_end_are_refused(server: ServerThread, line: socket.socket) -> None:
    line.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * http.LONGEST_HEAD)
    assert b"The request's headers are too large." in rest(line)
    assert server.server.host.refusals == {"head-too-large": 1}


def test_who_has_asked_has_all_the_time_of_the_world(launch: Launch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "PATIENCE", SHORT)

    async def app() -> str:
        await asyncio.sleep(3 * SHORT)
        return "slow"

    server = launch(app)
    assert get(server.url).status_code == 200
    with Visitor(server.url).connect() as visitor:
        visitor.until(lambda: visitor.browser.opened)
