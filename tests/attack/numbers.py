"""Numbers that nobody can mean, where the app gives one and where the visitor does."""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial

from tests.attack.absurd import ABSURD, TIMED
from tests.attack.attack import Attack, Field, again_and_again, page, use
from tests.attack.visitor import Visitor, visit

NUMBERS = (0, -1, 2**31, 2**63, 10**30, -(10**40), 10**400, 1e308, -1e308, 5e-324, 0.1 + 0.2)
SPEED = 0.02


async def _of_the_app(where: str, field: Field) -> None:
    names = [*ABSURD]

    async def once(number: int) -> None:
        await use(field, page("/absurd", f"{where}:{names[number % len(names)]}"), 0.3)

    await again_and_again(field, once)


async def _of_the_visitor(field: Field) -> None:
    async def act(visitor: Visitor) -> None:
        for number in NUMBERS:
            for node in list(visitor.browser.nodes.values()):
                for name in ("value", "page", "page_size", "interval", "time", "volume", "active"):
                    visitor.browser.edit(node.id, {name: number})
            await field.rest(SPEED)

    with contextlib.suppress(asyncio.TimeoutError):
        await again_and_again(
            field,
            lambda _: asyncio.wait_for(visit(field.port, "/everything", field.tally, act), field.left + 0.1),
        )


ATTACKS = (
    *(Attack(f"numbers/{where}", partial(_of_the_app, where)) for where in TIMED),
    Attack("numbers/visitor", _of_the_visitor),
)
