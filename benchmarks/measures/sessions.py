"""What a visitor costs the server before doing anything."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

from benchmarks.errors import ServerError
from benchmarks.guests import Guest, arrive
from benchmarks.measures.base import Metric, Sample, Subject
from benchmarks.plan import Plan
from benchmarks.processes import cpu_seconds, resident_bytes
from benchmarks.servers import HOST, Server

REQUEST_SECONDS = 20.0
ACCEPT = {"Accept": "text/html", "Accept-Encoding": "gzip, deflate, br, zstd"}


@dataclass(frozen=True)
class Sessions:
    """Visitors one after the other, each of whom makes a session that stays."""

    name: str
    title: str
    label: str
    app: str
    text: str
    """What the app shows last: a session is there when it has come."""

    big: bool = False
    fresh: bool = False
    keep_sessions: bool = True
    warm_up: bool = True
    how: str = (
        "Plain GET requests of the page over one connection, one after the other; each makes a session, and "
        "the server is told to keep them. CPU time and growth of resident memory of the server's processes, "
        "divided by the number of sessions. Streamlit's session begins with the WebSocket: there, visitors without a "
        "browser open it and wait for the script's last text. Dash's visitor is the three requests after which its "
        "page is there; it keeps no session."
    )

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """Rate, CPU and memory."""
        return (
            Metric(
                "rate",
                f"{self.label}s per second",
                "/s",
                lower_is_better=False,
                headline=False,
            ),
            Metric("cpu", f"{self.label}, server CPU", "ms", short=f"{self.label}: CPU"),
            Metric("memory", f"{self.label}, server memory", "KB", short=f"{self.label}: memory"),
        )

    def rounds(self, plan: Plan) -> int:
        """One batch of sessions a round."""
        return plan.big_session_rounds if self.big else plan.session_rounds

    async def sample(self, subject: Subject) -> Sample:
        """One batch of sessions, between two readings of the server's CPU clock and memory."""
        server = subject.running
        count = subject.plan.big_sessions if self.big else subject.plan.sessions
        cpu, memory = cpu_seconds(server.pid), resident_bytes(server.pid)
        async with contextlib.AsyncExitStack() as stay:
            if server.framework.sessions_by_socket:
                seconds = await stay.enter_async_context(open_sockets(server, count, self.text))
            else:
                seconds = await asyncio.to_thread(get_pages, server, count, subject.plan.sample_seconds)
            return {
                "rate": count / seconds,
                "cpu": (cpu_seconds(server.pid) - cpu) / count * 1000,
                "memory": (resident_bytes(server.pid) - memory) / count / 1000,
            }


@contextlib.asynccontextmanager
async def open_sockets(server: Server, count: int, text: str) -> AsyncIterator[float]:
    """Guests who open the page and its socket one after the other and wait for `text`; the seconds that took.

    They stay while the block runs. Raises ServerError when one is refused or the text does not come.
    """
    guests: list[Guest] = []
    began = time.perf_counter()
    try:
        for _ in range(count):
            guests.append(await arrive(server))
            await guests[-1].read(f"({text})")
        yield time.perf_counter() - began
    finally:
        await asyncio.gather(*(guest.leave() for guest in guests))


def get_pages(server: Server, count: int, limit: float) -> float:
    """GET the server's page, and its further parts, `count` times; the seconds that took.

    Raises ServerError when a page is not answered with 200, or `limit` seconds pass.
    """
    connection = http.client.HTTPConnection(HOST, server.port, timeout=REQUEST_SECONDS)
    began = time.perf_counter()
    try:
        for number in range(count):
            for path in (server.path, *server.framework.parts):
                connection.request("GET", path, headers=ACCEPT)
                answer = connection.getresponse()
                answer.read()
                if answer.status != http.HTTPStatus.OK:
                    raise ServerError(f"expected 200 for page {number + 1} of {count}, got {answer.status}")
            if time.perf_counter() - began > limit:
                raise ServerError(f"expected {count} pages within {limit:.0f} s, got {number + 1}")
    except (OSError, http.client.HTTPException) as error:
        raise ServerError(f"expected {count} pages, the connection failed: {error!r}") from error
    finally:
        connection.close()
    return time.perf_counter() - began


COUNTER_SESSIONS = Sessions(
    "sessions", "Sessions of the counter", "Counter session", app="counter", text="Clicked 0 times"
)
SLIDER_SESSIONS = Sessions(
    "big_sessions",
    "Sessions of 50 sliders and 50 texts",
    "50 × 50 session",
    app="sliders",
    text="Slider 49 is 0",
    big=True,
)
