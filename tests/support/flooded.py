"""A server that is attacked, and a neighbour of the attacker's."""

from __future__ import annotations

import pathlib
import re
import time

from tests.hosts.visitor import Visitor
from tests.support.servers import Program


class Server:
    """A program that serves, seen from outside: where, and how much memory it takes."""

    def __init__(self, code: str, folder: pathlib.Path) -> None:
        (folder / "app.py").write_text(code)
        self.program = Program(["app.py"], folder)
        self.url = self.program.url
        self._status = pathlib.Path(f"/proc/{self.program.process.pid}")

    def forget_peak(self) -> int:
        """Returns the bytes of memory that it has now, when it has come to rest."""
        before = -1
        while before != (before := self._memory("VmRSS")):
            time.sleep(0.1)
        (self._status / "clear_refs").write_text("5")
        return self._memory("VmRSS")

    @property
    def peak(self) -> int:
        """The most that it had since, in bytes."""
        return self._memory("VmHWM")

    def _memory(self, name: str) -> int:
        found = re.search(rf"{name}:\s+(\d+)", (self._status / "status").read_text())
        assert found is not None
        return int(found[1]) * 1024


def clicks(neighbour: Visitor, seconds: float) -> list[float]:
    """How long each click took until its answer, in seconds, the quickest first."""
    button = neighbour.find("Button").id
    took = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        begun, acked = time.perf_counter(), neighbour.browser._acked
        neighbour.browser.event(button, "click")
        neighbour.until(lambda acked=acked: neighbour.browser._acked > acked)  # type: ignore[misc]
        took.append(time.perf_counter() - begun)
        time.sleep(0.002)
    return sorted(took)
