"""The program that attacks: in a process of its own, behind the others where there is little CPU time.

Its argument is the server's port. For each line of its input, JSON with `names`, `seconds` and `mass`, it makes these attacks at once
and says when it has ended.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from benchmarks.processes import allow_many_sockets
from tests.attack.attack import Attack, Field
from tests.attack.scenarios import ALL

GRACE = 1.0
"""Seconds after the end in which an attacker has to let go."""
COUNTED = ("came", "in", "answered")
"""What a tally counts beside the reasons for which visitors were turned away."""
BEHIND = 10
"""Niceness: an attacker on another machine would take no CPU time of the server's."""


async def strike(attack: Attack, field: Field) -> str | None:
    """Make one attack. Returns what went wrong with the attack itself."""
    try:
        await asyncio.wait_for(attack.strike(field), field.left + GRACE)
    except asyncio.TimeoutError:
        return None
    except Exception as error:
        return f"{attack.name}: the attack itself failed: {error!r}"
    return None


def reached_nothing(tally: Counter[str]) -> bool:
    """Whether nobody came, or all were turned away. Who was not answered in time did reach the server."""
    turned_away = [why for why in tally if why not in COUNTED and not why.startswith("TimeoutError")]
    return not tally["in"] and not tally["answered"] and (not tally["came"] or bool(turned_away))


async def strike_all(port: int, names: Sequence[str], seconds: float, mass: float) -> dict[str, Any]:
    """Make these attacks at the same time. Returns what went wrong with them, and how far the visitors came."""
    end = time.monotonic() + seconds
    fields = {name: Field(port, end, mass) for name in names}
    said = await asyncio.gather(*(strike(ALL[name], field) for name, field in fields.items()))
    idle = [
        f"{name}: the attack reached nothing: {dict(field.tally)}"
        for name, field in fields.items()
        if reached_nothing(field.tally)
    ]
    tally = sum((field.tally for field in fields.values()), Counter[str]())
    return {"wrong": [line for line in said if line] + idle, "tally": tally}


async def main(port: int) -> None:
    """Attack whenever a line says how."""
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        print(json.dumps(await strike_all(port, **json.loads(line))), flush=True)  # noqa: T201


if __name__ == "__main__":
    allow_many_sockets()
    os.nice(BEHIND)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(main(int(sys.argv[1])))
