"""How much a visitor may ask for, and how fast; what is refused is counted."""

from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from websockets.exceptions import InvalidStatus

import lanai as pn
from lanai.hosts.asgi.limits import BURST, Crowd, Pace, pause, visitor_of
from lanai.session.process import Process
from lanai.testing.clock import ManualClock, ManualLoop
from tests.hosts.apps import Counter
from tests.hosts.conftest import Launch
from tests.hosts.visitor import PATIENCE, Visitor, get
from tests.support.servers import eventually

# -- the parts --------------------------------------------------------------------------------------


def test_a_pace_lets_a_burst_through_and_then_so_many_a_second() -> None:
    loop = ManualLoop()
    pace = Pace(ManualClock(loop), 10)
    assert {pace.take() for _ in range(int(10 * BURST))} == {0.0}
    assert pace.take() == pytest.approx(0.1)
    assert pace.take() == pytest.approx(0.2)
    loop.move_to(0.2)
    assert pace.take() == pytest.approx(0.1)
    loop.move_to(1000)
    assert {pace.take() for _ in range(int(10 * BURST))} == {0.0}
    assert pace.take() > 0
    assert {Pace(ManualClock(loop), 0).take() for _ in range(10_000)} == {0.0}
    loop.close()


def test_a_pause_ends_by_its_clock() -> None:
    loop = ManualLoop()
    task = loop.create_task(pause(ManualClock(loop), 5))
    for moment, done in ((0.0, False), (4.9, False), (5.0, True)):
        loop.move_to(moment)
        loop.run_until_complete(_turns())
        assert task.done() is done
    loop.close()


def test_a_crowd_has_room_for_so_many() -> None:
    crowd = Crowd(2)
    assert [crowd.enter() for _ in range(3)] == [True, True, False]
    crowd.leave()
    assert crowd.enter()
    assert all(Crowd().enter() for _ in range(3))


def test_of_ipv6_a_network_counts_as_one_visitor() -> None:
    assert visitor_of("2001:db8::1") == visitor_of("2001:db8::ffff") != visitor_of("2001:db8:0:1::1")
    assert visitor_of("192.0.2.1") == visitor_of("::ffff:192.0.2.1") == "192.0.2.1"
    assert visitor_of("") == ""


async def _turns() -> None:
    """Let what is ready run."""
    for _ in range(5):
        await asyncio.sleep(0)


# -- sessions ---------------------------------------------------------------------------------------


def test_a_full_server_says_so(launch: Launch) -> None:
    server = launch(lambda: Counter(), max_sessions=2)
    assert [get(server.url).status_code for _ in range(4)] == [200, 200, 503, 503]
    answer = get(server.url)
    assert "This server is full." in answer.text
    assert int(answer.headers["retry-after"]) > 0
    assert answer.headers["cache-control"] == "no-store"
    assert server.server.host.refusals == {"too-many-sessions": 3}
    assert httpx.head(server.url, trust_env=False, timeout=PATIENCE).status_code == 200


def test_nor_is_there_room_for_those_who_came_together(launch: Launch, process: Process) -> None:
    together = threading.Barrier(4)

    def admitted(user: object) -> bool:
        together.wait(PATIENCE)
        return True

    process.settings.authorize_callback = admitted
    server = launch(lambda: Counter(), max_sessions=2)
    with ThreadPoolExecutor(4) as visitors:
        answers = [visitors.submit(get, server.url) for _ in range(4)]
    assert sorted(answer.result().status_code for answer in answers) == [200, 200, 503, 503]


def test_one_address_has_so_many_sessions_and_others_are_not_concerned(launch: Launch) -> None:
    server = launch(lambda: Counter(), max_sessions_per_client=1, trusted_proxies=["127.0.0.1", "::1"])

    def visit(address: str) -> int:
        return get(server.url, headers={"x-forwarded-for": address}).status_code

    assert [visit("192.0.2.1"), visit("192.0.2.1"), visit("192.0.2.2")] == [200, 429, 200]
    assert server.server.host.refusals == {"too-many-sessions-of-client": 1}


def test_room_is_made_when_a_session_ends(launch: Launch) -> None:
    ended = threading.Event()
    pn.state.on_session_destroyed(lambda context: ended.set())
    server = launch(lambda: Counter(), max_sessions=1, unused_session_lifetime=50, check_unused_sessions=50)
    assert get(server.url).status_code == 200
    assert ended.wait(PATIENCE)
    eventually(lambda: get(server.url).status_code == 200)  # the room is free when the hooks have run


def test_so_many_requests_at_once(launch: Launch) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> Counter:
        begun.set()
        go_on.wait(PATIENCE)
        return Counter()

    server = launch({"slow": slow, "quick": lambda: Counter()}, max_requests=1)
    statuses: list[int] = []
    visitor = threading.Thread(target=lambda: statuses.append(get(f"{server.url}/slow").status_code))
    visitor.start()
    try:
        assert begun.wait(PATIENCE)
        assert get(f"{server.url}/quick").status_code == 503
    finally:
        go_on.set()
        visitor.join()
    assert statuses == [200]
    assert get(f"{server.url}/quick").status_code == 200
    assert server.server.host.refusals == {"too-many-requests": 1}


# -- connections ------------------------------------------------------------------------------------


def test_so_many_connections_may_be_opening(launch: Launch) -> None:
    server = launch(lambda: Counter(), max_pending_connections=1)
    with Visitor(server.url) as silent, Visitor(server.url) as second:
        silent.dial()
        with pytest.raises(InvalidStatus):
            second.dial()
        assert server.server.host.refusals == {"too-many-pending": 1}
        silent.leave()
        silent.connect()
        silent.until(lambda: silent.browser.rev >= 1 and server.server.host.pending.present == 0)
        second.connect()
        second.until(lambda: server.server.host.pending.present == 0)


def test_a_flood_is_read_slowly_and_none_of_it_is_lost(launch: Launch) -> None:
    rate = 50
    server = launch(lambda: Counter(), websocket_max_message_rate=rate)
    with Visitor(server.url).connect() as visitor:
        counter = visitor.find("IntSlider")
        count = int(rate * BURST) + 25
        for _ in range(count):
            visitor.browser.event(counter.id, "click")
        visitor.until(lambda: counter.props.get("clicks") == count)
    assert server.server.host.refusals["too-fast"] >= 1


def test_a_refusal_found_only_while_the_message_takes_effect_is_counted(launch: Launch) -> None:
    def app() -> pn.Row:
        number = pn.widgets.IntInput(value=1)
        number.param.value.bounds = (0, 5)  # what its decoder does not know
        number.param.watch(lambda event: None, "value")
        return pn.Row(number)

    server = launch(app)
    with Visitor(server.url).connect() as visitor:
        visitor.browser.edit(visitor.find("IntInput").id, {"value": 9})
        visitor.until(lambda: visitor.browser.errors)
        assert visitor.browser.errors[0].code == "bad-value"
    assert server.server.host.refusals == {"bad-value": 1}


def test_a_message_too_large_to_be_read_is_counted(launch: Launch) -> None:
    server = launch(lambda: Counter(), websocket_max_message_size=1000)
    with Visitor(server.url).connect() as visitor:
        visitor.browser.edit(visitor.find("IntSlider").id, {"text": "x" * 10_000})
        assert visitor.until_closed() == 4413
    assert server.server.host.refusals["too-large"] == 1


def test_large_messages_that_wait_for_a_slow_callback_are_read_no_further(launch: Launch) -> None:
    size, go_on = 300_000, threading.Event()
    heard: list[int] = []

    def app() -> pn.Column:
        text = pn.widgets.TextInput(max_length=size)

        def hear(event: Any) -> None:
            heard.append(len(event.new))
            go_on.wait(PATIENCE)

        text.param.watch(hear, "value")
        return pn.Column(text)

    server = launch(app, websocket_max_message_size=size + 1000)
    with Visitor(server.url).connect() as visitor:
        visitor.until(lambda: visitor.browser.opened)
        id = visitor.find("TextInput").id

        def send() -> None:
            for number in range(30):
                visitor.browser.edit(id, {"value": f"{number:03d}".ljust(size, "x")})

        sender = threading.Thread(target=send)
        sender.start()
        (session,) = server.server.host.sessions
        try:
            eventually(lambda: session.turns.waiting >= 2)
            sender.join(0.5)
            assert session.turns.waiting <= 4
        finally:
            go_on.set()
        sender.join()
        visitor.until(lambda: visitor.browser._acked == 30)
        eventually(lambda: heard == [size] * 30)


# -- what is logged ---------------------------------------------------------------------------------


def test_no_log_tells_a_secret(launch: Launch, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = [
        "cookie-secret",
        "header-secret",
        "typed-secret",
        "password-secret",
        "refused-secret",
        "query-secret",
    ]

    def app() -> pn.Column:
        return pn.Column(pn.widgets.TextInput(), pn.widgets.PasswordInput(), pn.widgets.IntInput())

    server = launch(app)
    headers = {"cookie": "id=cookie-secret", "authorization": "Bearer header-secret"}
    with Visitor(f"{server.url}/?key=query-secret", headers=headers).connect() as visitor:
        browser = visitor.browser
        browser.edit(visitor.find("TextInput").id, {"value": "typed-secret"})
        browser.edit(visitor.find("PasswordInput").id, {"value": "password-secret"})
        browser.edit(visitor.find("IntInput").id, {"value": "refused-secret"})
        browser.edit(visitor.find("IntInput").id, {"refused-secret": 1})
        assert visitor.line is not None
        visitor.line.send('{"t": "refused-secret"}')
        visitor.until(lambda: len(browser.errors) == 3)
        token = str(visitor.state["token"])
    get(f"{server.url}/broken?key=query-secret")
    # The library that this test itself visits with logs what it sends.
    logged = [
        record.getMessage()
        for record in caplog.records
        if not record.name.startswith(("httpx", "httpcore", "websockets.client"))
    ]
    text = "\n".join(logged)
    assert "refused a message (bad-value)" in text
    assert [secret for secret in [*secrets, token] if secret in text] == []
