"""Nobody can hurt anybody: what one visitor does, another one does not notice, and nothing of it is left.

The short form of `scripts/attack`: the attacks of a kind at once, for a moment, with bounds that a busy machine keeps.
Where something gives way, each is made by itself, so that the failure is named.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack

import pytest

from tests.attack.arena import Arena, arena
from tests.attack.attack import Attack
from tests.attack.scenarios import ATTACKS, GROUPS
from tests.attack.verdict import SHORT, Verdict

SECONDS = 2.0
MASS = 0.1
"""The share of the full numbers and sizes."""
ALL_SORTS = ("hung/sessions-click", "hung/clicks-submit", "blocks/click", "floods/pings", "values/patterns")


class Ground:
    """One arena for all tests, made anew when something gave way in it."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._stack = AsyncExitStack()
        self._arena: Arena | None = None

    def strike(self, name: str, attacks: Sequence[Attack]) -> list[str]:
        """Make these attacks at once. Returns what is wrong."""
        verdict = self._loop.run_until_complete(self._there().judge(name, attacks, SECONDS, MASS))
        print(verdict)  # noqa: T201 - pytest shows it where the test fails
        if verdict.wrong:
            self.leave()
        return verdict.wrong

    def end_under(self, attacks: Sequence[Attack]) -> Verdict:
        """End the server while these attacks are made."""
        field = self._there()
        verdict = Verdict("SIGTERM", field.calm, field.calm)
        self._loop.run_until_complete(field.end_under(verdict, attacks, MASS))
        self.leave()
        return verdict

    def leave(self) -> None:
        """End the arena."""
        self._arena = None
        self._loop.run_until_complete(self._stack.aclose())

    def _there(self) -> Arena:
        if self._arena is None:
            self._arena = self._loop.run_until_complete(self._stack.enter_async_context(arena(SHORT)))
        return self._arena


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    """Where it is fought."""
    loop = asyncio.new_event_loop()
    ground = Ground(loop)
    yield ground
    ground.leave()
    loop.close()


@pytest.mark.timeout(900)
@pytest.mark.parametrize("group", GROUPS)
def test_nobody_else_notices(ground: Ground, group: str) -> None:
    together = ground.strike(group, GROUPS[group])
    alone = {}
    if together:
        alone = {attack.name: ground.strike(attack.name, [attack]) for attack in GROUPS[group]}
        alone = {name: wrong for name, wrong in alone.items() if wrong} or {f"{group}, together": together}
    assert alone == {}


def test_it_ends_in_time_while_it_is_attacked(ground: Ground) -> None:
    verdict = ground.end_under([ATTACKS[name] for name in ALL_SORTS])
    assert verdict.wrong == []
    assert verdict.ended is not None
