"""Injected faults: what the harness has to find. An app does on the event loop what no app should be able to do."""

from __future__ import annotations

from functools import partial

from tests.attack.attack import Attack, Field, page, use


async def _fault(what: str, field: Field) -> None:
    await use(field, page("/fault", what), field.left)


FAULTS = tuple(
    Attack(f"faults/{what}", partial(_fault, what), memory=150)
    for what in ("loop", "memory", "session", "thread", "file", "death", "deaf")
)
