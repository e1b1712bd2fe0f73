"""What an attack is: a name, and something that a visitor does to a server for a while."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import quote

from tests.attack.visitor import Visitor, visit

PATIENCE = 0.5
"""Seconds that a visitor waits for a page whose app may not come back."""


@dataclass(frozen=True)
class Field:
    """What is attacked, and how much of it: everything is bounded, in time and in number."""

    port: int
    end: float
    """When it is over, by `time.monotonic`."""
    mass: float = 1.0
    """The share of an attack's full numbers: the short form takes a part."""
    tally: Counter[str] = field(default_factory=Counter)
    """How many visitors came, how many got in, and what stopped the others."""

    @property
    def left(self) -> float:
        """Seconds until it is over."""
        return self.end - time.monotonic()

    def some(self, most: int) -> int:
        """So many of `most`, at least one."""
        return max(1, round(most * self.mass))

    async def rest(self, seconds: float) -> None:
        """Wait, until the end at most."""
        await asyncio.sleep(max(0.0, min(seconds, self.left)))


Strike = Callable[[Field], Awaitable[object]]


@dataclass(frozen=True)
class Attack:
    """One attack. `name` is `GROUP/WHAT`."""

    name: str
    strike: Strike
    memory: int = 200
    """MiB by which the server may grow meanwhile: what it documents that one visitor may hold, and what it needs itself."""

    @property
    def group(self) -> str:
        """The attacks of one kind, which the short form makes together."""
        return self.name.partition("/")[0]


async def again_and_again(field: Field, once: Callable[[int], Awaitable[object]]) -> None:
    """Do it over and over until the end, a moment apart; `once` is told how often it has been done."""
    number = 0
    while field.left > 0:
        await once(number)
        number += 1
        await asyncio.sleep(0.005)


async def at_once(count: int, each: Callable[[int], Awaitable[object]], at_a_time: int = 20) -> None:
    """Do `count` of it, so many at a time on their way in. An error of one is not the others'."""
    door = asyncio.Semaphore(at_a_time)

    async def one(number: int) -> None:
        async with door:
            await asyncio.sleep(0)
        await each(number)

    await asyncio.gather(*(one(number) for number in range(count)), return_exceptions=True)


def page(path: str, do: str) -> str:
    """The address of a page whose app does what the words say."""
    return f"{path}?do={quote(do)}"


async def use(field: Field, path: str, stay: float, number: int = 0) -> None:
    """Open a page, set everything on it going, stay (s), and go."""

    async def act(visitor: Visitor) -> None:
        visitor.set_everything_going(number)
        await field.rest(stay)

    with contextlib.suppress(asyncio.TimeoutError):
        await asyncio.wait_for(visit(field.port, path, field.tally, act), stay + PATIENCE)
