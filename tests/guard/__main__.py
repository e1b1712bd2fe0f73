"""The command: `scripts/guard` compares with what is recorded, `scripts/guard --record` records anew.

The tests run it as well, with `--json`: in a process of its own everything begins alike, and nothing else is traced.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from tests.guard import bounds
from tests.guard.measuring import Cost, measure
from tests.guard.ways import WAYS, Way

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Measure, and say what was found. The exit code is 1 where a bound is broken."""
    parser = argparse.ArgumentParser(prog="scripts/guard", description="Counts of work on the main ways.")
    parser.add_argument("ways", nargs="*", help=f"which: {', '.join(way.name for way in WAYS)}")
    parser.add_argument("--record", action="store_true", help="record what they cost from now on")
    parser.add_argument("--json", action="store_true", help="print figures only, for programs")
    given = parser.parse_args()
    if os.environ.get("PYTHONHASHSEED") != "0":
        return _again_alike()
    costs = {way.name: measure(way) for way in _chosen(given.ways)}
    if given.json:
        print(json.dumps({name: asdict(cost) for name, cost in costs.items()}))  # noqa: T201
    elif given.record:
        print(f"Recorded in {bounds.write(_with_the_others(costs)).relative_to(ROOT)}")  # noqa: T201
    else:
        return _tell(costs)
    return 0


def _chosen(names: Iterable[str]) -> list[Way]:
    wanted = set(names)
    unknown = wanted - {way.name for way in WAYS}
    if unknown:
        sys.exit(f"scripts/guard: expected names of {[way.name for way in WAYS]}, got {sorted(unknown)}")
    return [way for way in WAYS if not wanted or way.name in wanted]


def _again_alike() -> int:
    """Sets of texts are in the same order only where the seed of their hashes is the same."""
    command = [sys.executable, "-m", "tests.guard", *sys.argv[1:]]
    return subprocess.run(
        command, env={**os.environ, "PYTHONHASHSEED": "0"}, cwd=ROOT, check=False
    ).returncode


def _with_the_others(costs: dict[str, Cost]) -> dict[str, Cost]:
    """Together with what is recorded of the ways that were not measured this time."""
    if len(costs) == len(WAYS):
        return costs
    record = bounds.read()
    kept = record.costs if record.ours else {}
    merged = {**kept, **costs}
    return {way.name: merged[way.name] for way in WAYS if way.name in merged}


def _tell(costs: dict[str, Cost]) -> int:
    record = bounds.read()
    found: list[str] = []
    for way in WAYS:
        if way.name not in costs:
            continue
        before = record.costs[way.name].figures if way.name in record.costs else {}
        for figure, value in costs[way.name].figures.items():
            if round(value) == 0:
                continue
            then = before.get(figure, 0)
            change = f"{value / then - 1:+.1%}" if then else "new"
            print(f"{way.title:32} {value:>12,.0f} {bounds.UNITS[figure]:24} {change}")  # noqa: T201
        found += bounds.findings(way.title, costs[way.name], record, way.name)
    for line in found:
        print(line)  # noqa: T201
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
