"""Compression of WebSockets that costs an idle connection nothing, and stops nobody.

`permessage-deflate` usually keeps a compressor and a decompressor for each connection, some hundred KB that only
help when messages resemble each other. Here neither side carries its window from one message to the next, so both
exist only while a message passes, and messages too small to gain by it are sent as they are.

A thousand bytes may inflate to a million, so a message is inflated by pieces: between two the loop is free, and
whoever asks for the next one has seen how much there is.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from websockets.exceptions import PayloadTooBig, ProtocolError
from websockets.extensions.base import Extension
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.frames import CTRL_OPCODES, Frame, Opcode
from websockets.typing import ExtensionParameter

EMPTY_BLOCK = b"\x00\x00\xff\xff"
"""What a flush ends with, and a message does not."""

SMALL = 512
"""Bytes up to which a message is sent as it is."""

LARGE = 256 * 1024
"""Bytes from which on a message is compressed on a thread: see `LargeMessageDeflate.packed`."""

LEVEL = 3
"""zlib's level: compression happens on the event loop, so it has to be quick."""

BROWSERS_WINDOW = 12
"""Bits of the window that is held for a message of a browser's, where that browser lets us say so."""

PIECE = 256 * 1024
"""Bytes that are inflated at a time: less than a millisecond's work."""

MOUTHFUL = 64 * 1024
"""Compressed bytes that are looked at for a piece."""

END = b"\x00\x00\xff\xff"
"""What a compressed message is sent without (RFC 7692, 7.2.1)."""


class LargeMessageDeflate(PerMessageDeflate):
    """Compresses messages, each for itself, that are large enough to gain by it, and inflates by pieces."""

    growing = False
    """Whether the frame that was decoded last has more than has been inflated: `more` gives it."""
    _last = False
    _packed: list[memoryview | bytes]
    """What has yet to be inflated of that frame, the next of it last."""

    def encode(self, frame: Frame) -> Frame:
        return frame if len(frame.data) <= SMALL or frame.rsv1 else super().encode(frame)

    def packed(self, frame: Frame) -> Frame:
        """The frame of a whole message, compressed: `encode` leaves it as it is. On any thread."""
        packer = zlib.compressobj(wbits=-self.local_max_window_bits, **self.compress_settings)
        data = packer.compress(frame.data) + packer.flush(zlib.Z_SYNC_FLUSH)
        return _Packed(frame.opcode, memoryview(data)[: -len(EMPTY_BLOCK)], rsv1=True)

    def decode(self, frame: Frame, *, max_size: int | None = None) -> Frame:
        """The frame, inflated; or its beginning, as a fragment, where that is not all."""
        if frame.opcode in CTRL_OPCODES or not (
            self.decode_cont_data if frame.opcode is Opcode.CONT else frame.rsv1
        ):
            return frame
        if frame.opcode is not Opcode.CONT:
            self.decoder = zlib.decompressobj(wbits=-self.remote_max_window_bits)
        elif frame.rsv1:
            raise ProtocolError("RSV1 bit set in continuation frame")
        self.decode_cont_data = not frame.fin
        self._last = frame.fin
        self._packed = _by_mouthfuls(frame.data, frame.fin)
        first = self.more()
        if max_size is not None and len(first.data) > max_size:
            raise PayloadTooBig(None, max_size)
        return Frame(frame.opcode, first.data, first.fin, False, frame.rsv2, frame.rsv3)

    def more(self) -> Frame:
        """The next piece, as a fragment; the last one of a message ends it. Raises `ProtocolError`."""
        packed = self._packed
        try:
            data = self.decoder.decompress(packed.pop() if packed else b"", PIECE)
        except zlib.error as error:
            self.growing = False
            raise ProtocolError("decompression failed") from error
        if self.decoder.unconsumed_tail:
            packed.append(self.decoder.unconsumed_tail)
        # A full piece may have left something behind in the decompressor.
        self.growing = not self.decoder.eof and (bool(packed) or len(data) == PIECE)
        fin = self._last and not self.growing
        if not self.growing:
            packed.clear()
        if fin:
            del self.decoder
        return Frame(Opcode.CONT, data, fin)


class _Packed(Frame):
    """A frame that is compressed already. websockets looks for reserved bits before extensions set theirs."""

    def check(self) -> None:
        """Its reserved bit was agreed on."""


def _by_mouthfuls(data: bytes | bytearray | memoryview, last: bool) -> list[memoryview | bytes]:
    if len(data) < MOUTHFUL:
        return [bytes(data) + END if last else bytes(data)]
    view = memoryview(data)
    pieces: list[memoryview | bytes] = [view[at : at + MOUTHFUL] for at in range(0, len(view), MOUTHFUL)]
    if last:
        pieces.append(END)
    pieces.reverse()
    return pieces


class LargeMessageDeflateFactory(ServerPerMessageDeflateFactory):
    """Agrees with the browser that neither side carries its window over."""

    def __init__(self) -> None:
        super().__init__(
            server_no_context_takeover=True,
            client_no_context_takeover=True,
            client_max_window_bits=BROWSERS_WINDOW,
            compress_settings={"level": LEVEL},
        )

    def process_request_params(
        self, params: Sequence[ExtensionParameter], accepted_extensions: Sequence[Extension]
    ) -> tuple[list[ExtensionParameter], PerMessageDeflate]:
        answer, agreed = super().process_request_params(params, accepted_extensions)
        extension = LargeMessageDeflate(
            agreed.remote_no_context_takeover,
            agreed.local_no_context_takeover,
            agreed.remote_max_window_bits,
            agreed.local_max_window_bits,
            agreed.compress_settings,
        )
        return answer, extension
