"""A coroutine that holds up the event loop is found while it does."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import lanai as pn
from lanai.hosts.observing.stalls import Stall, StallWatch
from tests.hosts.conftest import Launch
from tests.hosts.visitor import Visitor, get
from tests.support.servers import eventually


def test_the_line_that_holds_up_the_loop_is_logged_and_counted(
    launch: Launch, caplog: pytest.LogCaptureFixture
) -> None:
    go_on = threading.Event()

    async def block(_: object) -> None:
        go_on.wait(10)  # here

    app = lambda: pn.widgets.Button(name="Go", on_click=block)  # noqa: E731
    server = launch(app, metrics=True, dev=True)
    with caplog.at_level(logging.WARNING, logger="lanai"), Visitor(server.url).connect() as visitor:
        visitor.browser.event(visitor.find("Button").id, "click")
        visitor.until(lambda: visitor.browser.opened)
        eventually(lambda: any("held up" in record.getMessage() for record in caplog.records))
        go_on.set()
        told = next(record.getMessage() for record in caplog.records if "held up" in record.getMessage())
        line = block.__code__.co_firstlineno + 1
        assert f"{__file__}:{line} in " in told
        assert "block()" in told
        visitor.until(lambda: any("held up" in error.message for error in visitor.browser.errors))
    assert "lanai_loop_stalls_seconds_count 1.0" in get(f"{server.url}/metrics").text


def test_a_loop_that_turns_is_left_alone() -> None:
    found: list[Stall] = []

    async def watch() -> None:
        watch = StallWatch(asyncio.get_running_loop(), lambda stall, _: found.append(stall), lambda _: None)
        await asyncio.to_thread(watch.look)

    asyncio.run(watch())
    assert found == []


def test_what_started_the_loop_is_not_what_holds_it_up(tmp_path: Path) -> None:
    """A library's step is named where no step of the app's is there: not the program in which the loop runs."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    told = subprocess.run([sys.executable, program], capture_output=True, text=True, timeout=30, check=True)
    assert "held up" in told.stderr
    assert str(program) not in told.stderr


PROGRAM = """
import asyncio, threading
from lanai.hosts.observing.stalls import StallWatch

go_on = threading.Event()


async def main():
    loop = asyncio.get_running_loop()
    watch = StallWatch(loop, lambda stall, seconds: None, lambda task: None)
    loop.call_soon(go_on.wait, 1)  # a step of the standard library's, right on the loop
    threading.Thread(target=watch.look).start()
    await asyncio.sleep(0.1)


asyncio.run(main())
"""
