"""Waiting for other threads, which take real time whatever the clock of a test says."""

from __future__ import annotations

import time


def let_them(seconds: float = 0.0002) -> None:
    """Let other threads run for a moment."""
    time.sleep(seconds)
