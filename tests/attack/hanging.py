"""Callbacks that never return: sessions by the hundred, and one visitor who begins more and more of them."""

from __future__ import annotations

from functools import partial

from tests.attack.attack import Attack, Field, at_once, page, use
from tests.attack.visitor import Visitor, visit

SESSIONS = 300
CLICKS = 1100
PLACES = (
    "build",
    "click",
    "watch",
    "bound",
    "onload",
    "periodic",
    "submit",
    "execute-thread",
    "download",
    "watched-by-coroutine",
)


async def _many_sessions(place: str, field: Field) -> None:
    path = page(f"/place/{place}", "hang")
    await at_once(field.some(SESSIONS), lambda number: use(field, path, field.left, number), at_a_time=5)


async def _many_clicks(place: str, field: Field) -> None:
    async def act(visitor: Visitor) -> None:
        for number in range(field.some(CLICKS)):
            visitor.set_everything_going(number)
            if number % 50 == 0:
                await field.rest(0.02)
        await field.rest(field.left)

    await visit(field.port, page(f"/place/{place}", "hang"), field.tally, act)


ATTACKS = (
    *(Attack(f"hung/sessions-{place}", partial(_many_sessions, place), memory=400) for place in PLACES),
    *(
        Attack(f"hung/clicks-{place}", partial(_many_clicks, place), memory=400)
        for place in ("click", "submit", "execute-thread")
    ),
)
