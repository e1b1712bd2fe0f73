"""The long form: `scripts/soak` lets an hour pass in memory and visits a real server for minutes, and draws both."""

from __future__ import annotations

import argparse
import asyncio
import json
import platform
import sys
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from tests.soak.curve import Curve
from tests.soak.picture import draw
from tests.soak.real import Crowd
from tests.soak.virtual import DAY, Town

FOLDER = Path(__file__).parents[2] / "docs" / "benchmarks"


@dataclass(frozen=True)
class Outcome:
    """Of one soak: what was found wrong, a line each, and the curve."""

    title: str
    visitors: int
    wrong: list[str]
    curve: Curve


def in_memory(hours: float, visitors: int, seed: int) -> Outcome:
    """Simulated time: `visitors` come in each hour."""
    town = Town(per_hour=visitors, seed=seed, traced=False)
    left = town.soak(days=max(2, round(hours * 3600 / DAY) - 1))
    return Outcome(f"Simulated, {town.came:,} visitors", town.came, left + town.curve.growth(), town.curve)


def over_the_network(minutes: float, guests: int, seed: int) -> Outcome:
    """A real server, with so many guests at a time."""
    crowd = Crowd(guests, minutes * 60, seed)
    left = asyncio.run(crowd.soak())
    title = f"Real server and WebSockets, {crowd.came:,} visitors"
    return Outcome(title, crowd.came, left + crowd.curve.growth(), crowd.curve)


def main() -> int:
    """Read the command line, soak, write, tell. The exit code is 1 where something was left behind."""
    parser = argparse.ArgumentParser(
        prog="scripts/soak", description="Use apps for long, and see what is left."
    )
    parser.add_argument("--hours", type=float, default=1.0, help="simulated hours")
    parser.add_argument("--visitors", type=int, default=2000, help="visitors in a simulated hour")
    parser.add_argument("--minutes", type=float, default=3.0, help="minutes of a real server")
    parser.add_argument("--guests", type=int, default=30, help="visitors at a time of the real server")
    parser.add_argument("--seed", type=int, default=0, help="the same one makes the same visitors")
    parser.add_argument("--write", action="store_true", help=f"write soak.json and soak.svg to {FOLDER.name}")
    given = parser.parse_args()
    outcomes = [
        _told(in_memory(given.hours, given.visitors, given.seed)),
        _told(over_the_network(given.minutes, given.guests, given.seed)),
    ]
    if given.write:
        write(outcomes, FOLDER)
    return 1 if any(outcome.wrong for outcome in outcomes) else 0


def write(outcomes: list[Outcome], folder: Path) -> None:
    """Every look as data, and the picture."""
    found = {
        "when": datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "python": platform.python_version(),
        "soaks": [
            {
                "title": each.title,
                "visitors": each.visitors,
                "wrong": each.wrong,
                "points": each.curve.as_json(),
            }
            for each in outcomes
        ],
    }
    (folder / "soak.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    draw({each.title: each.curve for each in outcomes}, folder / "soak.svg")


def _told(outcome: Outcome) -> Outcome:
    nights = outcome.curve.nights
    first, last = nights[0], nights[-1]
    print(f"{outcome.title}: {len(nights)} nights")  # noqa: T201
    for what, before, after in (
        ("bytes of the process", first.resident, last.resident),
        ("blocks of Python's memory", first.blocks, last.blocks),
    ):
        print(f"  {what}: {before:,} in the first night, {after:,} in the last")  # noqa: T201
    for line in outcome.wrong or ["nothing was left behind"]:
        print(f"  {line}", flush=True)  # noqa: T201
    return outcome


if __name__ == "__main__":
    sys.exit(main())
