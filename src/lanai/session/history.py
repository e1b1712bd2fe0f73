"""What the process remembers of its sessions, for `pn.state.session_info`."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from lanai.session.request import Request


@dataclass(slots=True)
class Stay:
    """One session. Times in seconds since 1970; None for what has not happened."""

    launched: float
    """The request came."""
    started: float | None = None
    """The app was built."""
    rendered: float | None = None
    """The page was on the screen."""
    ended: float | None = None
    """The session was over."""
    user_agent: str | None = None


class SessionHistory:
    """Counts sessions, and keeps the youngest in mind. On any thread: a process may have several servers.

    `limit` gives how many to keep: 0 none, -1 all.
    """

    def __init__(self, limit: Callable[[], int]) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._stays: dict[str, Stay] = {}
        self._total = 0
        self._live = 0

    def launched(self, id: str, request: Request, at: dt.datetime) -> None:
        """A session begins."""
        with self._lock:
            self._total += 1
            self._live += 1
            self._stays[id] = Stay(at.timestamp(), user_agent=request.headers.get("User-Agent"))
            self._trim()

    def started(self, id: str, at: dt.datetime) -> None:
        """Its app is built."""
        self._note(id, "started", at)

    def rendered(self, id: str, at: dt.datetime) -> None:
        """Its page is on the screen."""
        self._note(id, "rendered", at)

    def ended(self, id: str, at: dt.datetime) -> None:
        """It is over."""
        with self._lock:
            self._live -= 1
        self._note(id, "ended", at)

    def info(self) -> dict[str, Any]:
        """A copy: `total` and `live`, numbers of sessions, and `sessions`, by id what is remembered of each."""
        with self._lock:
            self._trim()
            sessions = {id: asdict(stay) for id, stay in self._stays.items()}
            return {"total": self._total, "live": self._live, "sessions": sessions}

    def reset(self) -> None:
        """Forget the sessions that are remembered, and begin to count those that live from here."""
        with self._lock:
            self._stays.clear()
            self._total = self._live

    def _note(self, id: str, what: str, at: dt.datetime) -> None:
        with self._lock:
            stay = self._stays.get(id)
            if stay is not None and getattr(stay, what) is None:
                setattr(stay, what, at.timestamp())

    def _trim(self) -> None:
        limit = self._limit()
        if limit >= 0:
            for id in list(self._stays)[: max(0, len(self._stays) - limit)]:
                del self._stays[id]
