"""The frames of one WebSocket, read no faster than they are wanted: websockets' parser, with a brake."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from websockets.exceptions import PayloadTooBig, ProtocolError
from websockets.frames import CTRL_OPCODES, CloseCode, Frame, Opcode
from websockets.server import ServerProtocol
from websockets.streams import StreamReader

from lanai.hosts.asgi.deflate import LargeMessageDeflate, LargeMessageDeflateFactory

TOO_LARGE = 4413
"""Close code for a message so large that it is not even read."""

FRAMES = 8
"""Frames that are read in one turn of the loop: a read may hold forty thousand."""


CRUMB = 1024
"""Bytes up to which a fragment is a small one."""

SHORTEST = 6
"""Bytes of a browser's frame that holds nothing."""


class _Reader(StreamReader):
    """Lets the parser have `left` frames more; what else there is, waits as it came."""

    def __init__(self) -> None:
        super().__init__()
        self.left = FRAMES
        self.between = True
        """Whether the parser waits for a frame to begin."""

    def at_eof(self) -> Generator[None, None, bool]:
        # The parser asks this between two frames.
        while True:
            if self.left > 0:
                if self.buffer:
                    self.between = False
                    return False
                if self.eof:
                    return True
            self.between = True
            yield


class Framing(ServerProtocol):
    """Stops after each message and after `FRAMES` frames, until `read_on`.

    A compressed message that is larger than a piece comes as several frames, one for each `grow`. Of pings the last is
    remembered in `asked`, and answered by whoever writes to the line.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(extensions=[LargeMessageDeflateFactory()], **options)
        self.reader: _Reader = _Reader()
        self.parser = self.parse()
        next(self.parser)
        self.asked: bytes | None = None
        self.parts = 0
        """Frames since this was set to 0 that were no whole message and no part worth it: pings, pongs, crumbs."""
        self.aside = 0
        """Bytes since this was set to 0 that were of no message."""

    def fail(self, code: int, reason: str = "") -> None:
        """Close with a code after which the browser does not send what was too large again, and again."""
        super().fail(TOO_LARGE if code == CloseCode.MESSAGE_TOO_BIG else code, reason)

    @property
    def inflating(self) -> LargeMessageDeflate | None:
        """The compression, while there is more of a frame than has been inflated."""
        for extension in self.extensions:
            if isinstance(extension, LargeMessageDeflate) and extension.growing:
                return extension
        return None

    @property
    def unfinished(self) -> bool:
        """Whether there is a part of a message, or of a frame."""
        return self.current_size is not None or not self.reader.between

    @property
    def waiting(self) -> bool:
        """Whether there is something to read that has been held back."""
        return self.reader.left <= 0 and bool(self.reader.buffer or self.inflating)

    def read_on(self) -> None:
        """Read what has been held back: a message, or some frames, or a piece."""
        inflating = self.inflating
        if inflating is not None:
            self._grow(inflating)
        else:
            self.reader.left = FRAMES
            self.receive_data(b"")

    def recv_frame(self, frame: Frame) -> None:
        """Take in one frame. websockets would answer each ping."""
        aside = frame.opcode in CTRL_OPCODES
        whole = frame.fin and not aside
        if not whole and len(frame.data) < CRUMB:
            self.parts += 1
        if aside:
            self.aside += len(frame.data) + SHORTEST
        if frame.opcode is Opcode.PING:
            self.asked = bytes(frame.data)
            self.events.append(frame)
        else:
            super().recv_frame(frame)
        reader = self.reader
        reader.left = 0 if whole or self.inflating is not None else reader.left - 1

    def _grow(self, inflating: LargeMessageDeflate) -> None:
        """Inflate a piece more, which comes as a fragment does."""
        try:
            frame = inflating.more()
            size = (self.current_size or 0) + len(frame.data)
            if self.max_message_size is not None and size > self.max_message_size:
                raise PayloadTooBig(None, self.max_message_size)
            self.recv_frame(frame)
            self.parts = 0
        except PayloadTooBig as error:
            self._give_up(CloseCode.MESSAGE_TOO_BIG, error)
        except ProtocolError as error:
            self._give_up(CloseCode.PROTOCOL_ERROR, error)

    def _give_up(self, code: int, error: Exception) -> None:
        self.fail(code, str(error))
        self.parser_exc = error
