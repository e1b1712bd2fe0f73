"""Lines that fail without a word, visitors who do not read, and tokens in the wrong hands."""

from __future__ import annotations

import base64
import itertools
import json
import os
import re
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient, WebSocketTestSession
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

import lanai as pn
from lanai.components.base import Viewable
from lanai.hosts.asgi.application import Application
from lanai.hosts.asgi.connection import MOST_WAITING
from lanai.hosts.asgi.host import Host
from lanai.hosts.asgi.options import ServerOptions
from lanai.hosts.asgi.server import ServerThread
from lanai.hosts.asgi.visit import IDENTITY
from lanai.session.app import to_app
from lanai.session.outbox import WINDOW
from lanai.session.process import Process
from lanai.session.request import Identity
from lanai.session.session import Session
from lanai.wire.messages import Loaded
from tests.hosts.apps import Counter
from tests.hosts.conftest import Launch
from tests.hosts.visitor import Visitor, get, state_of
from tests.support.servers import eventually

# -- who may take a session up ----------------------------------------------------------------------


class Doorman:
    """An ASGI application behind a login: the header `user` says who comes."""

    def __init__(self, app: Application) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        user = dict(scope.get("headers", ())).get(b"user")
        if user:
            scope[IDENTITY] = Identity(user.decode())
        await self.app(scope, receive, send)


class House:
    """One server with a counter, and what its visitors see."""

    def __init__(self, host: Host, client: TestClient) -> None:
        self.host, self.client = host, client

    def page(self, **headers: str) -> dict[str, Any]:
        return state_of(self.client.get("/", headers=headers).text)

    @contextmanager
    def line(self, **headers: str) -> Iterator[WebSocketTestSession]:
        headers["origin"] = "http://testserver"
        with self.client.websocket_connect("/_lanai/ws", headers=headers) as line:
            yield line

    @property
    def session(self) -> Session:
        (session,) = self.host.sessions
        return session


@pytest.fixture
def house(process: Process) -> Iterator[House]:
    host = Host({"/": to_app(lambda: Counter())}, ServerOptions(), process)
    with TestClient(Doorman(Application(host))) as client:
        yield House(host, client)


def greet(line: WebSocketTestSession, state: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Say `open`. Returns the answer."""
    line.send_json({"t": "open", "v": 1, "token": state["token"], "rev": 1, **more})
    answer: dict[str, Any] = line.receive_json()
    return answer


def close_code(line: WebSocketTestSession) -> int:
    try:
        while True:
            line.receive_json()
    except WebSocketDisconnect as closed:
        return int(closed.code)


@pytest.mark.parametrize("thief", [{"user": "mallory"}, {}], ids=["another user", "nobody"])
def test_a_copied_token_is_worth_nothing_to_another_user(house: House, thief: dict[str, str]) -> None:
    state = house.page(user="alice")
    with house.line(user="alice") as own:
        assert greet(own, state)["t"] == "opened"
        with house.line(**thief) as other:
            assert greet(other, state)["code"] == "bad-user"
            assert close_code(other) == 4403
        assert house.host.refusals["bad-user"] == 1
        own.send_json({"t": "ping"})
        assert own.receive_json() == {"t": "pong"}
        assert house.session.connected


def test_a_session_of_nobody_is_not_taken_up_by_somebody(house: House) -> None:
    state = house.page()
    with house.line(user="mallory") as other:
        assert greet(other, state)["code"] == "bad-user"


def test_the_same_user_comes_back(house: House) -> None:
    state = house.page(user="alice")
    for attempt in range(1, 4):
        with house.line(user="alice") as line:
            assert greet(line, state, tab="a", attempt=attempt)["t"] == "opened"


def test_a_second_tab_takes_over_and_the_first_does_not_come_back(house: House) -> None:
    state = house.page()
    with house.line() as first, house.line() as second:
        assert greet(first, state, tab="a", attempt=1)["t"] == "opened"
        assert greet(second, state, tab="b", attempt=1)["t"] == "opened"
        assert close_code(first) == 4409
        with house.line() as again:
            assert greet(again, state, tab="a", attempt=2)["code"] == "taken-over"
            assert close_code(again) == 4409
        second.send_json({"t": "ping"})
        while second.receive_json() != {"t": "pong"}:
            pass


def test_an_attempt_that_the_network_delivers_late_disturbs_nobody(house: House) -> None:
    state = house.page()
    with house.line() as late, house.line() as present:
        assert greet(present, state, tab="a", attempt=2)["t"] == "opened"
        assert greet(late, state, tab="a", attempt=1)["code"] == "taken-over"
        assert close_code(late) == 4409
        assert house.session.connected


def test_what_a_replaced_connection_still_says_is_not_heard(house: House) -> None:
    state = house.page()
    counter = house.session.outbox.roots[0]._number
    with house.line() as first, house.line() as second:
        greet(first, state, tab="a", attempt=1)
        greet(second, state, tab="a", attempt=2)
        first.send_json({"t": "event", "seq": 1, "rev": 1, "id": counter, "name": "click", "data": {}})
        second.send_json({"t": "ping"})
        assert second.receive_json() == {"t": "pong"}
        assert clicks(house) == 0


def clicks(house: House) -> int:
    counter = house.session.outbox.roots[0]
    assert isinstance(counter, Counter)
    return counter.clicks


@pytest.mark.parametrize("more", [{"tab": "x" * 65}, {"tab": 5}, {"attempt": "1"}])
def test_an_open_that_is_not_of_the_protocol_is_refused(house: House, more: dict[str, Any]) -> None:
    with house.line() as line:
        assert greet(line, house.page(), **more)["code"] == "bad-message"


# -- lines that fail --------------------------------------------------------------------------------

KEEP_ALIVE = 150
"""How often the servers of these tests ask, in ms."""


class Mute:
    """A WebSocket by hand: it opens the session, and then neither reads nor answers."""

    def __init__(self, server: ServerThread, buffer: int = 4096) -> None:
        self.visitor = Visitor(server.url)
        address = urlsplit(server.url)
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.settimeout(5)
        self.socket.connect((address.hostname, address.port))
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET {self.visitor.state['ws']} HTTP/1.1\r\nHost: {address.netloc}\r\nOrigin: http://{address.netloc}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        assert b" 101 " in self.socket.recv(300)
        self.say({"t": "open", "v": 1, "token": self.visitor.state["token"], "rev": 1})
        self.say({"t": "loaded"})

    def say(self, message: dict[str, Any]) -> None:
        data = json.dumps(message).encode()
        mask = b"\0\0\0\0"
        self.socket.sendall(struct.pack("!BBH", 0x81, 0x80 | 126, len(data)) + mask + data)

    def __enter__(self) -> Mute:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()


def only_session(server: ServerThread) -> Session:
    (session,) = server.server.host.sessions
    return session


def test_a_browser_that_does_not_answer_pings_is_dropped(launch: Launch) -> None:
    server = launch(lambda: Counter(), keep_alive=KEEP_ALIVE)
    with Mute(server):
        eventually(lambda: only_session(server).connected)
        began = time.monotonic()
        eventually(lambda: not only_session(server).connected)
        assert time.monotonic() - began < 10 * KEEP_ALIVE / 1000


def cuts(server: ServerThread) -> dict[str, int]:
    """The lines that the server has ended, by why, as its figures tell."""
    text = get(f"{server.url}/metrics").text
    found = re.findall(r'^lanai_connections_cut_total\{reason="(.*)"\} (\d+)', text, re.MULTILINE)
    return {reason: int(number) for reason, number in found}


def test_a_line_that_is_cut_because_nobody_answers_is_counted(launch: Launch) -> None:
    server = launch(lambda: Counter(), keep_alive=KEEP_ALIVE, metrics=True)
    with Visitor(server.url).connect() as visitor:
        visitor.until(lambda: visitor.browser.opened)
    with Mute(server):
        eventually(lambda: cuts(server) == {"silent": 1})


def test_a_line_that_is_cut_because_nobody_reads_is_counted(launch: Launch) -> None:
    def app() -> Viewable:
        text = pn.widgets.StaticText()
        pn.state.onload(lambda: setattr(text, "value", "more than any buffer holds " * 1_000_000))
        return text

    server = launch(app, metrics=True)
    with Mute(server) as mute:
        eventually(lambda: only_session(server).outbox.under_way[1] > 20_000_000)
        for _ in range(2 * MOST_WAITING):
            mute.say({"t": "ping"})
        eventually(lambda: cuts(server) == {"too-slow": 1})


class Shower:
    """Every 20 ms a text of random digits that is too large for the buffers of any socket."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.numbers = itertools.count(1)
        self.text = pn.widgets.StaticText(value="0")

    def __call__(self) -> Viewable:
        pn.state.add_periodic_callback(self.tick, 20)
        return pn.Column(self.text)

    def tick(self) -> None:
        self.text.value = f"{next(self.numbers)} {os.urandom(self.size).hex()}"

    @property
    def number(self) -> int:
        return int(str(self.text.value).split()[0])


def test_a_dead_line_with_unsent_data_is_dropped_as_soon(launch: Launch) -> None:
    """What is still to be written must not keep the line for as long as TCP hopes."""
    server = launch(Shower(1_000_000), keep_alive=KEEP_ALIVE)
    with Mute(server):
        eventually(lambda: only_session(server).connected)
        began = time.monotonic()
        eventually(lambda: not only_session(server).connected)
        assert time.monotonic() - began < 2


def test_a_visitor_who_does_not_read_costs_little_and_catches_up_within_a_second(launch: Launch) -> None:
    shower = Shower(50_000)
    server = launch(shower)
    with Visitor(server.url) as visitor:
        narrow = socket.socket()
        narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32_768)
        address = urlsplit(server.url)
        narrow.connect((address.hostname, address.port))
        visitor.connect(sock=narrow, max_queue=1)
        visitor.browser.say(Loaded())
        eventually(lambda: shower.number > 100)
        outbox = only_session(server).outbox
        assert len(outbox._sent) <= WINDOW
        assert sum(frame.size for frame in outbox._sent) <= WINDOW * 110_000

        number = shower.number
        began = time.monotonic()
        visitor.until(lambda: shown(visitor) >= number)
        assert time.monotonic() - began < 1


def shown(visitor: Visitor) -> int:
    text = str(visitor.find("StaticText").props.get("text") or "0")
    return int(text.split()[0])
