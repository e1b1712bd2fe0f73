"""Results on disk, which outlive the process: an SQLite file that several processes may share."""

from __future__ import annotations

import logging
import pathlib
import pickle
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from lanai.callbacks.cache.memory import Found, Limits
from lanai.core.failures import text_of
from lanai.core.lazy import load
from lanai.errors import BadCache

log = logging.getLogger("lanai")

FILE = "lanai-cache.sqlite"
WAIT = 2.0
"""Seconds to wait for another process that writes, which takes some ms."""

SCHEMA = """
CREATE TABLE IF NOT EXISTS results (
    function BLOB, key BLOB, value BLOB, created REAL, turn INTEGER, uses INTEGER, PRIMARY KEY (function, key)
) WITHOUT ROWID
"""
ORDERS = {"LRU": "turn", "LFU": "uses, turn", "FIFO": "created, turn"}.items()


class DiskStore:
    """Keeps the results of the function that `function` stands for in the folder `path`.

    Raises what SQLite and the file system raise, and `BadCache` for a value that cannot be pickled.
    Values are pickled: the folder must be one that only trusted programs write to.
    """

    def __init__(self, path: pathlib.Path, function: bytes, limits: Limits) -> None:
        self._path = path
        self._function = function
        self._limits = limits
        self._order = dict(ORDERS)[limits.policy]

    def get(self, key: bytes, now: float) -> Found | None:
        with self._open() as base:
            row = base.execute(
                "SELECT value, created FROM results WHERE function = ? AND key = ?", (self._function, key)
            ).fetchone()
            if row is None or self._is_old(row[1], now):
                return None
            # What was used last has the highest turn; only the order of uses needs it.
            turn = ", turn = (SELECT MAX(turn) + 1 FROM results)" if self._limits.policy == "LRU" else ""
            base.execute(
                f"UPDATE results SET uses = uses + 1{turn} WHERE function = ? AND key = ?",
                (self._function, key),
            )
        return self._read(row[0])

    def _read(self, blob: bytes) -> Found | None:
        try:
            return Found(pickle.loads(blob))
        except Exception as error:  # a class that has moved, another version of a library: whatever it raises
            log.warning("A result in %s cannot be read and is computed anew: %s", self._path / FILE, error)
            return None

    def put(self, key: bytes, value: Any, now: float) -> None:
        blob = _pickled(value)
        with self._open() as base:
            base.execute("DELETE FROM results WHERE function = ? AND key = ?", (self._function, key))
            if self._limits.ttl is not None:
                base.execute(
                    "DELETE FROM results WHERE function = ? AND created <= ?",
                    (self._function, now - self._limits.ttl),
                )
            if self._limits.max_items is not None:
                self._make_room(base, self._limits.max_items - 1)
            base.execute(
                "INSERT INTO results VALUES (?, ?, ?, ?, (SELECT COALESCE(MAX(turn), 0) + 1 FROM results), 0)",
                (self._function, key, blob, now),
            )

    def clear(self) -> None:
        if (self._path / FILE).exists():
            with self._open() as base:
                base.execute("DELETE FROM results WHERE function = ?", (self._function,))

    def _make_room(self, base: Any, most: int) -> None:
        (count,) = base.execute(
            "SELECT COUNT(*) FROM results WHERE function = ?", (self._function,)
        ).fetchone()
        base.execute(
            "DELETE FROM results WHERE function = ? AND key IN "
            f"(SELECT key FROM results WHERE function = ? ORDER BY {self._order} LIMIT ?)",
            (self._function, self._function, max(0, count - most)),
        )

    def _is_old(self, created: float, now: float) -> bool:
        return self._limits.ttl is not None and now - created >= self._limits.ttl

    @contextmanager
    def _open(self) -> Iterator[Any]:
        """The file, opened for one transaction: nothing has to be closed at the end of the process."""
        sqlite3 = load("sqlite3", needed_for="a cache on disk")
        self._path.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path / FILE, timeout=WAIT, isolation_level=None)) as base:
            base.execute(SCHEMA)
            base.execute("BEGIN IMMEDIATE")
            try:
                yield base
            except BaseException:
                if base.in_transaction:  # a disk that is full has ended it already
                    base.execute("ROLLBACK")
                raise
            base.execute("COMMIT")


def _pickled(value: Any) -> bytes:
    try:
        return pickle.dumps(value, protocol=5)
    except Exception as error:  # whatever the value's class raises
        raise BadCache(
            f"Expected a result that can be pickled to put it on disk, got {type(value).__qualname__}: {text_of(error)}. "
            "Leave out to_disk, or return plain data."
        ) from error
