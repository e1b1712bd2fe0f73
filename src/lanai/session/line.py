"""The line to one browser: what goes out, and when."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from lanai.callbacks.turns import SessionTurns
from lanai.core.clock import Clock, Handle
from lanai.core.observer import Observation
from lanai.errors import BadMessage
from lanai.session.connection import Connection
from lanai.session.outbox import Outbox
from lanai.session.tabs import Tabs
from lanai.wire import codec, messages
from lanai.wire.repair import drop_unwritable

GRACE = 0.010
"""Seconds after which changes of a synchronous callback that still runs are sent. Until then they gather."""

UNWRITTEN = 1011
"""Close code of a line whose next frame could not be encoded: the browser comes back and is sent what it lacks."""

Report = Callable[[BaseException, str], None]


class Line:
    """Sends one session's frames over its present connection, if there is one.

    Everything but `wake` is called on the event loop.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        clock: Clock,
        turns: SessionTurns,
        report: Report,
        observation: Observation | None = None,
    ) -> None:
        self._loop = loop
        self._clock = clock
        self._turns = turns
        self._report = report
        self._observation = observation
        self._connection: Connection | None = None
        self._tabs = Tabs()
        self._grace: Handle | None = None
        self._covered = False
        self._held = 0
        self._encoding: object = None
        """Stands for the frame that a worker thread encodes. Until it is sent, no other is written."""
        self._closed = False
        self.outbox: Outbox = Outbox(self.wake, report)
        self.opened = False
        """Whether a browser has ever been attached."""
        self.silent_since: float | None = None
        """Since when nobody is attached, by the clock (s). None also while the page is being built."""

    @property
    def connected(self) -> bool:
        """Whether a browser is attached."""
        return self._connection is not None

    # -- coming and going ---------------------------------------------------------------------------

    def connect(
        self, connection: Connection, rev: int, received: int, tab: str = "", attempt: int = 0
    ) -> None:
        """Attach a browser that has applied frames up to `rev`; `received` is the last `seq` it is known to have sent.

        An earlier connection is closed. Raises `TakenOver` where this is the earlier one (see `Tabs`), and `BadMessage`
        for a revision that there has not been.
        """
        self._tabs.check(tab, attempt)
        if not 0 <= rev <= self.outbox.rev:
            raise BadMessage(f"Expected a revision of at most {self.outbox.rev}, got {rev}.")
        self._tabs.enter(tab, attempt)
        if self._connection is not None and self._connection is not connection:
            self._connection.close(4409, "another connection took over")
        self._connection = connection
        self._encoding = None  # that frame was for the earlier one
        if self._observation is not None:
            self._observation.connected(again=self.opened)
        self.opened = True
        self.silent_since = None
        self.outbox.resume(rev)
        self.send(messages.Opened(rev=self.outbox.rev, received=received))
        self.flush()

    def disconnect(self, connection: Connection) -> None:
        """The connection is gone. The session waits for another one."""
        if self._connection is connection:
            self._connection = None
            self.silent_since = self._clock.monotonic()

    def close(self, reason: str) -> None:
        """Tell the browser that the session ends, and send no more."""
        self._closed = True
        if self._grace is not None:
            self._grace.cancel()
        if self._connection is not None:
            self.send(messages.Close(reason="stopping" if reason == "stopping" else "destroyed"))
            self._connection.close(1001, reason)
            self._connection = None
        self._encoding = None

    # -- sending ------------------------------------------------------------------------------------

    def send(self, message: messages.ServerMessage) -> None:
        """Send a message that is no frame, if there is a browser."""
        if self._connection is not None:
            self._connection.send(messages.encode(message))

    def flush(self) -> None:
        """Send what is pending, if there is a browser, it keeps up, and nothing is held back."""
        if self._grace is not None:
            self._grace.cancel()
            self._grace = None
            self._covered = False  # no timer is left: what changes from now on wakes the loop
        connection = self._connection
        if connection is None or self._held or self._encoding is not None or not self.outbox.open:
            return
        observation = self._observation
        since = 0.0 if observation is None else observation.time()
        written = self.outbox.write()
        if written is not None:
            self._send_frame(connection, *written, since)
            return
        if observation is not None:
            observation.rested()
        seq = self.outbox.answer()
        if seq is not None:
            self.send(messages.Ack(seq=seq))

    def encode(self, frame: messages.Frame) -> bytes:
        """The frame as JSON text; values that cannot travel are left out and reported."""
        try:
            return messages.encode(frame)
        except BaseException:
            drop_unwritable(frame, self._report)
            return messages.encode(frame)

    def _send_frame(
        self, connection: Connection, frame: messages.Frame, buffers: codec.Buffers, since: float
    ) -> None:
        try:
            data = messages.encode_at_once(frame)
        except (
            Exception
        ):  # it takes long, or has values that cannot travel, among which to look takes long as well
            self._encode_beside(connection, frame, buffers, since)
            return
        if buffers:
            data = codec.pack(data, buffers)
        self.outbox.weighed(frame.rev, len(data))
        connection.send(data, binary=bool(buffers))
        if self._observation is not None:
            self._observation.sent(since, len(data))

    # -- frames that take long to encode --------------------------------------------------------------

    def _encode_beside(
        self, connection: Connection, frame: messages.Frame, buffers: codec.Buffers, since: float
    ) -> None:
        """Encode the frame on a worker thread. What changes meanwhile gathers for the next one."""
        mine = self._encoding = object()

        def encode() -> None:
            data: bytes | None = None
            try:
                text = self.encode(frame)
                data = codec.pack(text, buffers) if buffers else text
            finally:
                self._turns.soon(
                    partial(self._end_encoding, mine, connection, frame.rev, data, bool(buffers), since)
                )

        self._turns.aside(encode, "writing a large value")

    def _end_encoding(
        self, mine: object, connection: Connection, rev: int, data: bytes | None, binary: bool, since: float
    ) -> None:
        """The frame is encoded; not (None) where that failed in a way that leaving values out does not help."""
        if self._encoding is not mine:
            return
        self._encoding = None
        if self._connection is not connection:
            return
        if data is None:
            connection.close(UNWRITTEN, "a frame could not be written")
            return
        self.outbox.weighed(rev, len(data))
        connection.send(data, binary=binary)
        if self._observation is not None:
            self._observation.sent(since, len(data))
        self.flush()

    # -- when to send -------------------------------------------------------------------------------

    def wake(self) -> None:
        """There is something to send, since just now. On any thread."""
        if self._turns.on_loop:
            self._loop.call_soon(self.flush)
        elif not self._covered:
            self._turns.call(self._wait_for_grace)

    def hold(self) -> None:
        """Send no frames until `let_go` has been called as often."""
        self._held += 1

    def let_go(self) -> None:
        """Take back one `hold`; the last one sends what has gathered."""
        self._held -= 1
        if not self._held:
            self.flush()

    def lane_begun(self) -> None:
        """Synchronous work begins. Its end will send what it changed, and so will a timer: it need not wake the loop."""
        self._covered = True
        self._wait_for_grace()

    def lane_rested(self) -> None:
        """Synchronous work has come to its end."""
        self._covered = False
        self.flush()

    def _wait_for_grace(self) -> None:
        if self._grace is None and not self._closed:
            self._grace = self._clock.call_at(self._clock.monotonic() + GRACE, self._end_grace)

    def _end_grace(self) -> None:
        self._grace = None
        self._covered = False  # work that takes this long wakes the loop by itself from now on
        self.flush()
