"""WebSockets whose bytes are the caller's: they may hold what no browser would send."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import os
import socket
import zlib
from collections.abc import Sequence

from benchmarks.errors import ServerError

CONTINUATION, TEXT, BINARY, PING = 0x0, 0x1, 0x2, 0x9
"""Opcodes."""
NO_MASK = bytes(4)
"""A key that leaves the payload as it is: large frames are made once, and quickly."""
OPEN_SECONDS = 5.0


class Line:
    """One WebSocket. What the server says is not read, unless by `drain`: its answers wait for somebody who never comes."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, compressed: bool
    ) -> None:
        self.reader = reader
        self.compressed = compressed
        """Whether the server agreed on `permessage-deflate`."""
        self._writer = writer

    @classmethod
    async def open(
        cls,
        port: int,
        path: str,
        *,
        subprotocols: Sequence[str] = (),
        compress: bool = False,
        receive_buffer: int | None = None,
    ) -> Line:
        """Connect to 127.0.0.1 and shake hands. Raises OSError, asyncio.TimeoutError, or ServerError where it is refused."""
        sock = socket.socket()
        sock.setblocking(False)
        if receive_buffer is not None:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        try:
            return await asyncio.wait_for(
                _shake_hands(cls, sock, port, path, subprotocols, compress), OPEN_SECONDS
            )
        except BaseException:
            sock.close()
            raise

    async def send(self, data: bytes) -> None:
        """Send bytes, whatever they are. Waits while the server does not read. Raises OSError when it has closed."""
        self._writer.write(data)
        await self._writer.drain()

    async def drain(self) -> None:
        """Read what comes, for as long as it comes."""
        with contextlib.suppress(OSError):
            while await self.reader.read(65536):
                pass

    def abort(self) -> None:
        """Be gone without a word."""
        self._writer.transport.abort()


async def _shake_hands(
    kind: type[Line], sock: socket.socket, port: int, path: str, subprotocols: Sequence[str], compress: bool
) -> Line:
    await asyncio.get_running_loop().sock_connect(sock, ("127.0.0.1", port))
    reader, writer = await asyncio.open_connection(sock=sock)
    writer.write(handshake(port, path, subprotocols, compress))
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    if " 101 " not in head.split("\r\n", 1)[0]:
        writer.transport.abort()
        raise ServerError(f"expected a WebSocket at {path}, got {head.splitlines()[0]}")
    return kind(reader, writer, compressed="permessage-deflate" in head.lower())


def handshake(port: int, path: str, subprotocols: Sequence[str] = (), compress: bool = False) -> bytes:
    """The request with which a browser asks for a WebSocket."""
    key = base64.b64encode(os.urandom(16)).decode()
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        f"Origin: http://127.0.0.1:{port}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {key}",
        *([f"Sec-WebSocket-Protocol: {', '.join(subprotocols)}"] if subprotocols else []),
        *(["Sec-WebSocket-Extensions: permessage-deflate"] if compress else []),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def frame(opcode: int, payload: bytes, *, final: bool = True, compressed: bool = False) -> bytes:
    """A frame as a client sends it."""
    first = opcode | (0x80 if final else 0) | (0x40 if compressed else 0)
    size = len(payload)
    if size < 126:
        length = bytes([0x80 | size])
    elif size < 2**16:
        length = bytes([0x80 | 126]) + size.to_bytes(2, "big")
    else:
        length = bytes([0x80 | 127]) + size.to_bytes(8, "big")
    return bytes([first]) + length + NO_MASK + payload


def bomb(size: int) -> bytes:
    """A compressed text message of `size` spaces: a thousandth of it on the wire. It may be sent again and again."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = deflate.compress(b" " * size) + deflate.flush(zlib.Z_SYNC_FLUSH)
    return frame(TEXT, packed.removesuffix(b"\x00\x00\xff\xff"), compressed=True)
