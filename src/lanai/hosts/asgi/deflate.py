"""WebSockets with compression that costs an idle connection nothing.

`permessage-deflate` usually keeps a compressor and a decompressor for each connection, some hundred KB that only
help when messages resemble each other. Here neither side carries its window from one message to the next, so both
exist only while a message passes, and messages too small to gain by it are sent as they are.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from uvicorn.server import ServerState
from websockets.extensions.base import Extension
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.frames import Frame
from websockets.server import ServerProtocol
from websockets.typing import ExtensionParameter

SMALL = 512
"""Bytes up to which a message is sent as it is."""

LEVEL = 3
"""zlib's level: compression happens on the event loop, so it has to be quick."""


class LargeMessageDeflate(PerMessageDeflate):
    """Compresses messages, each for itself, that are large enough to gain by it."""

    def encode(self, frame: Frame) -> Frame:
        return frame if len(frame.data) <= SMALL else super().encode(frame)


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


class DeflatingProtocol(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket, with this file's compression. Serve it with `ws_per_message_deflate=False`."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.conn = ServerProtocol(
            extensions=[LargeMessageDeflateFactory()],
            max_size=config.ws_max_size,
            logger=logging.getLogger("uvicorn.error"),
        )
