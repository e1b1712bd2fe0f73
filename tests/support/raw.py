"""A WebSocket without a library: says what no browser would, as fast as the line takes it."""

from __future__ import annotations

import base64
import json
import os
import socket
import struct
import zlib
from contextlib import suppress
from types import TracebackType
from urllib.parse import urlsplit

from tests.hosts.visitor import PATIENCE, Visitor

CONT, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
OFFER = "permessage-deflate; client_max_window_bits"


def frame(
    opcode: int, data: bytes = b"", *, fin: bool = True, packed: bool = False, size: int | None = None
) -> bytes:
    """One frame of a browser's. `size` is announced instead of what there is; `packed`: the data is deflated."""
    size = len(data) if size is None else size
    head = bytes([opcode | 0x80 * fin | 0x40 * packed])
    if size < 126:
        head += bytes([0x80 | size])
    elif size < 65536:
        head += struct.pack("!BH", 0x80 | 126, size)
    else:
        head += struct.pack("!BQ", 0x80 | 127, size)
    return head + bytes(4) + data  # a mask of zeros


def deflated(data: bytes, *, last: bool = True) -> bytes:
    """As permessage-deflate has it."""
    packer = zlib.compressobj(9, wbits=-12)
    packed = packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH)
    return packed[:-4] if last else packed


class RawLine:
    """A connection to the page's WebSocket, accepted; with `opened`, to its session as well."""

    def __init__(self, visitor: Visitor, *, opened: bool, offer: str = OFFER) -> None:
        at = urlsplit(visitor.ws_url)
        self.socket = socket.create_connection((at.hostname, at.port or 80), timeout=PATIENCE)
        self._send(
            f"GET {at.path} HTTP/1.1\r\nHost: {at.netloc}\r\nOrigin: http://{at.netloc}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Extensions: {offer}\r\n"
            f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\n\r\n".encode()
        )
        self.answer = b""
        while b"\r\n\r\n" not in self.answer:
            self.answer += self.socket.recv(1)
        if opened:
            opening = {"t": "open", "v": 1, "token": visitor.state["token"], "rev": 1}
            self.send(frame(TEXT, json.dumps(opening).encode()))
            assert b'"opened"' in self.read()

    def __enter__(self) -> RawLine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.socket.close()

    def send(self, data: bytes, seconds: float = PATIENCE) -> bool:
        """Send as much as the line takes in that time. Returns whether it took all; the server may have hung up."""
        self.socket.settimeout(seconds)
        try:
            self._send(data)
        except OSError:
            return False
        return True

    def _send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def read(self, seconds: float = PATIENCE) -> bytes:
        """What the server says next; nothing where it has hung up, or says nothing in that time."""
        self.socket.settimeout(seconds)
        with suppress(ConnectionError, TimeoutError):
            return self.socket.recv(1 << 20)
        return b""

    def read_close(self, seconds: float = PATIENCE) -> int:
        """The code with which the server closes the line: 1006 where it just hangs up."""
        said = b""
        while True:
            more = self.read(seconds)
            if not more:
                return 1006
            said += more
            at = said.find(b"\x88")
            if at >= 0 and len(said) >= at + 4:
                return int.from_bytes(said[at + 2 : at + 4], "big")
