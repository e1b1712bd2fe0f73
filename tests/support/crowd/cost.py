"""`python -m tests.support.crowd.cost [VISITORS]`: what the admin page costs a server while somebody looks. On Linux."""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import sys
import threading
import time
from pathlib import Path

import httpx

from tests.support.crowd.guests import Guest, crowd
from tests.support.servers import Program

HERE = Path(__file__).parent
TOKEN = "a token for the measuring"
SETTLING = 20.0
"""Seconds until the crowd is there."""
LOOK = 10.0
"""Seconds of each look at the server's CPU, by turns without and with somebody at the admin page."""
TURNS = 6


def main(visitors: int) -> None:
    """Print the CPU of the server in % of one core."""
    app = [str(HERE / "market.py"), "--port", "0", "--setup", str(HERE / "clerk.py")]
    program = Program(["-m", "lanai", "serve", *app, "--admin", "--admin-token", TOKEN], Path.cwd())
    try:
        threading.Thread(
            target=asyncio.run, args=(crowd(program.url, "/market", visitors),), daemon=True
        ).start()
        time.sleep(SETTLING)
        asyncio.run(compare(program))
    finally:
        program.stop()


async def compare(program: Program) -> None:
    """By turns, so that what else the machine does is the same for both."""
    alone: list[float] = []
    watched: list[float] = []
    for _ in range(TURNS):
        alone.append(await used(program))
        async with httpx.AsyncClient(
            trust_env=False, timeout=60, headers={"Authorization": f"Bearer {TOKEN}"}
        ) as client:
            looking = asyncio.create_task(Onlooker(program.url, "/admin", random.Random(1)).stay(client))
            await asyncio.sleep(2)  # what it takes to open the page is not looked at
            watched.append(await used(program))
            looking.cancel()
            await asyncio.wait([looking])
        tell(f"{alone[-1]:.1f} % alone, {watched[-1]:.1f} % watched")
    tell(f"medians: {statistics.median(alone):.1f} % alone, {statistics.median(watched):.1f} % watched")


def tell(text: str) -> None:
    """Print it at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


class Onlooker(Guest):
    """Somebody who looks at the page and touches nothing."""

    async def _act(self) -> None:
        await asyncio.Event().wait()


async def used(program: Program) -> float:
    """The CPU that the server uses for a while, in % of one core."""
    before, began = cpu(program.process.pid), time.monotonic()
    await asyncio.sleep(LOOK)
    return 100 * (cpu(program.process.pid) - before) / (time.monotonic() - began)


def cpu(process: int) -> float:
    """The s of CPU that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
