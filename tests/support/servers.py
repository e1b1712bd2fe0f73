"""Real servers on the loopback interface, each gone when its test is."""

from __future__ import annotations

import os
import pathlib
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import lanai as pn
from lanai.session.process import Process, enter_process

Serve = Callable[..., str]
"""Serves an app in this process and returns its address."""

Run = Callable[..., "Program"]
"""Runs a Python program that serves, and returns it once it says where."""


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve apps in this process, each on a port of its own."""
    servers: list[Any] = []
    leave = enter_process(Process())

    def start(app: Any, **options: Any) -> str:
        server = pn.serve(
            app, port=0, address="127.0.0.1", show=False, verbose=False, threaded=True, **options
        )
        servers.append(server)
        return str(server.url)

    yield start
    for server in servers:
        server.stop()
    leave()


class Program:
    """A server in a process of its own."""

    def __init__(self, arguments: list[str], folder: pathlib.Path) -> None:
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", "BROWSER": "true"}
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []
        self._url: str | None = None
        self._told = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def url(self) -> str:
        """Where it serves. Waits until it says so."""
        if not self._told.wait(30) or self._url is None:
            raise AssertionError("The program did not say where it serves:\n" + "".join(self.lines))
        return self._url

    @property
    def output(self) -> str:
        """What it printed so far."""
        return "".join(self.lines)

    def stop(self) -> int:
        """End it as a service manager would, and return its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        code = self.process.wait(15)
        self._reader.join(5)
        if self.process.stdout is not None:
            self.process.stdout.close()
        return code

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.lines.append(line)
            found = re.search(r"https?://\S+", line)
            if found and self._url is None:
                self._url = found[0].rstrip("/")
                self._told.set()
        self._told.set()


@pytest.fixture
def run(tmp_path: pathlib.Path) -> Iterator[Run]:
    """Run `python ARGUMENTS` in an empty folder until the test is over."""
    programs: list[Program] = []

    def start(*arguments: str) -> Program:
        program = Program(list(arguments), tmp_path)
        programs.append(program)
        return program

    yield start
    for program in programs:
        program.stop()


def eventually(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    """Wait until `condition` holds; for what happens in another process, in its own time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"The condition did not come to hold within {seconds:g} s")
        time.sleep(0.01)
