"""The monitor that finds an app's functions on the event loop: it sees what is there, and nothing else."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import param
import pytest

import lanai as pn
from lanai import testing
from lanai.errors import CalledOnLoop

Set = Callable[[Any], None]


def slow(*args: Any) -> str:
    return "slow"


def steps() -> Iterator[str]:
    yield "one"
    yield "two"


class Watched(param.Parameterized):
    value = param.Parameter()


def on_a_loop(work: Callable[[], Any], monitor: testing.LoopMonitor | None = None) -> list[str]:
    """The names of what the monitor finds while a coroutine calls `work`, which stands for the framework's code."""

    async def main() -> None:
        result = work()
        if asyncio.iscoroutine(result):
            await result

    monitor = monitor or testing.LoopMonitor()
    with monitor:
        asyncio.run(main())
    return [call.function for call in monitor.found]


def watched(callback: Callable[..., Any]) -> Callable[[], None]:
    """Sets a parameter that `callback` watches, without a session: Param calls it there and then."""
    source = Watched()
    source.param.watch(callback, "value")
    return lambda: setattr(source, "value", 1)


# -- faults: each of these has to be found -----------------------------------------------------------


def test_a_function_that_param_calls_on_the_loop_is_found() -> None:
    assert on_a_loop(watched(slow)) == ["slow"]


def test_a_lambda_and_what_is_called_through_a_library_are_found() -> None:
    found = on_a_loop(watched(lambda event: json.dumps(object(), default=slow)))
    assert len(found) == 1
    assert "lambda" in found[0]


def test_a_method_of_an_object_of_the_apps_is_found() -> None:
    class Thing:
        def __str__(self) -> str:
            return "thing"

    text = pn.widgets.StaticText()
    assert any("__str__" in name for name in on_a_loop(lambda: setattr(text, "value", Thing())))


def test_a_generator_that_goes_on_on_the_loop_is_found() -> None:
    row = pn.Row()
    generator = steps()
    next(generator)
    assert any("steps" in name for name in on_a_loop(lambda: row.extend(generator)))


def test_each_function_is_told_once_and_a_check_raises() -> None:
    monitor = testing.LoopMonitor()
    work = watched(slow)
    on_a_loop(lambda: (work(), work()), monitor)
    with pytest.raises(CalledOnLoop, match=r"slow\(\) at .*test_monitor.py:\d+, called by"):
        monitor.check()
    monitor.check()


def test_a_framework_that_forgets_is_found_in_a_site(
    lanai_site: Callable[..., testing.Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An injected fault: watchers run where the parameter is set, as Param has it."""
    source = pn.widgets.TextInput()
    source.param.watch(slow, "value")

    async def act(event: Any) -> None:
        source.value = "x"

    button = pn.widgets.Button(name="Go")
    button.on_click(act)
    monkeypatch.setattr("lanai.callbacks.watching.only_passes_on", lambda function: True)
    with testing.LoopMonitor() as monitor:
        lanai_site(pn.Column(source, button)).visit().click("Go")
    assert "slow" in [call.function for call in monitor.found]


# -- what is meant to run there ----------------------------------------------------------------------


def test_a_coroutines_own_steps_may_run_there() -> None:
    async def act() -> None:
        slow()
        sorted("cab", key=lambda each: slow())
        json.dumps(object(), default=slow)
        await asyncio.sleep(0)
        [slow() for _ in range(2)]

    assert on_a_loop(act) == []


def test_what_a_coroutine_calls_through_our_decorators_is_its_own() -> None:
    cached, locked = pn.cache(lambda: slow()), pn.io.with_lock(lambda: slow())
    bound = pn.bind(slow, 1)

    class Model(param.Parameterized):
        number = param.Integer(0)

        @param.depends("number")
        def shown(self) -> str:
            return slow()

    model = Model()

    async def act() -> None:
        cached()
        locked()
        bound()
        model.shown()

    assert on_a_loop(act) == []


def test_coroutines_and_asynchronous_generators_may_run_there() -> None:
    async def each() -> AsyncIterator[int]:
        yield 1

    async def callback(event: Any) -> None:
        async for _ in each():
            slow()

    assert on_a_loop(watched(callback)) == []


def test_nothing_is_found_where_no_loop_runs() -> None:
    with testing.LoopMonitor() as monitor:
        watched(slow)()
    assert monitor.found == []


def test_nothing_is_found_on_a_worker(lanai_visit: Callable[..., testing.User]) -> None:
    button = pn.widgets.Button(name="Go")
    button.on_click(slow)
    with testing.LoopMonitor() as monitor:
        lanai_visit(button).click("Go")
    assert monitor.found == []


def test_code_that_is_trusted_is_not_found() -> None:
    assert on_a_loop(watched(slow), testing.LoopMonitor(trusted=[Path(__file__)])) == []
