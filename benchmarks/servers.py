"""Servers on the loopback: started on a free port, waited for, and always stopped by their process id."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import IO

import psutil

from benchmarks.environments import Environment, variables
from benchmarks.errors import ServerError
from benchmarks.frameworks import ROOT, Framework

HOST = "127.0.0.1"
START_SECONDS = 60.0
STOP_SECONDS = 5.0
POLL_SECONDS = 0.01


@dataclass(frozen=True)
class Server:
    """A running server of one app."""

    framework: Framework
    app: str
    port: int
    pid: int
    start_seconds: float
    """From the command to the first page answered."""

    @property
    def path(self) -> str:
        """Path of the app's page."""
        return self.framework.page.format(app=self.app)

    @property
    def url(self) -> str:
        """Address of the app's page."""
        return f"http://{HOST}:{self.port}{self.path}"


@contextlib.asynccontextmanager
async def serving(
    framework: Framework, environment: Environment, app: str, extra: Sequence[str] = ()
) -> AsyncIterator[Server]:
    """Serve the app called `app` while the block runs.

    Raises ServerError with the end of the server's output when it dies or answers no page within a minute.
    """
    port = free_port()
    command = [str(environment.python), *framework.arguments(framework.app(app), port), *extra]
    with tempfile.TemporaryFile() as output:
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            *command, cwd=ROOT, env=variables(framework), stdout=output, stderr=asyncio.subprocess.STDOUT
        )
        try:
            await first_page(process, port, framework.page.format(app=app), output)
            yield Server(framework, app, port, process.pid, time.perf_counter() - began)
        finally:
            await stop(process)


def free_port() -> int:
    """A port of the loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


async def first_page(process: asyncio.subprocess.Process, port: int, path: str, output: IO[bytes]) -> None:
    """Wait until the server answers `path` with 200. Raises ServerError when it does not come to that."""
    deadline = time.monotonic() + START_SECONDS
    status = "no connection"
    while time.monotonic() < deadline:
        if process.returncode is not None:
            raise ServerError(f"the server ended with code {process.returncode}: {tail(output)}")
        with contextlib.suppress(OSError):
            status = await asyncio.wait_for(get_status(port, path), START_SECONDS)
            if " 200 " in status:
                return
        await asyncio.sleep(POLL_SECONDS)
    raise ServerError(f"expected 200 for {path} within {START_SECONDS:.0f} s, got {status}: {tail(output)}")


async def get_status(port: int, path: str) -> str:
    """The status line that answers a GET, once the whole page has come. Raises OSError without connection."""
    reader, writer = await asyncio.open_connection(HOST, port)
    try:
        request = f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nConnection: close\r\n\r\n"
        writer.write(request.encode())
        answer = await reader.read(-1)
        return answer.split(b"\r\n", 1)[0].decode(errors="replace")
    finally:
        writer.close()


def tail(output: IO[bytes]) -> str:
    """The last lines a server wrote."""
    output.seek(0)
    lines = output.read().decode(errors="replace").strip().splitlines()
    return " | ".join(lines[-5:]) or "it wrote nothing"


async def stop(process: asyncio.subprocess.Process) -> None:
    """End the process and what it started: politely, then by force."""
    if process.returncode is None:
        children = descendants(process.pid)
        process.terminate()
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        if process.returncode is None:
            process.kill()
            await process.wait()
        for child in children:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()


def descendants(pid: int) -> list[psutil.Process]:
    """What the process started, as far as it is still there."""
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []
