"""The admin page's overview: figures of the server, and how they came to be."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path

from lanai.components.indicators.number import Number
from lanai.components.indicators.trend import Trend
from lanai.components.layout.flexbox import FlexBox
from lanai.components.layout.linear import Column
from lanai.core.lazy import load
from lanai.hosts.asgi.host import Host
from lanai.hosts.observing.chronicle import Chronicle

KEPT = 90
"""Looks that the plots show: three minutes at one every two seconds."""
SHORTEST = 0.5
"""Seconds between two looks that tell a rate."""
STATM = Path("/proc/self/statm")
MEGABYTE = 1e6


@dataclass(frozen=True)
class Sample:
    """What can only be told from two looks."""

    at: float
    """s."""
    cpu: float
    """s of all threads since the process began."""
    callbacks: int
    frames: int


def resident_bytes() -> float:
    """The memory of this process that is in the machine's; 0 where the system does not say. Elsewhere than on Linux the most so far."""
    if STATM.is_file():
        resource = load("resource", needed_for="the size of a page of memory")
        return float(STATM.read_text(encoding="ascii").split()[1]) * float(resource.getpagesize())
    if sys.platform == "win32":
        return 0.0
    resource = load("resource", needed_for="the memory of the process")
    most = float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return most if sys.platform == "darwin" else most * 1024


class Overview:
    """Numbers and trends. Its `view` is shown; `refresh` looks again."""

    def __init__(self, host: Host, chronicle: Chronicle) -> None:
        self._host = host
        self._chronicle = chronicle
        self._begun = time.monotonic()
        self._sample = self._look()
        self._numbers = {
            name: Number(
                name=name,
                value=0,
                font_size="24pt",
                title_size="10.5pt",
                margin=0,
                sizing_mode=None,
                styles={"flex": "1 1 96px"},
            )
            for name in ("Sessions", "Connected", "Busy", "Callbacks running", "Errors", "Refusals")
        }
        self._trends = {
            name: Trend(
                name=name,
                data={"x": [], "y": []},
                plot_type="area",
                height=140,
                margin=0,
                value_change=None,
                sizing_mode=None,
                styles={"flex": "1 1 150px"},
            )
            for name in (
                "CPU, %",
                "Memory, MB",
                "Loop lag, ms",
                "Callbacks / s",
                "Frames / s",
                "Live sessions",
            )
        }
        rows = [
            FlexBox(*shown.values(), gap="12px 20px", margin=(5, 10, 12, 10), sizing_mode="stretch_width")
            for shown in (self._numbers, self._trends)
        ]
        self.view = Column(*rows, name="Overview", sizing_mode="stretch_width")

    def refresh(self) -> None:
        """Look again."""
        sessions = self._host.sessions.seen
        self._tell("Sessions", len(sessions))
        self._tell("Connected", sum(session.connected for session in sessions))
        self._tell("Busy", sum(session.busy for session in sessions))
        self._tell("Callbacks running", len(self._chronicle.running))
        self._tell("Errors", self._chronicle.failed)
        self._tell("Refusals", self._host.refusals.total())
        before, now = self._sample, self._look()
        passed = now.at - before.at
        if passed < SHORTEST:
            return
        self._sample = now
        pulse = self._host.listeners.pulse
        self._plot("CPU, %", 100 * (now.cpu - before.cpu) / passed)
        self._plot("Memory, MB", resident_bytes() / MEGABYTE)
        self._plot("Loop lag, ms", 0.0 if pulse is None else pulse.recent * 1000)
        self._plot("Callbacks / s", (now.callbacks - before.callbacks) / passed)
        self._plot("Frames / s", (now.frames - before.frames) / passed)
        self._plot("Live sessions", len(sessions))

    def _look(self) -> Sample:
        return Sample(
            time.monotonic(), time.process_time(), self._chronicle.callbacks, self._chronicle.frames
        )

    def _tell(self, name: str, value: int) -> None:
        self._numbers[name].value = value

    def _plot(self, name: str, value: float) -> None:
        at = round(self._sample.at - self._begun, 2)
        self._trends[name].stream({"x": [at], "y": [round(value, 1)]}, rollover=KEPT)
