"""The long form: `scripts/fuzz --frames 1000000`."""

from __future__ import annotations

import argparse
import asyncio
import logging
import random
import sys
import time
from collections import Counter

import psutil

from tests.fuzz.apps import APPS
from tests.fuzz.arena import Arena, Attacker, Bystander
from tests.fuzz.requests import send_requests

VISIT = 2000
"""Messages that an attacker sends to one session."""
MEBIBYTE = 1024 * 1024
GROWTH = 48
"""MiB that the process may grow by between a fifth of the way and the end."""


async def fight(frames: int, requests: int, seed: int) -> list[str]:
    """Attack a server for so long. Returns what there is to tell. Raises `AssertionError` where it gave way."""
    chance = random.Random(seed)
    codes: Counter[str] = Counter()
    memory: list[float] = []
    began = time.perf_counter()
    async with Arena() as arena:
        bystander = await Bystander.enter(arena)
        attacker = Attacker(arena, chance)
        for visit in range(-(-frames // VISIT)):
            await attacker.attack(list(APPS.values())[visit % len(APPS)], min(VISIT, frames - attacker.sent))
            await bystander.check()
            arena.check()
            memory.append(psutil.Process().memory_info().rss / MEBIBYTE)
            if visit % 50 == 49:
                print(f"{attacker.sent} messages, {memory[-1]:.0f} MiB", flush=True)  # noqa: T201
        codes += attacker.codes
        took = time.perf_counter() - began
        statuses = await send_requests(arena, chance, requests)
        await bystander.check()
        arena.check()
        assert len(arena.sessions) == 1, "sessions were left behind"
    if len(memory) > 10:
        grown = memory[-1] - memory[len(memory) // 5]
        assert grown < GROWTH, f"the process grew by {grown:.0f} MiB"
    return [
        f"{attacker.sent} messages in {took:.0f} s, {attacker.arrived} of them to a component; {requests} requests",
        f"refused, by code: {dict(sorted(codes.items()))}",
        f"answers, by status: {dict(sorted(statuses.items()))}",
        f"memory: {memory[0]:.0f} MiB at first, {max(memory):.0f} at most, {memory[-1]:.0f} at the end",
    ]


def main() -> None:
    """Read the command line, fight, tell."""
    parser = argparse.ArgumentParser(prog="scripts/fuzz", description="Attack a server with wrong messages.")
    parser.add_argument("--frames", type=int, default=100_000, help="messages over WebSockets")
    parser.add_argument("--requests", type=int, default=20_000, help="HTTP requests")
    parser.add_argument("--seed", type=int, default=0, help="the same one makes the same attack")
    given = parser.parse_args()
    logging.getLogger("lanai").setLevel(logging.WARNING)
    for line in asyncio.run(fight(given.frames, given.requests, given.seed)):
        print(line)  # noqa: T201
    sys.stdout.flush()


if __name__ == "__main__":
    main()
