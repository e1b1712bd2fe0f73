"""What the admin page shows of what happened: callbacks that run, the newest errors, and the end of the log."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections import deque
from dataclasses import dataclass

from lanai.core.clock import utc_now
from lanai.core.failures import summary_of
from lanai.core.observer import Act, Watch
from lanai.hosts.logs import SessionFilter
from lanai.session.notices import traceback_of

MOST_ERRORS = 100
"""Errors that are remembered."""
MOST_LINES = 1000
"""Records of the log that are."""
LONGEST_LINE = 2000
"""Characters of one of them."""


@dataclass(frozen=True)
class Failure:
    """An exception that left user code, or kept a page from being made."""

    at: dt.datetime
    doing: str
    session: str
    """'' for what belongs to none."""
    endpoint: str
    summary: str
    """Its type and message."""
    traceback: str


@dataclass(frozen=True)
class Line:
    """One record of the log."""

    at: dt.datetime
    level: int
    logger: str
    visit: str
    """Session and endpoint in brackets, or ''."""
    text: str


class Chronicle:
    """An `Observer` that remembers, for the whole server, and no more than a bounded number of things."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: dict[Act, dt.datetime] = {}
        self.failures: deque[Failure] = deque(maxlen=MOST_ERRORS)
        self.log = LogKeeper()
        self.callbacks = 0
        """How many are over."""
        self.frames = 0
        self.failed = 0
        """How many errors there were, remembered or not."""

    def watch(self, session: str, endpoint: str) -> Watch:
        """Remembers of one session."""
        return _Remembering(self, session, endpoint)

    @property
    def running(self) -> list[tuple[Act, dt.datetime]]:
        """Callbacks that run, with when they began; the oldest first."""
        with self._lock:
            return sorted(self._running.items(), key=lambda item: item[1])

    def began(self, act: Act) -> None:
        """A callback runs. On any thread."""
        with self._lock:
            self._running[act] = utc_now()

    def over(self, act: Act) -> None:
        """It runs no more."""
        with self._lock:
            self._running.pop(act, None)
            self.callbacks += 1
        if act.error is not None and act.kind in ("build", "scheduled"):  # of the others a session reports
            self.note(act.error, act.name, act.session, act.endpoint)

    def note(self, error: BaseException, doing: str, session: str, endpoint: str) -> None:
        """Remember an error. On any thread."""
        summary = summary_of(error)[:LONGEST_LINE]
        failure = Failure(utc_now(), doing, session, endpoint, summary, traceback_of(error))
        with self._lock:
            self.failed += 1
            self.failures.append(failure)


class _Remembering(Watch):
    __slots__ = ("_chronicle", "_endpoint", "_session")

    def __init__(self, chronicle: Chronicle, session: str, endpoint: str) -> None:
        self._chronicle = chronicle
        self._session = session
        self._endpoint = endpoint

    def begun(self, act: Act) -> None:
        self._chronicle.began(act)

    def ended(self, act: Act) -> None:
        self._chronicle.over(act)

    def sent(self, since: float, size: int) -> None:
        self._chronicle.frames += 1

    def failed(self, error: BaseException, doing: str) -> None:
        self._chronicle.note(error, doing, self._session, self._endpoint)


class LogKeeper(logging.Handler):
    """Keeps the newest records as texts. Add it to the root logger for as long as the server runs."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.addFilter(SessionFilter())
        self.lines: deque[Line] = deque(maxlen=MOST_LINES)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            text = record.getMessage()[:LONGEST_LINE]
        except (TypeError, ValueError):  # the caller's mistake, which the log's own handlers tell
            text = str(record.msg)[:LONGEST_LINE]
        at = dt.datetime.fromtimestamp(record.created, dt.timezone.utc)
        visit = str(getattr(record, "visit", "")).strip()
        self.lines.append(Line(at, record.levelno, record.name, visit, text))
