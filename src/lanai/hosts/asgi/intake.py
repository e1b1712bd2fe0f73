"""What has come of messages that nobody has taken in yet: bounded for each connection, in time, and for all together."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

LONGEST_OPENING = 16 * 1024
"""Bytes of a message before the session is open: `open` is a few hundred."""

PATIENCE = 10.0
"""Seconds that a message has to be whole, whatever its size."""

SLOWEST = 16 * 1024
"""Bytes a second on the line for which it has longer than that."""

TOGETHER = 4
"""How many messages of the largest size there is room for, over all connections, until they are taken in."""

NO_ROOM_FOR = 0.05
"""Seconds after which a connection looks again whether there is room."""

SPARED = 2.0
"""Seconds in which a message that is not whole is not given up for others that wait for its room."""

CUT_SHORT = "lanai.cut-short"
"""Stands in the event that tells the application of the end: why the server has ended it, as a code of refusals."""

UNFINISHED = "unfinished-message"
NO_ROOM = "too-many-unfinished"


class Line(Protocol):
    """A connection over which a message is coming."""

    def cut(self, code: str) -> None:
        """End the connection, because of `code`."""


class Intake:
    """How many bytes of messages are held that are on their way to the application, over all connections.

    Beyond `most` the others wait, where they hold something, until there is room. Whose message has been on its way
    for longest, and is not whole, makes room. `time` tells the time in seconds.
    """

    def __init__(self, most: int, time: Callable[[], float] = time.monotonic) -> None:
        self.most = most
        self.held = 0
        self._time = time
        self._lines: dict[Line, _Part] = {}

    def note(self, line: Line, size: int, whole: bool) -> bool:
        """`line` holds `size` bytes now. Returns whether there is room for more."""
        part = self._lines.get(line)
        if part is None:
            part = self._lines[line] = _Part(self._time())
        self.held += size - part.size
        part.size, part.whole = size, whole
        if self.held <= self.most:
            return True
        oldest = next((other for other, part in self._lines.items() if not part.whole), None)
        if oldest is not None and self._time() - self._lines[oldest].since >= SPARED:
            self.leave(oldest)
            oldest.cut(NO_ROOM)
        return self.held <= self.most

    def leave(self, line: Line) -> None:
        """Its message has been taken in, or it is gone. Harmless for one that holds nothing."""
        part = self._lines.pop(line, None)
        if part is not None:
            self.held -= part.size


class _Part:
    """What one line holds, and since when."""

    __slots__ = ("since", "size", "whole")

    def __init__(self, since: float) -> None:
        self.since = since
        self.size = 0
        self.whole = False
