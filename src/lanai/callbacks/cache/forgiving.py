"""A store that may fail: a full disk is no reason not to answer."""

from __future__ import annotations

import logging
from typing import Any

from lanai.callbacks.cache.memory import Found, Store
from lanai.errors import BadCache

log = logging.getLogger("lanai")

REST = 30.0
"""Seconds for which a store that failed is left alone: each try may take as long as another process keeps it locked."""


class Forgiving:
    """A store for which what fails is a result that is not there, with a warning in the log.

    `place` says where it keeps things. What should have been forgotten is not found again, even where the store could
    not forget it then.
    """

    def __init__(self, store: Store, place: str) -> None:
        self._store = store
        self._place = place
        self._rests_until: float | None = None
        self._to_clear = False
        self._refused: set[str] = set()

    def get(self, key: bytes, now: float) -> Found | None:
        if self._rests(now):
            return None
        try:
            self._catch_up()
            return self._store.get(key, now)
        except Exception as error:
            self._failed(error, now)
            return None

    def put(self, key: bytes, value: Any, now: float) -> None:
        if self._rests(now):
            return
        try:
            self._catch_up()
            self._store.put(key, value, now)
        except BadCache as error:
            self._refuse(error, type(value).__qualname__)
        except Exception as error:
            self._failed(error, now)

    def clear(self) -> None:
        self._to_clear = True
        try:
            self._catch_up()
        except Exception as error:
            self._warn(error)

    def _catch_up(self) -> None:
        """Forget what should have been forgotten."""
        if self._to_clear:
            self._store.clear()
            self._to_clear = False

    def _rests(self, now: float) -> bool:
        # A clock that was set back ends the rest as well.
        until = self._rests_until
        return until is not None and until - REST <= now < until

    def _failed(self, error: Exception, now: float) -> None:
        self._rests_until = now + REST
        self._warn(error)

    def _warn(self, error: Exception) -> None:
        log.warning(
            "The cache in %s cannot be used (%s: %s). Results are computed and not kept; it is tried again after %g s. "
            "See that the folder can be written to and has room; where the file is broken, delete it.",
            self._place,
            type(error).__name__,
            error,
            REST,
        )

    def _refuse(self, error: BadCache, kind: str) -> None:
        """A result that cannot be kept is said once for each kind: it is computed every time."""
        if kind not in self._refused:
            self._refused.add(kind)
            log.warning("A result is computed every time. %s", error)
