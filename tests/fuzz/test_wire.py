"""Wrong messages: no traceback, no effect on anybody else. `scripts/fuzz` does this for longer."""

from __future__ import annotations

import asyncio
import json
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import lanai as pn
from lanai.components.base import Viewable
from lanai.wire import messages
from tests.fuzz.apps import APPS
from tests.fuzz.arena import Arena, Attacker, Bystander
from tests.fuzz.frames import SAMPLES

OF_THE_PAGE = {"BrowserInfo", "Busy", "Location", "NotificationArea", "Parcels", "Template", "TemplateArea"}
"""Services that a page has when it asks for them."""

quickly = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("path", APPS)
@quickly
@given(seed=st.integers(0, 2**32))
def test_no_visitor_does_harm(path: str, seed: int) -> None:
    async def fight() -> None:
        async with Arena() as arena:
            bystander = await Bystander.enter(arena)
            attacker = Attacker(arena, random.Random(seed))
            await attacker.attack(APPS[path], 150)
            await bystander.check()
            arena.check()
            assert len(arena.sessions) == 1
            assert attacker.arrived > 10
            assert arena.host.pending.present == 0

    asyncio.run(fight())


@quickly
@given(data=st.one_of(st.text(max_size=300), st.binary(max_size=300)))
def test_whatever_comes_first_opens_nothing(data: str | bytes) -> None:
    async def knock() -> None:
        async with Arena() as arena:
            attacker = Attacker(arena, random.Random(0))
            codes = await attacker.knock({"text": data} if isinstance(data, str) else {"bytes": data})
            assert codes in ([4400], [4401])
            arena.check()

    asyncio.run(knock())


def test_one_of_each_is_attacked() -> None:
    """A type that is left out of the apps is one that nothing attacks."""

    async def attacked() -> set[str]:
        found = set()
        async with Arena() as arena:
            for app in APPS.values():
                session = await arena.session(app)
                found |= {component._spec.type for component in session.outbox.components()}
        return found

    known = json.loads((SAMPLES.parent / "components.json").read_text("utf-8"))["types"]
    assert set(known) - asyncio.run(attacked()) <= OF_THE_PAGE


def test_a_refused_value_is_answered_for_known_names_only() -> None:
    """Found by fuzzing: an edit with a wrong value and an unknown name made the server write what is not there."""

    async def edit() -> None:
        async with Arena() as arena:
            widgets: list[Viewable] = []

            def app() -> Viewable:
                widgets.append(pn.widgets.TextInput())
                return widgets[0]

            session = await arena.session(app)
            session.first_frame()
            text = json.dumps(
                {
                    "t": "edit",
                    "seq": 1,
                    "rev": 1,
                    "id": widgets[0]._number,
                    "props": {"value": 1, "object": 2},
                }
            )
            refusal = session.receive(messages.decode(text))
            assert refusal is not None
            assert refusal.code == "unknown-property"
            assert session.outbox.write() is None
            arena.check()

    asyncio.run(edit())
