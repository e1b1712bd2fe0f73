"""What went wrong in the app, told to its page: not every time it happens, and not to nobody."""

from __future__ import annotations

from typing import Literal

from lanai.callbacks.turns import SessionTurns
from lanai.core import failures
from lanai.core.clock import Clock, Handle
from lanai.session.line import Line
from lanai.wire import messages

PAUSE = 0.1
"""Seconds between two tellings. What happens meanwhile gathers, so that a quick timer that fails floods no browser."""

MOST = 20
"""Different texts that wait at most, for the pause to end or for a browser to come. Older ones go first."""

LONGEST = 20_000
"""Characters of a traceback that are told. Of a longer one the middle is left out."""

Code = Literal["app-error", "app-notice"]


class Notices:
    """Tells one session's page of failures in user code. Everything but `tell` is called on the event loop."""

    def __init__(self, line: Line, clock: Clock, turns: SessionTurns) -> None:
        self._line = line
        self._clock = clock
        self._turns = turns
        self._waiting: dict[tuple[Code, str], int] = {}
        self._pause: Handle | None = None
        self._closed = False

    def tell(self, code: Code, text: str) -> None:
        """Tell the page, now or when there is one. On any thread."""
        self._turns.call(lambda: self._take(code, text))

    def flush(self) -> None:
        """Tell what waits, if there is a browser and the last telling is long enough ago."""
        if self._pause is not None or not self._waiting or not self._line.connected:
            return
        waiting, self._waiting = self._waiting, {}
        for (code, text), count in waiting.items():
            self._line.send(messages.Error(code=code, message=text, count=count))
        self._pause = self._clock.call_at(self._clock.monotonic() + PAUSE, self._resume)

    def close(self) -> None:
        """Tell nothing more."""
        self._closed = True
        self._waiting.clear()
        if self._pause is not None:
            self._pause.cancel()

    def _take(self, code: Code, text: str) -> None:
        if self._closed:
            return
        self._waiting[code, text] = self._waiting.get((code, text), 0) + 1
        if len(self._waiting) > MOST:
            del self._waiting[next(iter(self._waiting))]
        self.flush()

    def _resume(self) -> None:
        self._pause = None
        self.flush()


def traceback_of(error: BaseException) -> str:
    """The traceback as Python prints it, of a length that a page can show."""
    text = failures.traceback_of(error)
    if len(text) <= LONGEST:
        return text
    half = LONGEST // 2
    return f"{text[:half]}\n… {len(text) - 2 * half} characters are left out here …\n{text[-half:]}"
