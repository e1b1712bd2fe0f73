"""Compression of WebSockets."""

from __future__ import annotations

import pytest
from websockets.extensions.permessage_deflate import PerMessageDeflate
from websockets.frames import Frame, Opcode

import lanai as pn
from lanai.components.base import Viewable
from lanai.hosts.asgi.deflate import LARGE, SMALL, LargeMessageDeflate, LargeMessageDeflateFactory
from tests.hosts.apps import Counter
from tests.hosts.conftest import Launch
from tests.hosts.visitor import Visitor


def test_a_client_agrees_on_compression_without_a_carried_window(launch: Launch) -> None:
    with Visitor(launch(lambda: Counter()).url) as visitor:
        line = visitor.dial()
        assert line.response is not None
        agreed = line.response.headers["Sec-WebSocket-Extensions"]
        assert "permessage-deflate" in agreed
        assert "server_no_context_takeover" in agreed
        assert "client_no_context_takeover" in agreed
        (extension,) = line.protocol.extensions
        assert isinstance(extension, PerMessageDeflate)


def test_a_message_that_is_compressed_on_a_thread_arrives(launch: Launch) -> None:
    many = list(range(LARGE // 4))

    def app() -> Viewable:
        editor = pn.widgets.JSONEditor(value=[])
        return pn.Column(pn.widgets.Button(on_click=lambda _: setattr(editor, "value", many)), editor)

    with Visitor(launch(app).url).connect() as visitor:
        visitor.browser.event(visitor.find("Button").id, "click")
        visitor.until(lambda: visitor.find("JSONEditor").props.get("value") == many)


def test_a_client_without_compression_is_served(launch: Launch) -> None:
    with Visitor(launch(lambda: Counter()).url).connect(compression=None) as visitor:
        visitor.browser.edit(visitor.find("IntSlider").id, {"text": "x" * 2000})
        visitor.until(lambda: visitor.browser._acked == 1)


@pytest.mark.parametrize("compression", ["deflate", None])
@pytest.mark.parametrize("times", [5_000, 20_000, 200_000])
def test_large_messages_arrive_whole_in_both_directions(
    launch: Launch, times: int, compression: str | None
) -> None:
    counter = Counter()
    server = launch(counter)
    text = "große Texte " * times
    with (
        Visitor(server.url).connect(compression=compression) as editor,
        Visitor(server.url).connect(compression=compression) as watcher,
    ):
        editor.until(lambda: editor.browser.opened)
        editor.browser.edit(editor.find("IntSlider").id, {"text": text})
        watcher.until(lambda: watcher.find("IntSlider").props.get("text") == text)


def test_small_messages_are_sent_as_they_are_and_nothing_is_kept() -> None:
    _, extension = LargeMessageDeflateFactory().process_request_params([], [])
    assert isinstance(extension, LargeMessageDeflate)
    small, large = (Frame(Opcode.TEXT, b"a" * size) for size in (SMALL, SMALL + 1))
    assert extension.encode(small) is small
    packed = extension.encode(large)
    assert packed.rsv1
    assert len(packed.data) < 50
    assert extension.decode(packed).data == large.data
    assert not hasattr(extension, "encoder")
    assert not hasattr(extension, "decoder")
