"""Who holds up the event loop: a coroutine that computes or waits without `await` stops every visitor's page."""

from __future__ import annotations

import asyncio
import logging
import site
import sys
import sysconfig
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import FrameType
from typing import Any

from lanai.core.clock import stopwatch
from lanai.core.failures import tell
from lanai.hosts.observing.tally import MOMENTS, Histogram

log = logging.getLogger("lanai")

PATIENCE = 0.25
"""Seconds for which the loop may be held up before anybody is told."""

RUNNERS = ("asyncio", "uvicorn", "hosts/asgi/engine.py")
"""Where the loop itself is run: a stop there is not of anybody's code."""

LIBRARIES = tuple(
    {sysconfig.get_path("stdlib"), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    | {*site.getsitepackages()}
)
PACKAGE = __file__.rpartition("/hosts/")[0]


@dataclass(frozen=True)
class Stall:
    """One time that the loop was held up."""

    file: str
    line: int
    function: str
    owner: Any
    """Whose coroutine it is, where that is known."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line} in {self.function}()"


class StallWatch:
    """Asks the loop for a sign from a thread of its own, and looks what it does where none comes within `PATIENCE`.

    `told(stall, seconds)` is called on the loop when it goes on. Each stop is logged once, while it lasts.
    `owner_of(task)` says whose task it is; it is asked on the watching thread.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        told: Callable[[Stall, float], object],
        owner_of: Callable[[asyncio.Task[Any]], object],
    ) -> None:
        self._loop = loop
        self._thread = threading.get_ident()
        self._told = told
        self._owner_of = owner_of
        self._end = threading.Event()
        self._sign = threading.Event()
        self.durations = Histogram(MOMENTS)
        """How long the stops were (s)."""

    def start(self) -> None:
        """Begin, on the loop that is watched."""
        threading.Thread(target=self._watch, name="lanai-stall-watch", daemon=True).start()

    def stop(self) -> None:
        """Watch no longer."""
        self._end.set()

    def _watch(self) -> None:
        while not self._end.wait(PATIENCE):
            if self._loop.is_closed():
                return
            self.look()

    def look(self) -> None:
        """Ask for one sign and wait for it; where it is late, find out why."""
        self._sign.clear()
        asked = stopwatch()
        tell(self._loop, self._sign.set)
        if self._sign.wait(PATIENCE):
            return
        stall = self._find()
        if stall is not None:
            log.warning(
                "The event loop is held up, and with it every visitor, by %s. What takes its time belongs into a plain "
                "function, which runs on a thread, or needs an `await`.",
                stall,
            )
        while not self._sign.wait(PATIENCE):
            if self._end.is_set() or self._loop.is_closed():
                return
        if stall is not None:
            tell(self._loop, partial(self._over, stall, stopwatch() - asked))

    def _over(self, stall: Stall, seconds: float) -> None:
        self.durations.add(seconds)
        self._told(stall, seconds)

    def _find(self) -> Stall | None:
        """What the loop does now; None where it is only the machine that is busy."""
        innermost = sys._current_frames().get(self._thread)
        if innermost is None or _is_runner(innermost):
            return None
        frame = _users(innermost) or innermost
        code = frame.f_code
        return Stall(
            code.co_filename,
            frame.f_lineno,
            code.co_qualname if sys.version_info >= (3, 11) else code.co_name,
            self._owner(),
        )

    def _owner(self) -> object:
        try:
            task = asyncio.current_task(self._loop)
        except RuntimeError:  # a version of Python that tells the loop's own thread only
            return None
        return None if task is None else self._owner_of(task)


def _is_runner(frame: FrameType) -> bool:
    name = frame.f_code.co_filename
    return any(f"/{runner}" in name for runner in RUNNERS)


def _users(innermost: FrameType) -> FrameType | None:
    """The innermost step that is the app's own code: neither Lanai's nor that of a library, nor what started the loop."""
    frame: FrameType | None = innermost
    while frame is not None and not _is_runner(frame):
        name = frame.f_code.co_filename
        if not name.startswith((*LIBRARIES, PACKAGE, "<frozen")):
            return frame
        frame = frame.f_back
    return None
