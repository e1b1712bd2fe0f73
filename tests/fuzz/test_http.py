"""Wrong requests: an answer to each, with every header, and no traceback. `scripts/fuzz` does this for longer."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.arena import Arena
from tests.fuzz.requests import ALLOWED, answer, made, missing, send_requests

quickly = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quickly
@given(seed=st.integers(0, 2**32), trusting=st.booleans())
def test_every_request_is_answered(seed: int, trusting: bool) -> None:
    async def fight() -> None:
        folder = Path(__file__).parent
        trusted = ("127.0.0.1",) if trusting else ()
        async with Arena(static_dirs={"/files": folder}, trusted_proxies=trusted) as arena:
            await send_requests(arena, random.Random(seed), 40)
            arena.check()
            assert len(arena.sessions) == 0
            assert arena.host.requests.present == 0

    asyncio.run(fight())


@quickly
@given(
    path=st.text(max_size=60),
    query=st.binary(max_size=60),
    values=st.lists(st.binary(max_size=40), max_size=3),
)
def test_any_path_query_and_header(path: str, query: bytes, values: list[bytes]) -> None:
    async def ask() -> None:
        async with Arena(static_dirs={"/files": Path(__file__).parent}) as arena:
            names = (b"cookie", b"accept-encoding", b"host")
            scope = {
                **made(random.Random(0)),
                "method": "GET",
                "path": f"/files/{path}",
                "query_string": query,
            }
            for where in (f"/files/{path}", f"/{path}", "/linked"):
                scope |= {"path": where, "headers": list(zip(names, values, strict=False))}
                status, headers, _ = await answer(arena, scope)
                assert status in ALLOWED
                assert not missing(headers)
            arena.check()

    asyncio.run(ask())


def test_a_query_that_is_no_text_is_redirected_like_any_other() -> None:
    """Found by fuzzing: a path with one slash too many and bytes of no encoding behind it was an error 500."""

    async def ask() -> None:
        async with Arena() as arena:
            scope = {
                **made(random.Random(0)),
                "method": "GET",
                "path": "/linked/",
                "query_string": b"a=\xff\xfe%41",
            }
            status, headers, _ = await answer(arena, {**scope, "headers": [(b"host", b"localhost")]})
            assert (status, headers["location"]) == (307, "http://localhost/linked?a=%FF%FE%41")
            arena.check()

    asyncio.run(ask())
