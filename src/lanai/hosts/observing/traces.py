"""Traces for OpenTelemetry: what a visitor does is one trace, from the message of the browser to the frame it leads to.

Spans tell kinds, names of functions, the session's id and its endpoint; no values, and of an exception its type.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

from lanai.core.clock import stopwatch
from lanai.core.lazy import load, loaded
from lanai.core.observer import Act, Watch

PURPOSE = "traces"
EXTRA = "otel"
NAME = "lanai"

TRACED = frozenset({"edit", "event", "patch"})
"""Messages of a browser that begin a trace; the others are the line's own."""
ROOTS = frozenset({"periodic", "scheduled", "onload"})
"""Kinds of callbacks that begin a trace, whoever arranged them."""
MOST_LINKS = 16
"""Other traces that a frame names, where it holds the effects of several."""


def find_traces(wanted: bool | None) -> Traces | None:
    """A listener that makes traces: where `wanted`, and for None where the program has set a tracer provider.

    Raises `MissingDependency` where they are wanted and OpenTelemetry's API is not installed.
    """
    if wanted is False:
        return None
    if wanted:
        return Traces(load("opentelemetry.trace", needed_for=PURPOSE, extra=EXTRA))
    api = loaded("opentelemetry.trace")
    return None if api is None or lacks_provider(api) else Traces(api)


def lacks_provider(api: ModuleType) -> bool:
    """Whether the program has set no tracer provider: then spans go nowhere. `api` is the module `opentelemetry.trace`."""
    return isinstance(api.get_tracer_provider(), api.ProxyTracerProvider)


class Traces:
    """An `Observer` that makes spans with `provider`, or the tracer provider of the program.

    `api` is the module `opentelemetry.trace`.
    """

    def __init__(self, api: ModuleType, provider: Any = None) -> None:
        self.api = api
        self.context = load("opentelemetry.context", needed_for=PURPOSE, extra=EXTRA)
        self.tracer = api.get_tracer(NAME, tracer_provider=provider)

    def watch(self, session: str, endpoint: str) -> Watch:
        """Makes the spans of one session."""
        about = {"session.id": session, "lanai.endpoint": endpoint} if session else {}
        return _SessionTraces(self, about)


class _SessionTraces(Watch):
    __slots__ = ("_about", "_api", "_causes", "_context", "_running", "_tracer")

    def __init__(self, traces: Traces, about: Mapping[str, str]) -> None:
        self._api = traces.api
        self._context = traces.context
        self._tracer = traces.tracer
        self._about = about
        self._running: dict[Act, Any] = {}
        self._causes: list[Any] = []  # spans of callbacks that ended since the last frame

    def receiving(self, what: str) -> Callable[[], None] | None:
        if what not in TRACED:
            return None
        span = self._tracer.start_span(
            f"receive {what}",
            context=self._context.Context(),
            kind=self._api.SpanKind.SERVER,
            attributes=self._about,
        )
        token = self._context.attach(self._api.set_span_in_context(span, self._context.Context()))

        def end() -> None:
            self._context.detach(token)
            span.end()

        return end

    def queued(self, act: Act) -> None:
        parent = self._context.Context() if act.kind in ROOTS else self._context.get_current()
        act.notes[self] = parent, time.time_ns()

    def begun(self, act: Act) -> None:
        parent, queued = act.notes[self]
        now = time.time_ns()
        about = {**self._about, "lanai.kind": act.kind, "code.function.name": act.name}
        span = self._tracer.start_span(
            f"{act.kind} {act.name}", context=parent, start_time=queued, attributes=about
        )
        within = self._api.set_span_in_context(span, parent)
        self._tracer.start_span("wait", context=within, start_time=queued).end(now)
        act.notes[self] = span, self._context.attach(within)
        self._running[act] = span

    def ended(self, act: Act) -> None:
        span, token = act.notes.pop(self)
        self._context.detach(token)
        if act.error is not None:
            kind = type(act.error).__qualname__
            span.set_attribute("error.type", kind)
            span.set_status(self._api.StatusCode.ERROR, kind)
        span.end()
        self._running.pop(act, None)
        if act.kind not in ("build", "hook"):
            self._causes.append(span)
            del self._causes[:-MOST_LINKS]

    def sent(self, since: float, size: int) -> None:
        end = time.time_ns()
        causes, self._causes = self._causes or list(self._running.values()), []
        parent = self._context.Context()
        if causes:
            parent = self._api.set_span_in_context(causes[-1], parent)
        span = self._tracer.start_span(
            "frame",
            context=parent,
            start_time=end - round((stopwatch() - since) * 1e9),
            attributes={**self._about, "lanai.frame.size": size},
            links=self._links(causes),
        )
        span.end(end)

    def rested(self) -> None:
        self._causes = []

    def _links(self, causes: list[Any]) -> list[Any]:
        """To the other traces of which the frame holds effects."""
        found = {cause.get_span_context().trace_id: cause.get_span_context() for cause in causes}
        if causes:
            found.pop(causes[-1].get_span_context().trace_id)
        return [self._api.Link(context) for context in found.values()]
