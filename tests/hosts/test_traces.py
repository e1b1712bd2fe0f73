"""A click is one trace, from the browser's message to the frame that answers it."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Iterator

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

import lanai as pn
from lanai import testing
from lanai.components.base import Viewable
from lanai.errors import MissingDependency
from lanai.hosts.observing.traces import Traces, find_traces
from tests.hosts.conftest import Launch
from tests.hosts.visitor import Visitor
from tests.support.servers import Run


class Spans:
    """What was exported, by the names of the spans."""

    def __init__(self, provider: TracerProvider) -> None:
        self._exporter = InMemorySpanExporter()
        provider.add_span_processor(SimpleSpanProcessor(self._exporter))

    @property
    def all(self) -> list[ReadableSpan]:
        return list(self._exporter.get_finished_spans())

    def forget(self) -> None:
        """What was exported until now does not matter."""
        self._exporter.clear()

    def one(self, name: str) -> ReadableSpan:
        found = [span for span in self.all if span.name == name]
        assert len(found) == 1, f"{len(found)} spans {name!r} among {[span.name for span in self.all]}"
        return found[0]

    def parent(self, name: str) -> str | None:
        """The name of the span in which the one with that name is."""
        wanted = self.one(name).parent
        if wanted is None:
            return None
        return next(span.name for span in self.all if span.context.span_id == wanted.span_id)

    def traces(self) -> int:
        """How many traces there are."""
        return len({span.context.trace_id for span in self.all})


@pytest.fixture
def provider() -> TracerProvider:
    """A tracer provider of the test's own: that of the program can be set only once."""
    return TracerProvider()


@pytest.fixture
def spans(provider: TracerProvider) -> Spans:
    return Spans(provider)


@pytest.fixture
def traces(provider: TracerProvider) -> Traces:
    return Traces(trace, provider)


def about(span: ReadableSpan) -> dict[str, object]:
    return dict(span.attributes or {})


def test_a_click_is_one_trace_from_the_message_to_the_frame(
    spans: Spans, traces: Traces, provider: TracerProvider
) -> None:
    def app() -> Viewable:
        button, text = pn.widgets.Button(name="Go"), pn.widgets.StaticText()

        def order(event: object) -> None:
            with provider.get_tracer("app").start_as_current_span("asking the shop"):
                text.value = "ordered"

        button.on_click(order)
        return pn.Column(button, text)

    with testing.Site(app, observers=[traces]) as site:
        user = site.visit()
        spans.forget()
        user.click("Go")
        assert user.sees("ordered")
    name = "event test_a_click_is_one_trace_from_the_message_to_the_frame.<locals>.app.<locals>.order"
    assert spans.traces() == 1
    assert spans.parent("receive event") is None
    assert spans.parent(name) == "receive event"
    assert spans.parent("wait") == name
    assert spans.parent("asking the shop") == name
    assert spans.parent("frame") == name
    assert about(spans.one(name))["session.id"] == user.session.id
    assert about(spans.one(name))["lanai.endpoint"] == "/"
    assert about(spans.one("frame"))["lanai.frame.size"] == pytest.approx(60, abs=40)
    assert spans.one("receive event").start_time <= spans.one(name).start_time  # type: ignore[operator]
    assert spans.one(name).end_time <= spans.one("frame").end_time  # type: ignore[operator]


def test_coroutines_tasks_and_threads_stay_in_the_trace(
    spans: Spans, traces: Traces, provider: TracerProvider
) -> None:
    tracer = provider.get_tracer("app")

    def compute() -> None:
        with tracer.start_as_current_span("on a thread"):
            pass

    async def look_up() -> None:
        with tracer.start_as_current_span("in a task"):
            pass

    def app() -> Viewable:
        button, text = pn.widgets.Button(name="Go"), pn.widgets.StaticText()

        async def fetch(event: object) -> None:
            await asyncio.gather(look_up(), asyncio.to_thread(compute))
            text.value = "fetched"

        button.on_click(fetch)
        return pn.Column(button, text)

    with testing.Site(app, observers=[traces]) as site:
        user = site.visit()
        spans.forget()
        user.click("Go", wait=False)
        site.wait_for(lambda: user.sees("fetched"))
    name = next(span.name for span in spans.all if span.name.startswith("callback ") and "fetch" in span.name)
    assert spans.traces() == 1
    assert spans.parent("in a task") == name
    assert spans.parent("on a thread") == name
    assert spans.parent("frame") == name
    assert spans.parent(name) == next(span.name for span in spans.all if span.name.startswith("event "))


def test_a_bound_function_is_within_what_triggers_it(spans: Spans, traces: Traces) -> None:
    def square(number: int) -> str:
        return f"squared {number * number}"

    def app() -> Viewable:
        slider = pn.widgets.IntSlider(name="Number", end=10)
        return pn.Column(slider, pn.bind(square, slider))

    with testing.Site(app, observers=[traces]) as site:
        user = site.visit()
        spans.forget()
        user.set("Number", 4)
        assert user.sees("squared 16")
    bound = next(span.name for span in spans.all if span.name.startswith("bound "))
    assert bound.endswith("square")
    assert str(spans.parent(bound)).startswith("edit ")
    assert spans.traces() == 1


@pytest.mark.parametrize("is_async", [False, True], ids=["plain", "asynchronous"])
def test_a_bound_generator_has_a_span_for_each_step_in_the_trace_of_what_began_it(
    spans: Spans, traces: Traces, is_async: bool
) -> None:
    tracer = traces.tracer

    def count(number: int) -> Iterator[str]:
        for step in range(number):
            with tracer.start_as_current_span(f"look up {step}"):
                pass
            yield f"step {step}"

    async def count_async(number: int) -> AsyncIterator[str]:
        for step in range(number):
            with tracer.start_as_current_span(f"look up {step}"):
                await asyncio.sleep(0)
            yield f"step {step}"

    def app() -> Viewable:
        slider = pn.widgets.IntSlider(name="Number", end=10)
        return pn.Column(slider, pn.bind(count_async if is_async else count, slider))

    with testing.Site(app, observers=[traces]) as site:
        user = site.visit()
        spans.forget()
        user.set("Number", 3)
        site.settle()
        assert user.sees("step 2")
    steps = [span for span in spans.all if span.name.startswith("bound ")]
    assert [about(span)["lanai.kind"] for span in steps] == ["bound"] * 4  # the last one finds the end
    assert all(span.name.endswith("count_async" if is_async else "count") for span in steps)
    assert all(span.status.status_code is StatusCode.UNSET for span in steps)
    edit = next(span for span in spans.all if span.name.startswith("edit "))
    assert {span.parent and span.parent.span_id for span in steps} == {edit.context.span_id}
    for number in range(3):
        inner = spans.one(f"look up {number}").parent
        assert inner is not None
        assert inner.span_id == steps[number].context.span_id
    assert spans.traces() == 1


def test_a_generator_that_fails_says_so_in_the_step_that_did(
    spans: Spans, traces: Traces, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "lanai")

    def count() -> Iterator[str]:
        yield "one"
        raise LookupError("secret")

    with testing.Site(lambda: pn.Column(count), observers=[traces]) as site:
        site.visit()
    steps = [span for span in spans.all if span.name.startswith("bound ")]
    assert [about(span).get("error.type") for span in steps] == [None, "LookupError"]


def test_an_error_is_told_by_its_type_and_not_its_text(
    spans: Spans, traces: Traces, caplog: pytest.LogCaptureFixture
) -> None:
    def app() -> Viewable:
        button = pn.widgets.Button(name="Go")

        def fail(event: object) -> None:
            raise ValueError("the password is s3cret")

        button.on_click(fail)
        return button

    with testing.Site(app, observers=[traces]) as site, caplog.at_level(logging.CRITICAL, "lanai"):
        user = site.visit()
        spans.forget()
        user.click("Go")
    failed = next(span for span in spans.all if span.name.startswith("event "))
    assert failed.status.status_code is StatusCode.ERROR
    assert about(failed)["error.type"] == "ValueError"
    assert not any("s3cret" in span.to_json() for span in spans.all)


def test_a_periodic_callback_begins_a_trace_each_time_whoever_started_it(
    spans: Spans, traces: Traces, caplog: pytest.LogCaptureFixture
) -> None:
    def tick() -> None:
        raise RuntimeError("no data")

    def app() -> Viewable:
        button = pn.widgets.Button(name="Start")
        button.on_click(lambda _: pn.state.add_periodic_callback(tick, 1000, count=2))
        return button

    with testing.Site(app, observers=[traces]) as site, caplog.at_level(logging.CRITICAL, "lanai"):
        user = site.visit()
        user.click("Start")
        spans.forget()
        site.advance(3)
    ticks = [span for span in spans.all if span.name.startswith("periodic ")]
    assert [span.parent for span in ticks] == [None, None]
    assert len({span.context.trace_id for span in ticks}) == 2
    assert {about(span)["error.type"] for span in ticks} == {
        "RuntimeError"
    }  # although the timer reports it itself


def test_the_page_onload_and_scheduled_tasks_have_spans(spans: Spans, traces: Traces) -> None:
    def load() -> None:
        pass

    def sweep() -> None:
        pass

    def app() -> Viewable:
        pn.state.onload(load)
        return pn.widgets.StaticText(value="here")

    with testing.Site(app, observers=[traces]) as site:
        pn.state.schedule_task("sweep", sweep, period="1h")
        site.visit()
        site.settle()
    names = [span.name.partition(" ")[0] for span in spans.all]
    assert {"build", "onload", "scheduled"} <= set(names)
    assert "session.id" not in about(next(span for span in spans.all if span.name.startswith("scheduled ")))


PROGRAM = """
import lanai as pn
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import ConsoleSpanExporter, SimpleSpanProcessor

provider = TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(ConsoleSpanExporter(formatter=lambda span: f"SPAN {span.name}\\n")))
trace.set_tracer_provider(provider)


def app():
    text = pn.widgets.StaticText(value="waiting")

    def order(event):
        text.value = "ordered"

    return pn.Column(pn.widgets.Button(name="Go", on_click=order), text)


pn.serve(app, port=0, show=False, SETTINGS)
"""


@pytest.mark.parametrize(("settings", "found"), [("", True), ("traces=True", True), ("traces=False", False)])
def test_a_server_makes_traces_where_the_program_has_a_provider(run: Run, settings: str, found: bool) -> None:
    program = run("-c", PROGRAM.replace("SETTINGS", settings))
    with Visitor(program.url).connect() as visitor:
        visitor.until(lambda: visitor.browser.opened)
        visitor.browser.event(visitor.find("Button").id, "click")
        visitor.until(lambda: "ordered" in str(visitor.browser.tree()))
    program.stop()
    assert ("SPAN event app.<locals>.order" in program.output) is found
    assert ("SPAN frame" in program.output) is found


def test_traces_that_go_nowhere_are_said_to(launch: Launch, caplog: pytest.LogCaptureFixture) -> None:
    launch(lambda: "# Hello", traces=True)
    assert "no tracer provider is set" in caplog.text
    caplog.clear()
    launch(lambda: "# Hello")
    assert "tracer" not in caplog.text


def test_the_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.trace", None)
    with pytest.raises(MissingDependency, match=r"pip install lanai\[otel\]"):
        find_traces(True)
    assert find_traces(False) is None
