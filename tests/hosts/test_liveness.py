"""Whoever watches over the server learns whether to send visitors there."""

from __future__ import annotations

import asyncio

import httpx

from lanai.hosts.asgi.liveness import Liveness
from tests.hosts.apps import Counter
from tests.hosts.conftest import Launch
from tests.hosts.visitor import get


def test_a_server_that_is_full_lives_and_is_not_ready(launch: Launch) -> None:
    server = launch({"/app": Counter()}, liveness=True, max_sessions=1)
    assert get(f"{server.url}/liveness?ready").json() == {"/app": True}
    assert get(f"{server.url}/app").status_code == 200
    assert get(f"{server.url}/liveness").status_code == 200
    full = get(f"{server.url}/liveness?ready")
    assert (full.status_code, full.json()) == (503, {"ready": False, "why": "full"})


async def _asked(liveness: Liveness, query: str) -> httpx.Response:
    transport = httpx.ASGITransport(app=liveness)
    async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
        return await client.get(f"/liveness{query}")


def test_a_server_that_ends_says_so(launch: Launch) -> None:
    server = launch({"/app": Counter()}, liveness=True)
    host = server.server.host
    server.stop()
    for query in ("", "?ready", "?endpoint=app"):
        answer = asyncio.run(_asked(Liveness(host), query))
        assert (answer.status_code, answer.json()) == (503, {"ready": False, "why": "stopping"})
