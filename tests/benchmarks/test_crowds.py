"""A crowd arrives up to the bound, stays, hears, and is missed when it does not stay."""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from pathlib import Path

import pytest

from benchmarks.crowds import AT_ONCE, gathering, still_there
from benchmarks.environments import Environment
from benchmarks.errors import ServerError
from benchmarks.frameworks import frameworks
from benchmarks.guests import arrive
from benchmarks.measures.broadcast import Ear
from benchmarks.measures.fairness import read_notes
from benchmarks.servers import serving

HERE = Environment(Path(sys.executable), {})
SOON = 30.0


def test_a_crowd_grows_to_the_number_asked_for_and_who_is_let_go_is_noticed() -> None:
    async def visit() -> None:
        async with serving(frameworks()["lanai"], HERE, "counter") as server, gathering(server) as crowd:
            await crowd.grow(3, time.monotonic() + SOON)
            assert len(crowd.guests) == 3
            await crowd.grow(2 * AT_ONCE, time.monotonic() + SOON)
            assert len(crowd.guests) == 2 * AT_ONCE
            assert crowd.connected() == 2 * AT_ONCE
            await crowd.guests[4].leave()
            with pytest.raises(ServerError, match="of whom 1 were let go"):
                crowd.connected()

    asyncio.run(visit())


def test_a_large_crowd_may_lose_one_in_a_hundred_and_no_more() -> None:
    assert still_there([True] * 198 + [False] * 2) == 198
    with pytest.raises(ServerError, match="got 200, of whom 3 were let go"):
        still_there([True] * 197 + [False] * 3)


def test_nobody_comes_after_the_deadline() -> None:
    async def visit() -> None:
        async with serving(frameworks()["floor"], HERE, "counter") as server, gathering(server) as crowd:
            await crowd.grow(5, time.monotonic())
            assert crowd.guests == []

    asyncio.run(visit())


def test_nobody_is_no_crowd() -> None:
    with pytest.raises(ServerError, match="got 0"):
        still_there([])


def said(name: str, page: str) -> str:
    """What the page's script sends when its button is clicked."""
    if name == "floor":
        return "tell"
    button = re.search(r'\[(\d+),"Button"', page)
    assert button is not None
    return json.dumps({"t": "event", "seq": 1, "rev": 1, "id": int(button[1]), "name": "click", "data": {}})


@pytest.mark.parametrize("name", ["lanai", "floor"])
def test_everyone_hears_what_one_visitor_says(name: str) -> None:
    async def visit() -> None:
        ear = Ear(listeners=3)
        async with (
            serving(frameworks()[name], HERE, "broadcast") as server,
            gathering(server, hear=ear.hear) as crowd,
        ):
            await crowd.grow(3, time.monotonic() + SOON)
            speaker = await arrive(server)
            speaker.stay()
            await speaker.socket.send(said(name, speaker.page))
            await asyncio.wait_for(ear.complete.wait(), SOON)
            await speaker.leave()
        assert list(ear.delays) == [1]
        assert len(ear.delays[1]) == 3
        assert all(0 < delay < SOON for delay in ear.delays[1])

    asyncio.run(visit())


@pytest.mark.parametrize("name", ["lanai", "floor"])
def test_a_visitor_who_polls_is_noted_and_hears_nothing(name: str) -> None:
    async def visit() -> None:
        heard: list[str] = []
        async with (
            serving(frameworks()[name], HERE, "ticks") as server,
            gathering(server, "role=poller", heard.append) as crowd,
        ):
            await crowd.grow(1, time.monotonic() + SOON)
            deadline = time.monotonic() + SOON
            while len((await read_notes(server)).ticks[0]) < 2:
                assert time.monotonic() < deadline
            assert not [message for message in heard if "ticks" in message]

    asyncio.run(visit())


def test_an_ear_waits_for_the_last_listener() -> None:
    ear = Ear(listeners=2)
    moment = time.monotonic() - 1.0
    ear.hear(f'{{"text": "told 7 at {moment:.6f}"}}')
    ear.hear("nothing of that kind")
    assert not ear.complete.is_set()
    ear.hear(f"told 7 at {moment:.6f}")
    assert ear.complete.is_set()
    assert ear.delays[7] == pytest.approx([1.0, 1.0], abs=0.5)
