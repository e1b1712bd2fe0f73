"""A crowd arrives up to the bound, stays, and is missed when it does not."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from benchmarks.environments import Environment
from benchmarks.errors import ServerError
from benchmarks.frameworks import frameworks
from benchmarks.measures.idle import AT_ONCE, crowd, expect_all_connected
from benchmarks.servers import serving


def test_a_crowd_stays_and_who_is_let_go_is_noticed() -> None:
    async def visit() -> None:
        framework = frameworks()["lanai"]
        async with (
            serving(framework, Environment(Path(sys.executable), {}), "counter") as server,
            crowd(server, most=3 * AT_ONCE, seconds=30.0) as guests,
        ):
            assert 2 * AT_ONCE < len(guests) <= 3 * AT_ONCE
            expect_all_connected(guests)
            await guests[4].leave()
            with pytest.raises(ServerError, match="of whom 1 were let go"):
                expect_all_connected(guests)

    asyncio.run(visit())


def test_nobody_is_no_crowd() -> None:
    with pytest.raises(ServerError, match="got 0"):
        expect_all_connected([])
