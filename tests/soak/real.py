"""The real server, in a process of its own, with real WebSockets from this one, for a while."""

from __future__ import annotations

import asyncio
import json
import random
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.soak.census import Census
from tests.soak.curve import Curve, Point
from tests.soak.guests import Guest

PROJECT = Path(__file__).parents[2]
DAY = 20.0
"""Seconds in which guests come and go, and then all go."""
NIGHT = 90.0
"""Seconds that the server has, at most, until nothing of them is left."""
WATCH = 2.0
"""Seconds between two looks, by day."""


class Program:
    """The server's process, which is asked and answers."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._turn = asyncio.Lock()

    async def hear(self) -> dict[str, Any]:
        """What it says next."""
        assert self._process.stdout is not None
        answer: dict[str, Any] = json.loads(await self._process.stdout.readline())
        return answer

    async def ask(self) -> tuple[Census, dict[str, int]]:
        """What is alive in it, and its memory: resident bytes and blocks."""
        async with self._turn:
            assert self._process.stdin is not None
            self._process.stdin.write(b"count\n")
            answer = await self.hear()
        return Census(**answer.pop("census")), answer

    async def end(self) -> list[str]:
        """End its input. Returns what was left after the server had stopped."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        left: list[str] = (await self.hear())["left"]
        return left


@asynccontextmanager
async def running() -> AsyncIterator[Program]:
    """The program, which ends with the body of the `async with` statement."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.soak.server", cwd=PROJECT, stdin=pipe, stdout=pipe, limit=2**20
    )
    try:
        yield Program(process)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


@dataclass
class Crowd:
    """`guests` at a time, one after the other, for `seconds`."""

    guests: int
    seconds: float
    seed: int = 0
    curve: Curve = field(default_factory=Curve)
    came: int = 0
    _began: float = 0.0

    async def soak(self) -> list[str]:
        """Visit the server day after day. Returns what was left behind, a line each; `curve` holds the memory."""
        async with running() as program:
            url = str((await program.hear())["url"])
            self._began = asyncio.get_running_loop().time()
            left: list[str] = []
            usual: Census | None = None
            while self._now() < self.seconds or len(self.curve.nights) < 2:
                await self._day(program, url)
                usual, found = await self._night(program, usual)
                left += found
            return left + [f"after the server: {line}" for line in await program.end()]

    def _now(self) -> float:
        return asyncio.get_running_loop().time() - self._began

    async def _day(self, program: Program, url: str) -> None:
        until = asyncio.get_running_loop().time() + DAY
        staying = [asyncio.create_task(self._visit(url, seat, until)) for seat in range(self.guests)]
        while not all(task.done() for task in staying):
            await asyncio.wait(staying, timeout=WATCH)
            await self._look(program, night=False)
        for task in staying:
            task.result()

    async def _visit(self, url: str, seat: int, until: float) -> None:
        """One guest after the other."""
        while asyncio.get_running_loop().time() < until:
            self.came += 1
            await Guest(url, random.Random(f"{self.seed} {seat} {self.came}")).stay(until)

    async def _night(self, program: Program, usual: Census | None) -> tuple[Census, list[str]]:
        """Wait until nothing more is left than was in the first night. Threads are the pool's, and go when idle."""
        end = asyncio.get_running_loop().time() + NIGHT
        while True:
            census, _ = await program.ask()
            left = _visitors(census) if usual is None else census.left_since(usual)
            left = [line for line in left if "-worker" not in line]
            if not left or asyncio.get_running_loop().time() > end:
                break
            await asyncio.sleep(0.5)
        await self._look(program, night=True)
        return usual or census, [f"after {self._now():.0f} s: {line}" for line in left]

    async def _look(self, program: Program, night: bool) -> None:
        census, memory = await program.ask()
        sessions = census.objects.get("Session", 0)
        self.curve.points.append(
            Point(self._now(), sessions, self.came, memory["resident"], memory["blocks"], 0, night)
        )


def _visitors(census: Census) -> list[str]:
    return [
        f"{kind}: {count} in the first night" for kind, count in census.objects.items() if kind == "Session"
    ]
