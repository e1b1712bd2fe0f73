"""Servers on the loopback, each with a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from lanai.hosts.asgi.server import ServerThread
from lanai.hosts.serve import serve
from lanai.session.process import Process, enter_process

Launch = Callable[..., ServerThread]


@pytest.fixture
def process() -> Iterator[Process]:
    """What the process keeps for all sessions, for this test alone."""
    process = Process()
    leave = enter_process(process)
    yield process
    leave()


@pytest.fixture
def launch(process: Process) -> Iterator[Launch]:
    """`pn.serve` on a thread; what it started ends with the test."""
    started: list[ServerThread] = []

    def launch(panels: Any, **options: Any) -> ServerThread:
        thread = serve(panels, threaded=True, show=False, verbose=False, **options)
        assert isinstance(thread, ServerThread)
        started.append(thread)
        return thread

    yield launch
    for thread in started:
        thread.stop()
        assert not thread.is_alive()
