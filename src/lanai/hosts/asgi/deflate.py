"""Compression of WebSockets that costs an idle connection nothing.

`permessage-deflate` usually keeps a compressor and a decompressor for each connection, some hundred KB that only
help when messages resemble each other. Here neither side carries its window from one message to the next, so both
exist only while a message passes, and messages too small to gain by it are sent as they are.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from websockets.extensions.base import Extension
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.frames import Frame
from websockets.typing import ExtensionParameter

EMPTY_BLOCK = b"\x00\x00\xff\xff"
"""What a flush ends with, and a message does not."""

SMALL = 512
"""Bytes up to which a message is sent as it is."""

LARGE = 256 * 1024
"""Bytes from which on a message is compressed on a thread: see `LargeMessageDeflate.packed`."""

LEVEL = 3
"""zlib's level: compression happens on the event loop, so it has to be quick."""


class LargeMessageDeflate(PerMessageDeflate):
    """Compresses messages, each for itself, that are large enough to gain by it."""

    def encode(self, frame: Frame) -> Frame:
        return frame if len(frame.data) <= SMALL or frame.rsv1 else super().encode(frame)

    def packed(self, frame: Frame) -> Frame:
        """The frame of a whole message, compressed: `encode` leaves it as it is. On any thread."""
        packer = zlib.compressobj(wbits=-self.local_max_window_bits, **self.compress_settings)
        data = packer.compress(frame.data) + packer.flush(zlib.Z_SYNC_FLUSH)
        return Frame(frame.opcode, memoryview(data)[: -len(EMPTY_BLOCK)], rsv1=True)


class LargeMessageDeflateFactory(ServerPerMessageDeflateFactory):
    """Agrees with the browser that neither side carries its window over."""

    def __init__(self) -> None:
        super().__init__(
            server_no_context_takeover=True,
            client_no_context_takeover=True,
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
