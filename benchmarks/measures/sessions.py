"""What a visitor costs the server before doing anything."""

from __future__ import annotations

import asyncio
import http.client
import time
from dataclasses import dataclass

from benchmarks.errors import ServerError
from benchmarks.measures.base import Metric, Sample, Subject
from benchmarks.plan import Plan
from benchmarks.processes import cpu_seconds, resident_bytes
from benchmarks.servers import HOST, Server

REQUEST_SECONDS = 20.0
ACCEPT = {"Accept": "text/html", "Accept-Encoding": "gzip, deflate, br, zstd"}


@dataclass(frozen=True)
class Sessions:
    """Page requests one after the other, each of which makes a session that stays."""

    name: str
    title: str
    label: str
    app: str
    big: bool = False
    fresh: bool = False
    keep_sessions: bool = True
    warm_up: bool = True
    how: str = (
        "Plain GET requests of the page over one connection, one after the other; each makes a session, and "
        "the server is told to keep them. CPU time and growth of resident memory of the server's processes, "
        "divided by the number of sessions."
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
                headline=not self.big,
            ),
            Metric("cpu", f"{self.label}, server CPU", "ms"),
            Metric("memory", f"{self.label}, server memory", "KB"),
        )

    def rounds(self, plan: Plan) -> int:
        """One batch of sessions a round."""
        return plan.big_session_rounds if self.big else plan.session_rounds

    async def sample(self, subject: Subject) -> Sample:
        """One batch of sessions, between two readings of the server's CPU clock and memory."""
        server = subject.running
        count = subject.plan.big_sessions if self.big else subject.plan.sessions
        cpu, memory = cpu_seconds(server.pid), resident_bytes(server.pid)
        seconds = await asyncio.to_thread(get_pages, server, count, subject.plan.sample_seconds)
        return {
            "rate": count / seconds,
            "cpu": (cpu_seconds(server.pid) - cpu) / count * 1000,
            "memory": (resident_bytes(server.pid) - memory) / count / 1000,
        }


def get_pages(server: Server, count: int, limit: float) -> float:
    """GET the server's page `count` times; the seconds that took.

    Raises ServerError when a page is not answered with 200, or `limit` seconds pass.
    """
    connection = http.client.HTTPConnection(HOST, server.port, timeout=REQUEST_SECONDS)
    began = time.perf_counter()
    try:
        for number in range(count):
            connection.request("GET", server.path, headers=ACCEPT)
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


COUNTER_SESSIONS = Sessions("sessions", "Sessions of the counter", "Counter session", app="counter")
SLIDER_SESSIONS = Sessions(
    "big_sessions", "Sessions of 50 sliders and 50 texts", "50 × 50 session", app="sliders", big=True
)
