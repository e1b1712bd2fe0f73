"""Whatever an app's code raises, a request is answered, and the server goes on until it is told to end.

What happens within a session is in `tests/session/test_exceptions.py`.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable
from typing import Any

import param
import pytest

import lanai as pn
from tests.hosts.caller import Caller
from tests.hosts.conftest import Launch
from tests.hosts.visitor import Visitor, get
from tests.support.raising import ALL, LONGEST, Code, is_told
from tests.support.servers import Run, eventually

KINDS = {name: make for name, make in ALL.items() if name != LONGEST}
STYLES = ["function", "coroutine"]


def told(caplog: pytest.LogCaptureFixture, error: BaseException) -> list[str]:
    """What the log says, where it is of `error`."""
    found = [record for record in caplog.records if record.levelno >= logging.ERROR]
    caplog.clear()
    for record in found:
        logged = record.exc_info[1] if record.exc_info else None
        assert logged is not None
        assert is_told(logged, error) or type(logged).__name__ == "CallbackFailed"
    return [record.getMessage() for record in found]


@pytest.mark.parametrize("style", STYLES)
def test_a_page_that_cannot_be_built_is_answered(
    launch: Launch, style: str, caplog: pytest.LogCaptureFixture
) -> None:
    code = Code()

    async def coroutine() -> Any:
        await code.coroutine()
        return pn.pane.Str("built")

    def function() -> Any:
        code.step()
        return pn.pane.Str("built")

    with Caller(launch(function if style == "function" else coroutine).url) as caller:
        for make in KINDS.values():
            error = make()
            code.arm(error)
            assert caller.get("/").status_code == 500
            (said,) = told(caplog, error)
            assert "could not be started" in said
            assert caller.get("/").status_code == 200


@pytest.mark.parametrize("style", [*STYLES, "returning"])
def test_a_visitor_whose_authorization_fails_is_turned_away(
    launch: Launch, style: str, caplog: pytest.LogCaptureFixture
) -> None:
    code = Code()
    work = getattr(code, style)
    if style == "coroutine":

        async def allow(info: Any) -> bool:
            return await work() is None

    else:

        def allow(info: Any) -> Any:  # type: ignore[misc]
            return _true_after(work()) if style == "returning" else work() is None

    pn.config.authorize_callback = allow
    with Caller(launch(lambda: pn.pane.Str("inside")).url) as caller:
        for make in KINDS.values():
            error = make()
            code.arm(error)
            assert caller.get("/").status_code == 403
            assert told(caplog, error) == ["The authorize_callback raised, so the visitor is turned away"]
            assert caller.get("/").status_code == 200


async def _true_after(awaitable: Any) -> bool:
    await awaitable
    return True


class Published(param.Parameterized):
    number = param.Integer(default=0)


@pytest.mark.parametrize("within", [False, True], ids=["of the process", "of a session"])
def test_a_published_parameter_whose_watcher_fails_is_answered(
    launch: Launch, within: bool, caplog: pytest.LogCaptureFixture
) -> None:
    code, target = Code(), Published()
    target.param.watch(code.function, "number")

    def app() -> Any:
        if within:
            pn.state.publish("target", target)
        return pn.pane.Str("page")

    if not within:
        pn.state.publish("target", target)
    server = launch(app, rest_provider="param")
    with Visitor(server.url), Caller(server.url) as caller:
        for number, make in enumerate(KINDS.values()):
            error = make()
            code.arm(error)
            assert caller.post("/rest/target", json={"number": 2 * number + 1}).status_code == 500
            assert told(caplog, error) == ["setting what is published as 'target' failed"]
            answer = caller.post("/rest/target", json={"number": 2 * number + 2})
            assert (answer.status_code, answer.json()["number"]) == (200, 2 * number + 2)


@pytest.mark.parametrize(
    "kind", ["a StopIteration", "a SystemExit", "one that is neither true nor false", "a CancelledError"]
)
def test_a_trial_that_fails_is_answered(launch: Launch, kind: str) -> None:
    def app() -> None:
        error = KINDS[kind]()
        raise error

    url = launch(app, liveness=True).url
    answer = get(f"{url}/liveness?endpoint=/")
    assert (answer.status_code, answer.json()) == (500, {"/": False})
    assert get(f"{url}/liveness").status_code == 200


EXITS = """
import asyncio
import sys

if sys.argv[1] == "asyncio":
    sys.modules["uvloop"] = None

import lanai as pn


def leave():
    raise SystemExit(3)


def interrupt():
    raise KeyboardInterrupt


async def leave_later():
    await asyncio.sleep(0)
    leave()


async def interrupt_at_once():
    interrupt()


async def soon(event):
    asyncio.get_running_loop().call_soon(leave)


async def later(event):
    asyncio.get_running_loop().call_later(0.01, interrupt)


async def tasks(event):
    for work in (leave_later, interrupt_at_once):
        asyncio.create_task(work())


def app():
    count = pn.widgets.Button(name="count")
    buttons = [pn.widgets.Button(name=each.__name__) for each in (soon, later, tasks)]
    for button, callback in zip(buttons, (soon, later, tasks)):
        button.on_click(callback)
    return pn.Column(count, *buttons, pn.bind(lambda clicks: f"count: {clicks}", count.param.clicks))


pn.serve(app, address="127.0.0.1", show=False)
"""


LEFT, INTERRUPTED = "\nSystemExit: 3\n", "\nKeyboardInterrupt\n"


@pytest.mark.parametrize("loop", ["asyncio", "uvloop"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_exits_on_the_event_loop_ends_no_server_and_a_signal_does(
    run: Run, tmp_path: Any, loop: str, number: signal.Signals
) -> None:
    (tmp_path / "exits.py").write_text(EXITS)
    program = run("exits.py", loop)
    with Visitor(program.url).connect() as one, Visitor(program.url).connect() as other:
        one.until(lambda: one.browser.opened)
        for label, told in {"soon": LEFT, "later": INTERRUPTED, "tasks": LEFT}.items():
            before = program.output.count(told)
            press(one, label)
            eventually(lambda told=told, before=before: program.output.count(told) > before)  # type: ignore[misc]
        press(one, "count")
        one.until(lambda: shows(one, "count: 1"))
        press(other, "count")
        other.until(lambda: shows(other, "count: 1"))
    assert program.process.poll() is None
    program.process.send_signal(number)
    assert program.process.wait(10) == 0
    program.stop()
    assert (program.output.count(LEFT), program.output.count(INTERRUPTED)) == (2, 2)
    assert "never retrieved" not in program.output
    for name in ("leave_later", "interrupt_at_once"):
        assert program.output.count(f"a task of the app's own, {name}() failed in session") == 1


def press(visitor: Visitor, label: str) -> None:
    """Click the button with that label."""
    node = next(
        each
        for each in visitor.browser.nodes.values()
        if label in (each.props.get("name"), each.props.get("label"))
    )
    visitor.browser.event(node.id, "click", {})


def shows(visitor: Visitor, text: str) -> bool:
    """Whether that text is on the page."""
    return any(text in str(node.props) for node in visitor.browser.nodes.values())


def test_a_loop_of_the_callers_own_has_its_handlers_back() -> None:
    """What an application in which this one is mounted has set stays its own."""
    heard: list[str] = []
    made: list[Any] = []

    def factory(loop: asyncio.AbstractEventLoop, work: Any, **options: Any) -> Any:
        made.append(work)
        return asyncio.Task(work, loop=loop, **options)

    def handle(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        heard.append(context["message"])

    async def main(enter: Callable[[], Any]) -> None:
        loop = asyncio.get_running_loop()
        loop.set_task_factory(factory)
        loop.set_exception_handler(handle)
        async with enter():
            await asyncio.create_task(asyncio.sleep(0))
            loop.call_soon(lambda: 1 / 0)
            await asyncio.sleep(0.01)
        assert loop.get_task_factory() is factory
        assert loop.get_exception_handler() is handle

    application = pn.asgi_app(lambda: pn.pane.Str("mounted"))
    asyncio.run(main(application.lifespan))
    assert made
    assert len(heard) == 1
