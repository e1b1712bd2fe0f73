"""Every exception, from every place in which user code is called."""

from __future__ import annotations

import itertools
from functools import partial

from tests.attack.acts import EXCEPTIONS
from tests.attack.attack import Attack, Field, again_and_again, at_once, page, use
from tests.attack.places import PERIOD, PLACES

VISITORS = 8
"""At a time, so that a short strike has all kinds among it."""
STAY = 1.5 * PERIOD / 1000


async def _raise(place: str, first: int, field: Field) -> None:
    kinds = [*EXCEPTIONS]
    numbers = itertools.count()

    async def once(_: int) -> None:
        number = next(numbers)
        kind = kinds[(first + number) % len(kinds)]
        await use(field, page(f"/place/{place}", f"raise={kind}"), STAY, number)

    await at_once(field.some(VISITORS), lambda _: again_and_again(field, once))


# Each place begins with another kind, so that the short form has all kinds among its first visitors.
ATTACKS = tuple(
    Attack(f"exceptions/{place}", partial(_raise, place, number)) for number, place in enumerate(PLACES)
)
