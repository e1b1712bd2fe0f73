"""Callbacks that block, in every way in which a plain function can be given."""

from __future__ import annotations

from functools import partial

from tests.attack.attack import Attack, Field, again_and_again, page, use
from tests.attack.places import BLOCKABLE

BLOCK = 0.6
"""Seconds: longer than any stop of the loop that passes as the machine's own."""


async def _block(place: str, field: Field) -> None:
    await again_and_again(
        field, lambda number: use(field, page(f"/place/{place}", f"sleep={BLOCK}"), BLOCK, number)
    )


ATTACKS = tuple(Attack(f"blocks/{place}", partial(_block, place)) for place in BLOCKABLE)
