"""Which logins have ended before their time: remembered on disk, so that a restart does not bring them back."""

from __future__ import annotations

import hashlib
import hmac
import logging
import os
import sys
import threading
from pathlib import Path

from lanai.core.failures import log_failure

log = logging.getLogger("lanai")

DAY = 24 * 60 * 60.0
LOOK = 1.0
"""Seconds after which it is looked whether another process has written something."""
BEGINNING = "since"
"""The file whose content says since when (seconds since 1970) the folder has been kept."""


class Ended:
    """The logins that ended early, by id, until they would have ended anyway.

    A login that began before the memory did is not known to be good: whether it has ended was remembered elsewhere, if at
    all. So a server whose disk is new lets nobody stay logged in. Without a `folder` that is each new server.

    In the folder is one file for each day, with the ids of the logins that would have ended on it; a day that is over
    takes its file with it. Each id is one short write at the end of a file, so that several processes may share a folder.
    """

    def __init__(self, folder: Path | None, now: float) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._ids: dict[str, float] = {}
        self._seen: dict[str, int] = {}
        self._looked = 0.0
        self.since = now
        """Which logins may be known: those that began then (seconds since 1970) or later."""
        if folder is not None:
            self._open(folder, now)

    def holds(self, id: str, began: float, now: float) -> bool:
        """Whether a login that began then (seconds since 1970) has not been ended."""
        if self._folder is not None and not 0 <= now - self._looked < LOOK:
            self._looked = now
            self._look(self._folder, now)
        return began >= self.since and id not in self._ids

    def add(self, id: str, expires: float, now: float) -> None:
        """Remember that a login has ended which would have lasted until `expires`. Writes to the disk."""
        with self._lock:
            self._ids = {known: end for known, end in self._ids.items() if end > now}
            self._ids[id] = expires
        if self._folder is None:
            return
        try:
            _append(self._folder / str(int(expires // DAY)), id)
        except OSError as error:
            log_failure(
                error, "A logout could not be written to %s, so it ends with this server", self._folder
            )

    # -- the folder ---------------------------------------------------------------------------------

    def _open(self, folder: Path, now: float) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.since = _beginning(folder, now)
            _append(folder / str(int(now // DAY)), "")  # tells now whether it can be written to
        except OSError as error:
            log.warning(
                "Who logs out cannot be remembered in %s (%s), so all logins end with this server. Name a folder with "
                "--logouts-dir.",
                folder,
                error.strerror or type(error).__name__,
            )
            self._folder, self.since = None, now
            return
        self._read(folder, now)

    def _look(self, folder: Path, now: float) -> None:
        try:
            self._read(folder, now)
        except OSError as error:
            log.warning(
                "Who has logged out of another process cannot be read in %s: %s", folder, error.strerror
            )

    def _read(self, folder: Path, now: float) -> None:
        """Take in what is new in the folder, and remove what is over."""
        today = int(now // DAY)
        for entry in os.scandir(folder):
            if not entry.name.isdecimal():
                continue
            if int(entry.name) < today:
                _remove(Path(entry.path))
            elif (size := entry.stat().st_size) != self._seen.get(entry.name):
                self._seen[entry.name] = size
                end = (int(entry.name) + 1) * DAY
                self._ids = self._ids | dict.fromkeys(Path(entry.path).read_text("ascii").split(), end)


def default_folder(key: bytes) -> Path:
    """Where a server with that secret remembers by itself: below the user's folder for what programs keep."""
    name = hmac.new(key, b"lanai.logouts", hashlib.sha256).hexdigest()[:16]
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    else:
        base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "lanai" / "logouts" / name


def _beginning(folder: Path, now: float) -> float:
    """Since when the folder has been kept: from now on, where it is new or does not say."""
    file = folder / BEGINNING
    try:
        return float(file.read_text("ascii"))
    except (FileNotFoundError, ValueError):
        file.write_text(repr(now), "ascii")
        return now


def _append(file: Path, line: str) -> None:
    with file.open("ab", buffering=0) as target:
        target.write(f"{line}\n".encode("ascii") if line else b"")
        if line:
            os.fsync(target.fileno())


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except FileNotFoundError:
        log.debug("%s is gone already", path)
