"""How frames are read: by pieces, in turn, in time, and no faster than they are taken in."""

from __future__ import annotations

import json
import random
import time
import zlib

import pytest
from websockets.frames import Frame, Opcode
from websockets.http11 import Request

from lanai.hosts.asgi import protocol
from lanai.hosts.asgi.deflate import MOUTHFUL, PIECE, LargeMessageDeflate, LargeMessageDeflateFactory
from lanai.hosts.asgi.framing import FRAMES, Framing
from lanai.hosts.asgi.intake import LONGEST_OPENING, NO_ROOM, SPARED, UNFINISHED, Intake
from tests.hosts.apps import Counter
from tests.hosts.conftest import Launch
from tests.hosts.visitor import Visitor
from tests.support.raw import CONT, PING, TEXT, RawLine, deflated, frame
from tests.support.servers import eventually

MB = 1 << 20
SIZES = [
    *(0, 1, 2043, 2044, MOUTHFUL - 1, MOUTHFUL, MOUTHFUL + 1, PIECE - 1, PIECE, PIECE + 1),
    *(2 * PIECE, 3 * PIECE + 17, 3 * MB),
]


def _extension() -> LargeMessageDeflate:
    _, extension = LargeMessageDeflateFactory().process_request_params([], [])
    assert isinstance(extension, LargeMessageDeflate)
    return extension


def _accepted() -> Framing:
    """The server's side after a handshake."""
    framing = Framing(max_size=MB)
    framing.receive_data(
        b"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Extensions: permessage-deflate\r\n\r\n"
    )
    (request,) = framing.events_received()
    assert isinstance(request, Request)
    framing.send_response(framing.accept(request))
    return framing


def _click(seq: int, id: int) -> bytes:
    return json.dumps({"t": "event", "seq": seq, "rev": 1, "id": id, "name": "click", "data": {}}).encode()


# -- pieces -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("parts", [1, 3])
@pytest.mark.parametrize("kind", ["zeros", "noise", "stored"])
@pytest.mark.parametrize("size", SIZES)
def test_a_message_is_inflated_by_pieces(size: int, kind: str, parts: int) -> None:
    data = bytes(size) if kind == "zeros" else random.Random(size).randbytes(size)
    packer = zlib.compressobj(0 if kind == "stored" else 6, wbits=-12)
    packed = (packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH))[:-4]
    extension = _extension()
    found = []
    step = len(packed) // parts + 1
    for at in range(0, len(packed), step):
        last = at + step >= len(packed)
        got = extension.decode(
            Frame(Opcode.CONT if at else Opcode.TEXT, packed[at : at + step], last, not at)
        )
        found.append(got.data)
        while extension.growing:
            assert not got.fin
            got = extension.more()
            found.append(got.data)
        assert got.fin is last
    assert b"".join(found) == data
    assert max(map(len, found)) <= PIECE
    assert not hasattr(extension, "decoder")  # an idle connection holds no window


def test_a_bomb_is_found_out_by_the_piece() -> None:
    """Forty kilobytes were inflated to forty megabytes before anybody asked."""
    framing = _accepted()
    framing.receive_data(frame(TEXT, deflated(bytes(39 * MB)), packed=True))
    inflated = 0
    while framing.parser_exc is None:
        events = framing.events_received()
        inflated += sum(len(event.data) for event in events if isinstance(event, Frame))
        framing.read_on()
    assert inflated <= MB
    assert framing.close_sent is not None
    assert framing.close_sent.code == 4413


def test_a_read_full_of_frames_is_taken_by_a_few() -> None:
    framing = _accepted()
    framing.receive_data(frame(PING) * 1000 + frame(TEXT, b"a") * 2)
    assert len(framing.events_received()) == FRAMES
    assert framing.waiting
    turns = 1
    while framing.waiting:
        framing.read_on()
        events = framing.events_received()
        assert len(events) <= FRAMES
        assert sum(event.opcode is Opcode.TEXT for event in events if isinstance(event, Frame)) <= 1
        turns += 1
    assert turns > 1000 / FRAMES


# -- room -------------------------------------------------------------------------------------------


class Held:
    """A line that is cut."""

    cut_with = ""

    def cut(self, code: str) -> None:
        self.cut_with = code


def test_beyond_the_room_there_is_the_others_wait_and_the_oldest_goes() -> None:
    now = [0.0]
    intake = Intake(100, lambda: now[0])
    slow, whole, late = Held(), Held(), Held()
    assert intake.note(slow, 60, whole=False)
    assert intake.note(whole, 30, whole=True)
    now[0] = 1.0
    assert not intake.note(late, 20, whole=False)  # waits: the oldest has been there for a second only
    now[0] = SPARED
    assert intake.note(late, 20, whole=False)
    assert [slow.cut_with, whole.cut_with, late.cut_with] == [NO_ROOM, "", ""]
    assert intake.held == 50
    for line in (slow, whole, late, late):
        intake.leave(line)
    assert intake.held == 0


# -- on a real line ---------------------------------------------------------------------------------


def test_the_window_of_a_message_is_small_and_before_open_so_is_the_message(launch: Launch) -> None:
    server = launch(lambda: Counter())
    page = Visitor(server.url)
    with RawLine(page, opened=False) as line:
        assert b"client_max_window_bits=12" in line.answer
        assert b"client_no_context_takeover" in line.answer
        line.send(frame(TEXT, deflated(b"a" * (LONGEST_OPENING + 1)), packed=True))
        assert line.read_close() == 4413
    with RawLine(page, opened=False) as line:
        line.send(frame(TEXT, size=LONGEST_OPENING + 1))
        assert line.read_close() == 4413
    eventually(lambda: server.server.host.refusals["too-large"] == 2)


@pytest.mark.parametrize("unfinished", [frame(TEXT, b"{", fin=False), frame(TEXT, b"{", size=500), b"\x81"])
@pytest.mark.parametrize("opened", [False, True])
def test_a_message_without_an_end_is_not_waited_for(
    launch: Launch, monkeypatch: pytest.MonkeyPatch, unfinished: bytes, opened: bool
) -> None:
    monkeypatch.setattr(protocol, "PATIENCE", 0.2)
    server = launch(lambda: Counter())
    with RawLine(Visitor(server.url), opened=opened) as line:
        line.send(unfinished)
        assert line.read_close() == 1013
    eventually(lambda: server.server.host.refusals[UNFINISHED] == 1)
    assert server.server.host.pending.present == 0


def test_pings_do_not_lengthen_its_time(launch: Launch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "PATIENCE", 0.2)
    monkeypatch.setattr(protocol, "SLOWEST", 1)
    server = launch(lambda: Counter())
    with RawLine(Visitor(server.url), opened=True) as line:
        line.send(frame(TEXT, b"{", fin=False) + frame(PING, b"x" * 100))
        begun = time.monotonic()
        assert line.read_close() == 1013
        assert time.monotonic() - begun < 60  # each of those hundred bytes would be worth a second


def test_what_comes_slowly_but_comes_is_heard(launch: Launch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "PATIENCE", 0.1)
    monkeypatch.setattr(protocol, "SLOWEST", 10)
    counter = Counter()
    server = launch(counter)
    with Visitor(server.url) as page, RawLine(page, opened=True) as line:
        click = _click(1, page.find("IntSlider").id)
        line.send(frame(TEXT, click[:40], fin=False))  # is worth four seconds
        assert line.read(0.3) == b""
        line.send(frame(PING, b"there?") + frame(CONT, click[40:]))
        eventually(lambda: counter.clicks == 1)
        assert b"there?" in line.read()


def test_messages_that_come_in_one_read_are_heard_each_in_order(launch: Launch) -> None:
    counter = Counter()
    server = launch(counter)
    with Visitor(server.url) as page, RawLine(page, opened=True) as line:
        id = page.find("IntSlider").id
        line.send(b"".join(frame(TEXT, _click(seq, id)) + frame(PING) for seq in range(1, 301)))
        eventually(lambda: counter.clicks == 300)
    assert server.server.host.refusals == {}


def test_a_ping_is_answered_and_of_many_the_last(launch: Launch) -> None:
    server = launch(lambda: Counter())
    with RawLine(Visitor(server.url), opened=True) as line:
        line.send(frame(PING, b"one"))
        assert line.read() == b"\x8a\x03one"
        line.send(b"".join(frame(PING, b"%d" % number) for number in range(100)))
        said = b""
        while not said.endswith(b"\x8a\x0299"):
            said += line.read()
        assert said.count(b"\x8a") <= 100 / FRAMES + 2


def test_text_that_is_none_is_refused(launch: Launch) -> None:
    server = launch(lambda: Counter())
    with RawLine(Visitor(server.url), opened=True) as line:
        line.send(frame(TEXT, b'{"t":"\xff\xfe"}'))
        assert b"bad-message" in line.read()
    assert server.server.host.refusals == {"bad-message": 1}


def test_a_large_message_that_grows_waits_for_nobody_and_is_heard_in_order(launch: Launch) -> None:
    counter = Counter()
    server = launch(counter)
    text = "ü" * (2 * MB)
    with Visitor(server.url) as page, RawLine(page, opened=True) as line:
        id = page.find("IntSlider").id
        edit = json.dumps(
            {"t": "edit", "seq": 1, "rev": 1, "id": id, "props": {"text": text}}, ensure_ascii=False
        )
        line.send(frame(TEXT, deflated(edit.encode()), packed=True) + frame(TEXT, _click(2, id)))
        eventually(lambda: counter.clicks == 1)
        assert counter.text == text
