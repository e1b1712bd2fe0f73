"""The messages of the protocol, version 1, as types. `protocol/README.md` says what they mean."""

from __future__ import annotations

import re
from typing import Any, Literal

import msgspec

from lanai.errors import BadMessage, TooLarge
from lanai.wire import codec
from lanai.wire.depth import beyond, nests_within

VERSION = 1

DEEPEST = 200
"""Levels of arrays and objects in a message of the browser. The decoder follows them down by recursion."""

LONG = 64 * 1024
"""Bytes from which on a message of the browser is decoded on a worker thread."""

MOST_VALUES = 1_000_000
"""Values in a message of the browser; a list, a dict or a key counts as several, several
backslashes as one. To decode so many takes some 50 ms."""

# -- server to browser ------------------------------------------------------------------------------


class Frame(msgspec.Struct, tag_field="t", tag="frame", omit_defaults=True, kw_only=True):
    """What changed since the frame before. `rev` and `ack` are always there."""

    rev: int
    ack: int
    add: list[tuple[int, str, dict[str, Any]]] = []
    set: list[tuple[int, dict[str, Any]]] = []
    append: list[tuple[int, str, Any]] = []
    document: dict[str, Any] | None = None
    patch: dict[str, Any] | None = None
    roots: list[tuple[int, str]] | None = None
    drop: list[int] = []
    buffers: list[tuple[str, int]] = []


class Ack(msgspec.Struct, tag_field="t", tag="ack"):
    """Everything up to `seq` took effect, and there is nothing to show for it."""

    seq: int


class Opened(msgspec.Struct, tag_field="t", tag="opened"):
    """The connection is bound to its session, which is at `rev` and has got messages up to `received`."""

    rev: int
    received: int


class Error(msgspec.Struct, tag_field="t", tag="error", omit_defaults=True):
    """A message was refused, or the app failed: `count` times in this way since the page was last told."""

    code: str
    message: str
    seq: int | None = None
    count: int = 1


class Pong(msgspec.Struct, tag_field="t", tag="pong"):
    """The answer to `Ping`: the server is there."""


class Reload(msgspec.Struct, tag_field="t", tag="reload", omit_defaults=True):
    """The app has changed: load the page again, and give back there what the visitor has entered.

    `values` are types, labels, which of those it is, and values by name; the browser does not look into them.
    """

    values: list[tuple[str, str, int, dict[str, Any]]] = []


class Close(msgspec.Struct, tag_field="t", tag="close"):
    """The session ends by the server's will."""

    reason: Literal["stopping", "destroyed"]


ServerMessage = Frame | Ack | Opened | Error | Pong | Reload | Close

# -- browser to server ------------------------------------------------------------------------------


class Open(msgspec.Struct, tag_field="t", tag="open", forbid_unknown_fields=True, omit_defaults=True):
    """Bind this connection to the session of `token`; the browser has applied frames up to `rev`.

    `tab` names the page that asks, and `attempt` counts its connections: see `lanai.session.tabs`.
    """

    v: int
    token: str
    rev: int
    tab: str = ""
    attempt: int = 0


class Edit(msgspec.Struct, tag_field="t", tag="edit", forbid_unknown_fields=True):
    """The visitor changed properties of one component."""

    seq: int
    rev: int
    id: int
    props: dict[str, Any]


class Event(msgspec.Struct, tag_field="t", tag="event", forbid_unknown_fields=True):
    """Something happened to one component."""

    seq: int
    rev: int
    id: int
    name: str
    data: dict[str, Any] = {}


class Patch(msgspec.Struct, tag_field="t", tag="patch", forbid_unknown_fields=True, omit_defaults=True):
    """The visitor changed Bokeh models. `contents` are the buffers behind the text, in one piece."""

    seq: int
    rev: int
    patch: dict[str, Any]
    buffers: list[tuple[str, int]] = []


class Loaded(msgspec.Struct, tag_field="t", tag="loaded", forbid_unknown_fields=True):
    """The first frame is on the screen."""


class FrameAck(msgspec.Struct, tag_field="t", tag="ack", forbid_unknown_fields=True):
    """The browser has applied every frame up to `rev`."""

    rev: int


class Visible(msgspec.Struct, tag_field="t", tag="visible", forbid_unknown_fields=True):
    """The tab was shown or hidden."""

    value: bool


class Ping(msgspec.Struct, tag_field="t", tag="ping", forbid_unknown_fields=True):
    """The browser has heard nothing for a while: is the server there?"""


BrowserMessage = Open | Edit | Event | Patch | Loaded | FrameAck | Visible | Ping
Numbered = Edit | Event | Patch
"""Messages with a `seq`: they change something and are sent again after a lost connection."""

_browser_decoder = msgspec.json.Decoder(BrowserMessage)
_server_decoder = msgspec.json.Decoder(ServerMessage)


def encode(message: ServerMessage | BrowserMessage) -> bytes:
    """The message as JSON text."""
    return codec.dumps(message)


def encode_at_once(message: ServerMessage) -> bytes:
    """The same on the event loop. Raises `TakesLong` for one with a large value that is yet to be encoded."""
    return codec.dumps_at_once(message)


def decode(data: bytes | str) -> BrowserMessage:
    """A message of the browser, checked field by field. Raises `BadMessage`, and `TooLarge` for one that holds too much."""
    text = data.encode(errors="replace") if isinstance(data, str) else data
    if len(text) <= LONG:
        found = None if nests_within(text, DEEPEST) else "levels"
    else:
        found = beyond(text, DEEPEST, MOST_VALUES)
    if found == "values":
        raise TooLarge(f"Expected a message of at most {MOST_VALUES} values.")
    if found is not None:
        raise BadMessage(f"Expected a message of at most {DEEPEST} levels of arrays and objects.")
    message: BrowserMessage = _decode(_browser_decoder, text)
    return message


def decode_server(data: bytes | str) -> ServerMessage:
    """A message of the server, as the headless browser of the testing kit reads it. Raises `BadMessage`."""
    message: ServerMessage = _decode(_server_decoder, data)
    return message


_NUMBERED = re.compile(
    rb'\{"t":"(?:edit|event|patch)","seq":(\d{1,15}),"rev":(\d{1,15}),|"seq":(\d{1,15}),"rev":(\d{1,15})\}\Z'
)
ENDS = 100
"""Bytes at the beginning and at the end of a message among which browsers write its number."""


def stand_in(data: bytes | str) -> Event | None:
    """What counts as received in the place of a message with a `seq` that holds too much to be decoded.

    None for one without, and where the number does not stand where browsers write it.
    """
    ends = [end.encode() if isinstance(end, str) else end for end in (data[:ENDS], data[-ENDS:])]
    found = _NUMBERED.match(ends[0]) or _NUMBERED.search(ends[1])
    if found is None:
        return None
    seq, rev = (int(number) for number in found.groups() if number is not None)
    return Event(seq, rev, 0, "")


class _Document(msgspec.Struct):
    urls: list[str] = []


class _DocumentOnly(msgspec.Struct):
    document: _Document | None = None


_scripts_decoder = msgspec.json.Decoder(_DocumentOnly)


def scripts_in(frame: bytes) -> list[str]:
    """The URLs of the scripts that the Bokeh document in an encoded frame needs; the rest is passed over."""
    document = _scripts_decoder.decode(frame).document
    return [] if document is None else document.urls


def _decode(decoder: Any, data: bytes | str) -> Any:
    try:
        return decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadMessage(f"Expected a message of protocol version {VERSION}: {error}") from None
