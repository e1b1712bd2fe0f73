"""Figures of a running server, in the format that Prometheus reads. They are gathered when somebody asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from lanai.callbacks.workers import LIMITS
from lanai.core.lazy import load
from lanai.hosts.asgi.bearer import bears
from lanai.hosts.asgi.host import Host
from lanai.hosts.observing.tally import Tally

PURPOSE = "serving metrics"
EXTRA = "metrics"


class Metrics:
    """Answers with the figures. Where the options name a token, only to who sends it, as `Authorization: Bearer`.

    Raises `MissingDependency` without the package prometheus_client.
    """

    def __init__(self, host: Host) -> None:
        prometheus = load("prometheus_client", needed_for=PURPOSE, extra=EXTRA)
        self._exposition = load("prometheus_client.exposition", needed_for=PURPOSE, extra=EXTRA)
        self._token = host.options.metrics_token
        self._refusals = host.refusals
        self._registry = prometheus.CollectorRegistry()
        self._registry.register(ServerCollector(host, load("prometheus_client.core", needed_for=PURPOSE)))
        prometheus.ProcessCollector(registry=self._registry)
        prometheus.PlatformCollector(registry=self._registry)
        prometheus.GCCollector(registry=self._registry)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = self._answer(Request(scope))
        await response(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        if self._token and not bears(request.headers, self._token):
            self._refusals["bad-metrics-token"] += 1
            return PlainTextResponse(
                "Expected the header 'Authorization: Bearer TOKEN' with the server's --metrics-token.\n",
                401,
                {"www-authenticate": "Bearer", "cache-control": "no-store"},
            )
        encode, media_type = self._exposition.choose_encoder(request.headers.get("accept", ""))
        headers = {"content-type": media_type, "cache-control": "no-store"}
        return Response(encode(self._registry), headers=headers)


class ServerCollector:
    """Reads the figures off a host. `families` is the module `prometheus_client.core`."""

    def __init__(self, host: Host, families: Any) -> None:
        self._host = host
        self._gauge = families.GaugeMetricFamily
        self._counter = families.CounterMetricFamily
        self._histogram = families.HistogramMetricFamily

    def describe(self) -> list[Any]:
        """Nothing: without it the registry would ask for the figures before the server has begun."""
        return []

    def collect(self) -> Iterator[Any]:
        """Every figure, as it is now."""
        yield from self._of_sessions()
        yield self._count("lanai_refusals", "Visitors and messages refused", "code", self._host.refusals)
        yield self._gauge(
            "lanai_worker_calls",
            "Synchronous calls that run or wait for a thread",
            value=self._host.workers.active,
        )
        yield from self._of_threads()
        yield from self._of_tasks()
        yield from self._of_the_loop()
        if self._host.listeners.tally is not None:
            yield from self._of_callbacks(self._host.listeners.tally)
            yield from self._of_lines(self._host.listeners.tally)

    def _of_threads(self) -> Iterator[Any]:
        workers = self._host.workers
        waiting = Counter[str]({purpose: workers.waiting(purpose) for purpose in LIMITS})
        yield self._level(
            "lanai_worker_calls_waiting", "Calls for which no thread is free", "purpose", waiting
        )
        full = Counter[str]({purpose: int(purpose in workers.full) for purpose in LIMITS})
        yield self._level("lanai_workers_full", "Whether every thread is taken", "purpose", full)
        yield self._gauge(
            "lanai_workers_abandoned",
            "Threads that did not come back from a callback although its session has ended",
            value=workers.abandoned,
        )

    def _of_callbacks(self, tally: Tally) -> Iterator[Any]:
        families = (
            ("lanai_callback_seconds", "How long callbacks ran, by why they did", tally.durations),
            ("lanai_callback_wait_seconds", "How long they waited for their turn", tally.waits),
        )
        for name, text, histograms in families:
            family = self._histogram(name, text, labels=["kind"])
            for kind, histogram in list(histograms.items()):
                buckets, total = histogram.read()
                family.add_metric([kind], buckets, total)
            yield family
        yield self._count("lanai_callback_errors", "Callbacks that raised", "kind", tally.errors)

    def _of_lines(self, tally: Tally) -> Iterator[Any]:
        yield self._count("lanai_messages_received", "Messages of browsers", "kind", tally.messages)
        yield self._counter("lanai_frames_sent", "Frames sent to browsers", value=tally.frames)
        yield self._counter(
            "lanai_frame_bytes_sent", "Their bytes, before compression", value=tally.frame_bytes
        )
        yield self._counter("lanai_connections", "WebSockets attached to sessions", value=tally.connections)
        yield self._counter("lanai_reconnects", "Those of browsers that came back", value=tally.reconnects)
        yield self._count("lanai_connections_cut", "WebSockets that the server ended", "reason", tally.cuts)
        yield self._count("lanai_sessions_ended", "Sessions that are over, by why", "reason", tally.ended)
        family = self._histogram("lanai_session_lifetime_seconds", "Ages at which sessions ended")
        family.add_metric([], *tally.lifetimes.read())
        yield family

    def _of_the_loop(self) -> Iterator[Any]:
        family = self._histogram("lanai_loop_stalls_seconds", "How long coroutines held up the event loop")
        family.add_metric([], *self._host.stalls.durations.read())
        yield family
        pulse = self._host.listeners.pulse
        if pulse is None:
            return
        family = self._histogram(
            "lanai_loop_lag_seconds", "How late the event loop was, looked at twice a second"
        )
        family.add_metric([], *pulse.lags.read())
        yield family
        yield self._gauge("lanai_loop_lag_worst_seconds", "The worst of the last minute", value=pulse.worst)

    def _of_sessions(self) -> Iterator[Any]:
        sessions = self._host.sessions.seen
        living = Counter(dict.fromkeys(self._host.apps, 0))
        living.update(session.endpoint for session in sessions)
        connected = Counter(dict.fromkeys(self._host.apps, 0))
        connected.update(session.endpoint for session in sessions if session.connected)
        busy = Counter(dict.fromkeys(self._host.apps, 0))
        busy.update(session.endpoint for session in sessions if session.busy)
        yield self._level("lanai_sessions", "Sessions that live", "endpoint", living)
        yield self._level(
            "lanai_sessions_connected", "Sessions with a browser attached", "endpoint", connected
        )
        yield self._level("lanai_sessions_busy", "Sessions with a callback running", "endpoint", busy)
        oldest = max((session.age for session in sessions), default=0.0)
        yield self._gauge("lanai_session_age_oldest_seconds", "Age of the oldest session", value=oldest)
        made = self._host.sessions.made
        yield self._count("lanai_sessions_created", "Sessions begun", "endpoint", made)
        failed = self._host.sessions.failed
        yield self._count("lanai_app_failures", "Sessions whose app could not be started", "endpoint", failed)

    def _of_tasks(self) -> Iterator[Any]:
        runs, failures = Counter[str](), Counter[str]()
        for task in self._host.process.scheduler:
            runs[task.name], failures[task.name] = task.runs, task.failures
        yield self._count("lanai_task_runs", "Runs of scheduled tasks", "task", runs)
        yield self._count("lanai_task_failures", "Runs of scheduled tasks that failed", "task", failures)

    def _level(self, name: str, text: str, label: str, values: Counter[str]) -> Any:
        return _filled(self._gauge(name, text, labels=[label]), values)

    def _count(self, name: str, text: str, label: str, values: Counter[str]) -> Any:
        return _filled(self._counter(name, text, labels=[label]), values)


def _filled(family: Any, values: Counter[str]) -> Any:
    for name, value in list(values.items()):
        family.add_metric([name], value)
    return family
