"""Where it is fought: a server, an attacker and a neighbour, each in a process of its own, and a judge."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from tests.attack.attack import Attack
from tests.attack.program import Look, Program, running, serving
from tests.attack.verdict import Bounds, Seen, Verdict

WARM = 0.6
"""Seconds in which the server meets its first visitors, which count for nothing."""
CALM = 1.0
"""Seconds in which the usual times are taken."""
HEAD_START = 0.1
"""Seconds that the neighbour has before the attacker comes."""
IDLE = 50.0
"""MiB by which a server may grow that nobody attacks."""
MOST = 1500.0
"""MiB of growth at which the server is stopped: the machine is others' as well."""
SAMPLE = 0.05
"""Seconds between two looks at the memory."""
DEAD = (OSError, EOFError, asyncio.TimeoutError)
"""How a process shows that it does not answer."""


@dataclass
class Arena:
    """The three of them. `judge` may be called as often as the server stands."""

    server: Program
    attacker: Program
    neighbour: Program
    bounds: Bounds
    calm: Seen
    usual: Look

    async def judge(self, name: str, attacks: Sequence[Attack], seconds: float, mass: float) -> Verdict:
        """Make these attacks at once, and say what the others felt and what is left."""
        memory = self.server.memory()
        logged = (await self.server.look()).logged
        growing = asyncio.create_task(self._growth(memory))
        watching = asyncio.create_task(watch(self.neighbour, seconds + HEAD_START))
        await asyncio.sleep(HEAD_START)
        striking = asyncio.create_task(self._strike(attacks, seconds, mass))
        seen = await watching
        verdict = Verdict(name, self.calm, seen)
        answer = await striking
        verdict.tally, verdict.wrong = answer["tally"], [*answer["wrong"]]
        await self._look_after(verdict, logged)
        growing.cancel()
        verdict.grown = (await asyncio.gather(growing))[0]
        verdict.judge(self.bounds, max((attack.memory for attack in attacks), default=IDLE))
        return verdict

    async def end_under(self, verdict: Verdict, attacks: Sequence[Attack], mass: float) -> None:
        """Send SIGTERM while these attacks are under way, callbacks that never return among them."""
        striking = asyncio.create_task(self._strike(attacks, 1.0, mass))
        await asyncio.sleep(0.7)
        verdict.ended = await self.server.end(self.bounds.end)
        if verdict.ended == float("inf"):
            verdict.wrong.append(f"the server did not end within {self.bounds.end:.0f} s of SIGTERM")
        await striking

    async def _strike(self, attacks: Sequence[Attack], seconds: float, mass: float) -> dict[str, Any]:
        order = {"names": [attack.name for attack in attacks], "seconds": seconds, "mass": mass}
        try:
            return await self.attacker.ask(json.dumps(order), seconds + 15)
        except DEAD as error:
            return {"wrong": [f"the attacker failed: {error!r}"], "tally": {}}

    async def _growth(self, before: float) -> float:
        """MiB by which the server grows at most, until it is cancelled."""
        most = before
        try:
            while True:
                most = max(most, self.server.memory())
                if most - before > MOST:
                    self.server.kill()
                await asyncio.sleep(SAMPLE)
        except asyncio.CancelledError:
            return most - before

    async def _look_after(self, verdict: Verdict, logged: int) -> None:
        """What the loop did, what is left when callbacks that hang are let go, and whether there is a server."""
        try:
            look = await self.server.look()
            verdict.stop, verdict.logged = look.worst * 1000, (look.logged - logged) / 2**20
            verdict.wrong += await self._left()
        except DEAD as error:
            verdict.wrong.append(f"the server is gone: {error!r}")

    async def _left(self) -> list[str]:
        """What there is more than usual, when all has ended that ends in time."""
        end = asyncio.get_running_loop().time() + self.bounds.tidy
        while left := (await self.server.look("release")).left_since(self.usual):
            if asyncio.get_running_loop().time() > end:
                return [f"left behind: {line}" for line in left]
            await asyncio.sleep(0.1)
        return []


async def watch(neighbour: Program, seconds: float) -> Seen:
    """Let the neighbour click and load pages for so long."""
    return Seen(**await neighbour.ask(str(seconds), seconds + 40))


async def settled(server: Program) -> Look:
    """The server once the sessions of its first visitors have ended, all but the neighbour's."""
    while (look := await server.look()).sessions > 1:
        await asyncio.sleep(0.05)
    return look


@asynccontextmanager
async def arena(bounds: Bounds) -> AsyncIterator[Arena]:
    """A server that has met its first visitors, with its usual times taken."""
    async with (
        serving() as server,
        running("tests.attack.attacker", str(server.port)) as attacker,
        running("tests.attack.neighbour", str(server.port)) as neighbour,
    ):
        await watch(neighbour, WARM)
        calm = await watch(neighbour, CALM)
        usual = await settled(server)
        yield Arena(server, attacker, neighbour, bounds, calm, usual)
