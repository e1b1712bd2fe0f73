"""The attacked server's process, as the harness holds it: asked, measured, and ended by its process id."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

PROJECT = Path(__file__).parents[2]
ANSWER = 10.0
"""Seconds in which the process says how it is; its answer needs no event loop, but Python has to run."""
MEBIBYTE = 2**20


@dataclass(frozen=True)
class Look:
    """The server at one moment, and how its event loop was since the look before."""

    sessions: int
    threads: Mapping[str, int]
    files: Mapping[str, int]
    logged: int
    """Bytes of log since the beginning."""
    worst: float
    """Seconds of the longest stop of the event loop."""
    stalls: int
    """How many stops there were that were long."""

    def left_since(self, before: Look) -> list[str]:
        """What there is more than `before`, a line each. Idle workers of the pool go by themselves, later."""
        more = {"sessions": self.sessions - before.sessions}
        for part in ("threads", "files"):
            counts, usual = getattr(self, part), getattr(before, part)
            more |= {
                f"{part}: {name}": count - usual.get(name, 0)
                for name, count in counts.items()
                if not name.endswith("-worker")
            }
        return [f"{count} more of {name}" for name, count in more.items() if count > 0]


class Program:
    """A program that answers each line of its input with a line of JSON."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._turn = asyncio.Lock()
        self.url = ""

    @property
    def pid(self) -> int:
        """Of its process."""
        return self._process.pid

    @property
    def port(self) -> int:
        """Where the server listens."""
        return int(self.url.rpartition(":")[2])

    @property
    def alive(self) -> bool:
        """Whether the process has not ended."""
        return self._process.returncode is None

    async def hear(self, patience: float = ANSWER) -> dict[str, Any]:
        """What it says next. Raises asyncio.TimeoutError, EOFError where it has ended."""
        assert self._process.stdout is not None
        line = await asyncio.wait_for(self._process.stdout.readline(), patience)
        if not line:
            raise EOFError(f"the process ended with code {await self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    async def ask(self, what: str, patience: float = ANSWER) -> dict[str, Any]:
        """Its answer to a line. Raises as `hear`, and OSError."""
        async with self._turn:
            assert self._process.stdin is not None
            self._process.stdin.write(what.encode() + b"\n")
            await self._process.stdin.drain()
            return await self.hear(patience)

    async def look(self, what: str = "count") -> Look:
        """How the server is. `release` lets go the callbacks that never return."""
        return Look(**await self.ask(what))

    def memory(self) -> float:
        """Resident memory in MiB; 0 where the process is gone."""
        with contextlib.suppress(psutil.NoSuchProcess):
            return float(psutil.Process(self.pid).memory_info().rss / MEBIBYTE)
        return 0.0

    async def end(self, patience: float) -> float:
        """Send SIGTERM. Returns the seconds until it had ended; `inf` where it had not in time, and is killed."""
        began = time.monotonic()
        if self.alive:
            self._process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self._process.wait(), patience)
        except asyncio.TimeoutError:
            self.kill()
            await self._process.wait()
            return float("inf")
        return time.monotonic() - began

    def kill(self) -> None:
        """End it at once."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()


@asynccontextmanager
async def running(module: str, *arguments: str) -> AsyncIterator[Program]:
    """The program `python -m module`, which is gone after the `async with` statement."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments, cwd=PROJECT, stdin=pipe, stdout=pipe, limit=2**20
    )
    program = Program(process)
    try:
        yield program
    finally:
        if program.alive:
            program.kill()
        await process.wait()


@asynccontextmanager
async def serving() -> AsyncIterator[Program]:
    """The server of `tests.attack.server`, which answers."""
    async with running("tests.attack.server") as program:
        program.url = (await program.hear(60.0))["url"]
        yield program
