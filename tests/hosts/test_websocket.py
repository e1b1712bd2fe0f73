"""The WebSocket: what it carries, and what it refuses."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from websockets.exceptions import InvalidStatus

from lanai.hosts.asgi.server import ServerThread
from lanai.hosts.asgi.websocket import MOST_WAITING
from lanai.hosts.asgi.websocket import PATIENCE as MOST_REFUSALS
from lanai.session.process import Process
from lanai.wire import codec, messages
from tests.hosts.apps import Counter
from tests.hosts.conftest import Launch
from tests.hosts.visitor import PATIENCE, Visitor


@pytest.fixture
def server(launch: Launch) -> ServerThread:
    return launch(lambda: Counter(), websocket_max_message_size=10_000)


@pytest.fixture
def visitor(server: ServerThread) -> Iterator[Visitor]:
    with Visitor(server.url) as visitor:
        yield visitor.connect()


def clicks(visitor: Visitor) -> int:
    return int(visitor.find("IntSlider").props.get("clicks", 0))


def click(visitor: Visitor) -> None:
    visitor.browser.event(visitor.find("IntSlider").id, "click")


# -- what it carries --------------------------------------------------------------------------------


def test_an_event_comes_back_as_a_change(visitor: Visitor) -> None:
    click(visitor)
    visitor.until(lambda: clicks(visitor) == 1)
    click(visitor)
    visitor.until(lambda: clicks(visitor) == 2)
    assert visitor.browser.errors == []


def test_an_edit_reaches_python_and_is_acknowledged(launch: Launch) -> None:
    counter = Counter()
    server = launch(counter)
    with Visitor(server.url).connect() as editor, Visitor(server.url).connect() as watcher:
        editor.until(lambda: editor.browser.opened)
        editor.browser.edit(editor.find("IntSlider").id, {"text": "grüße"})
        watcher.until(lambda: watcher.find("IntSlider").props.get("text") == "grüße")
        editor.until(lambda: editor.browser._acked == 1)
        assert counter.text == "grüße"


def test_a_binary_message_is_read(visitor: Visitor) -> None:
    assert visitor.line is not None
    event = messages.Event(seq=1, rev=1, id=visitor.find("IntSlider").id, name="click")
    visitor.line.send(codec.pack(messages.encode(event), []))
    visitor.until(lambda: clicks(visitor) == 1)


def test_a_lost_line_is_taken_up_again(server: ServerThread) -> None:
    with Visitor(server.url).connect() as visitor:
        click(visitor)
        visitor.until(lambda: clicks(visitor) == 1)
        visitor.leave()
        click(visitor)  # without a line: sent again when there is one
        visitor.connect()
        visitor.until(lambda: clicks(visitor) == 2)
        assert len(server.server.host.sessions) == 1


def test_a_second_line_takes_over(visitor: Visitor) -> None:
    other = Visitor.__new__(Visitor)
    other.__dict__.update(visitor.__dict__)
    other.connect()
    assert visitor.until_closed() == 4409
    click(other)
    other.until(lambda: clicks(other) == 1)
    other.leave()


# -- what it refuses --------------------------------------------------------------------------------


def refused(visitor: Visitor) -> str:
    """The code of the next refusal."""
    before = len(visitor.browser.errors)
    visitor.until(lambda: len(visitor.browser.errors) > before)
    return visitor.browser.errors[-1].code


def unharmed(server: ServerThread) -> None:
    """Every session of the server still has the counter that it began with."""
    for session in server.server.host.sessions:
        (counter,) = session.outbox.components()
        assert isinstance(counter, Counter)
        assert (counter.clicks, counter.text) == (0, "")


@pytest.mark.parametrize(
    ("message", "code"),
    [
        pytest.param("", "bad-message", id="no text"),
        pytest.param("nonsense", "bad-message", id="no JSON"),
        pytest.param("[]", "bad-message", id="no object"),
        pytest.param('{"t":"teapot"}', "bad-message", id="an unknown kind"),
        pytest.param('{"t":"frame","rev":1,"ack":0}', "bad-message", id="a kind of the server's"),
        pytest.param(
            '{"t":"event","seq":"1","rev":1,"id":1,"name":"click"}', "bad-message", id="a wrong type"
        ),
        pytest.param(
            '{"t":"event","seq":1,"rev":1,"id":1,"name":"click","more":1}',
            "bad-message",
            id="a field too many",
        ),
        pytest.param('{"t":"event","seq":7,"rev":1,"id":1,"name":"click"}', "bad-message", id="a gap in seq"),
        pytest.param(
            '{"t":"event","seq":1,"rev":1,"id":987654321,"name":"click"}',
            "unknown-component",
            id="an unknown component",
        ),
        pytest.param(
            '{"t":"event","seq":1,"rev":1,"id":ID,"name":"explode"}', "unknown-event", id="an unknown event"
        ),
        pytest.param(
            '{"t":"edit","seq":1,"rev":1,"id":ID,"props":{"clicks":9}}',
            "unknown-property",
            id="a property that is not for editing",
        ),
        pytest.param(
            '{"t":"edit","seq":1,"rev":1,"id":ID,"props":{"_sinks":[]}}',
            "unknown-property",
            id="no property at all",
        ),
        pytest.param(
            '{"t":"edit","seq":1,"rev":1,"id":ID,"props":{"text":9}}', "bad-value", id="a wrong value"
        ),
        pytest.param('{"t":"ack","rev":99}', "bad-message", id="an ack of the future"),
        pytest.param('{"t":"open","v":1,"token":"","rev":0}', "bad-message", id="a second open"),
        pytest.param("[" * 5000, "bad-message", id="deep nesting"),
        pytest.param(b"", "bad-message", id="no bytes"),
        pytest.param(b"\xff\xff\xff\xffshort", "bad-message", id="a length beyond the end"),
        pytest.param(b"\x00\x00\x00\x02{}", "bad-message", id="no kind"),
        pytest.param(b"\x00\x00\x00\x01\xff", "bad-message", id="no UTF-8"),
    ],
)
def test_a_wrong_message_is_refused_and_changes_nothing(
    server: ServerThread, visitor: Visitor, message: str | bytes, code: str
) -> None:
    assert visitor.line is not None
    visitor.until(lambda: visitor.browser.received == 0)
    number = str(visitor.find("IntSlider").id)
    visitor.line.send(message.replace("ID", number) if isinstance(message, str) else message)
    assert refused(visitor) == code
    unharmed(server)
    assert server.server.host.refusals[code] == 1


def test_a_component_of_another_session_is_unknown(server: ServerThread, visitor: Visitor) -> None:
    with Visitor(server.url) as other:
        visitor.browser.nodes.update(other.browser.nodes)
        visitor.browser.event(other.find("IntSlider").id, "click")
        assert refused(visitor) == "unknown-component"
        unharmed(server)


def test_an_oversized_message_is_refused_and_the_next_one_counts(
    server: ServerThread, visitor: Visitor
) -> None:
    visitor.browser.edit(visitor.find("IntSlider").id, {"text": "x" * 12_000})
    assert refused(visitor) == "too-large"
    unharmed(server)
    click(visitor)
    visitor.until(lambda: clicks(visitor) == 1)
    assert server.server.host.refusals["too-large"] == 1


def test_a_message_far_too_large_is_not_even_read(server: ServerThread, visitor: Visitor) -> None:
    visitor.browser.edit(visitor.find("IntSlider").id, {"text": "x" * 100_000})
    assert visitor.until_closed() == 4413
    unharmed(server)


def test_a_flood_of_wrong_messages_ends_the_line(server: ServerThread, visitor: Visitor) -> None:
    assert visitor.line is not None
    for _ in range(MOST_REFUSALS):
        visitor.line.send("nonsense")
    assert visitor.until_closed() == 4400
    assert server.server.host.refusals["bad-message"] == MOST_REFUSALS
    unharmed(server)


def test_a_flood_of_events_for_a_slow_callback_ends_the_line(launch: Launch) -> None:
    free = threading.Event()

    def app() -> Counter:
        counter = Counter()
        counter.param.watch(lambda event: free.wait(30), "clicks")
        return counter

    try:
        with Visitor(launch(app).url).connect() as visitor:
            for _ in range(2 * MOST_WAITING):
                click(visitor)
            assert visitor.until_closed() == 1013
    finally:
        free.set()


# -- opening ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "code", "closed"),
    [
        pytest.param('{"t":"open","v":1,"token":"forged","rev":1}', "bad-token", 4403, id="a forged token"),
        pytest.param('{"t":"open","v":1,"token":"","rev":1}', "bad-token", 4403, id="an empty token"),
        pytest.param(
            '{"t":"open","v":1,"token":"TOKENx","rev":1}', "bad-token", 4403, id="a token with more behind it"
        ),
        pytest.param(
            '{"t":"open","v":99,"token":"TOKEN","rev":1}', "bad-message", 4400, id="another version"
        ),
        pytest.param(
            '{"t":"open","v":1,"token":"TOKEN","rev":99}', "bad-message", 4400, id="a revision of the future"
        ),
        pytest.param(
            '{"t":"open","v":1,"token":"TOKEN","rev":-1}', "bad-message", 4400, id="a negative revision"
        ),
        pytest.param('{"t":"loaded"}', "not-open", 4401, id="loaded first"),
        pytest.param(
            '{"t":"event","seq":1,"rev":1,"id":ID,"name":"click"}', "not-open", 4401, id="an event first"
        ),
        pytest.param("nonsense", "bad-message", 4400, id="no JSON"),
        pytest.param(b"nonsense", "bad-message", 4400, id="no protocol"),
    ],
)
def test_a_line_that_does_not_open_is_closed(
    server: ServerThread, first: str | bytes, code: str, closed: int
) -> None:
    with Visitor(server.url) as visitor:
        line = visitor.dial()
        if isinstance(first, str):
            first = first.replace("ID", str(visitor.find("IntSlider").id))
            first = first.replace("TOKEN", visitor.state["token"])  # last: a token may hold "ID"
        line.send(first)
        assert visitor.until_closed() == closed
        assert [error.code for error in visitor.browser.errors] == [code]
        assert [session.connected for session in server.server.host.sessions] == [False]
        unharmed(server)


def test_the_token_of_another_server_opens_nothing(server: ServerThread, launch: Launch) -> None:
    stranger = Visitor(launch(lambda: Counter()).url)
    with Visitor(server.url).connect(token=stranger.state["token"]) as visitor:
        assert visitor.until_closed() == 4403


def test_a_session_that_has_ended_is_gone(launch: Launch, process: Process) -> None:
    ended = threading.Event()
    process.destroyed.append(lambda context: ended.set())
    server = launch(lambda: Counter(), unused_session_lifetime=50, check_unused_sessions=50)
    with Visitor(server.url) as visitor:
        assert ended.wait(PATIENCE)
        visitor.connect()
        assert visitor.until_closed() == 4404
        assert visitor.browser.errors[0].code == "session-gone"


# -- origins ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "https://localhost.evil.example", "null", "http://localhost"]
)
def test_a_page_of_a_foreign_origin_may_not_connect(
    server: ServerThread, origin: str, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = Visitor(server.url)
    with pytest.raises(InvalidStatus) as refusal:
        visitor.dial(origin=origin)
    assert refusal.value.response.status_code == 403
    assert "--allow-websocket-origin" in caplog.text
    assert server.server.host.refusals == {"foreign-origin": 1}
    unharmed(server)


@pytest.mark.parametrize("origin", ["http://friend.example:8080", None])
def test_a_listed_origin_and_a_program_without_one_may_connect(launch: Launch, origin: str | None) -> None:
    server = launch(lambda: Counter(), websocket_origin=["friend.example:8080"])
    with Visitor(server.url).connect(origin=origin) as visitor:
        click(visitor)
        visitor.until(lambda: clicks(visitor) == 1)


def test_any_origin_is_a_warning(launch: Launch, caplog: pytest.LogCaptureFixture) -> None:
    server = launch(lambda: Counter(), websocket_origin="*")
    assert "Any web page may connect" in caplog.text
    with Visitor(server.url).connect(origin="https://anyone.example") as visitor:
        click(visitor)
        visitor.until(lambda: clicks(visitor) == 1)
