"""The long form: `scripts/attack --minutes 20`."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence

from tests.attack.arena import arena
from tests.attack.attack import Attack
from tests.attack.scenarios import ALL, ATTACKS, chosen
from tests.attack.verdict import LONG, Bounds, Verdict

AROUND = 7.0
"""Seconds about, around each strike: a server is started, its usual times are taken, it is ended."""
SHORTEST = 1.5
"""Seconds of a strike, however many there are."""


async def fight(
    attacks: Sequence[Attack], seconds: float, bounds: Bounds, mass: float = 1.0
) -> list[Verdict]:
    """Each attack for so many seconds, on a server of its own that ends by SIGTERM while it is attacked again."""
    verdicts = []
    for attack in attacks:
        async with arena(bounds) as field:
            verdict = await field.judge(attack.name, [attack], seconds, mass)
            await field.end_under(verdict, [attack], mass)
        print(verdict, flush=True)  # noqa: T201
        verdicts.append(verdict)
    return verdicts


def main() -> int:
    """Read the command line, fight, tell. The exit code is 1 where something gave way, 2 for what is unknown."""
    parser = argparse.ArgumentParser(
        prog="scripts/attack", description="Attack a server, and see who notices."
    )
    parser.add_argument(
        "--minutes", type=float, default=20.0, help="about how long, for all attacks together"
    )
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="NAME", help="these attacks, or groups of them"
    )
    parser.add_argument("--mass", type=float, default=1.0, help="the share of the full numbers and sizes")
    parser.add_argument("--list", action="store_true", help="say what there is")
    given = parser.parse_args()
    if given.list:
        print("\n".join(ALL))  # noqa: T201
        return 0
    try:
        attacks = chosen(given.only)
    except KeyError as error:
        parser.error(f"expected attacks or groups of `scripts/attack --list`, got {error.args[0]}")
    seconds = max(SHORTEST, given.minutes * 60 / len(attacks) - AROUND)
    print(f"{len(attacks)} of {len(ATTACKS)} attacks, {seconds:.1f} s each", flush=True)  # noqa: T201
    verdicts = asyncio.run(fight(attacks, seconds, LONG, given.mass))
    return tell(verdicts)


def tell(verdicts: Sequence[Verdict]) -> int:
    """The summary, and the exit code."""
    failed = [verdict for verdict in verdicts if verdict.wrong]
    print(f"\n{len(verdicts)} attacks: {len(verdicts) - len(failed)} held, {len(failed)} FAILED")  # noqa: T201
    for verdict in failed:
        print(f"  {verdict.name}: {'; '.join(verdict.wrong)}")  # noqa: T201
    clicks = [verdict.seen.click for verdict in verdicts]
    print(  # noqa: T201
        f"worst of all: click p99 {max(clicks):.1f} ms, page ×{max(verdict.ratio for verdict in verdicts):.1f}, "
        f"loop {max(verdict.stop for verdict in verdicts):.0f} ms, +{max(verdict.grown for verdict in verdicts):.0f} MiB"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
