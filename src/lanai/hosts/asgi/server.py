"""A server: an application, the sockets it listens on, and a way to end."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

import uvicorn

from lanai.core.context import current_session
from lanai.hosts.asgi.application import Application
from lanai.hosts.asgi.host import Host
from lanai.hosts.asgi.listening import listen
from lanai.hosts.asgi.options import ServerOptions
from lanai.hosts.asgi.protocol import LightProtocol
from lanai.session.process import Process
from lanai.session.session import App

log = logging.getLogger("lanai")

ADDRESS = "localhost"
"""Where a server listens unless it is told otherwise: this machine alone can reach it."""
EVERYWHERE = ("", "0.0.0.0", "::", "localhost")

GIVE_UP = 5.0
"""Seconds after a signal in which the process ends, whatever holds it up."""
FAREWELL = 0.3
"""Seconds of these that browsers have to answer that their WebSocket is closed."""
FAREWELL_LOOKS = 30
"""How often in that time is looked whether they have."""
SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Server:
    """Serves apps by endpoint. It has its port when it is made, and answers once it runs.

    Raises `PortInUse`, `UsageError`, `MissingFrontend`.
    """

    def __init__(
        self,
        apps: Mapping[str, App],
        options: ServerOptions,
        process: Process,
        *,
        address: str | None = None,
        port: int = 0,
    ) -> None:
        self.address = ADDRESS if address is None else address
        self.host = Host(apps, options, process)
        application = Application(self.host)
        self._sockets = listen(self.address, port)
        self.port: int = self._sockets[0].getsockname()[1]
        self._engine = _Engine(_config(application, options), self.host)
        self._ended = threading.Event()
        self._thread: ServerThread | None = None

    def __repr__(self) -> str:
        return f"<Server at {self.url}>"

    @property
    def url(self) -> str:
        """Where a browser on this machine finds it."""
        name = "localhost" if self.address in EVERYWHERE else self.address
        return f"http://{f'[{name}]' if ':' in name else name}:{self.port}{self.host.options.prefix}"

    def run(self) -> None:
        """Serve on this thread until `stop`, or, on the main thread, a signal (SIGINT, SIGTERM)."""
        with self._registered():
            self._engine.run(self._sockets)

    async def serve(self) -> None:
        """Serve on the running event loop until `stop`."""
        with self._registered():
            await self._engine.serve(self._sockets)

    def start(self) -> ServerThread:
        """Serve on a thread of its own. Returns when it answers."""
        self._thread = ServerThread(self)
        self._thread.start()
        self._engine.ready.wait()
        return self._thread

    def stop(self) -> None:
        """Stop accepting, end the sessions, and close. From any thread; harmless a second time.

        Returns when that is done, except where it cannot wait for itself: on the server's loop or in a session.
        """
        if self._engine.began:
            self._engine.stop()
            if not self._engine.on_loop and current_session() is None:
                self._ended.wait(GIVE_UP)
        else:
            self._close()

    @contextmanager
    def _registered(self) -> Iterator[None]:
        servers = self.host.process.servers
        self._engine.began = True
        servers.append(self)
        try:
            yield
        finally:
            if self in servers:
                servers.remove(self)
            self._close()

    def _close(self) -> None:
        for listener in self._sockets:
            listener.close()
        self._engine.ready.set()
        self._ended.set()


class ServerThread(threading.Thread):
    """A server on a thread of its own, which ends with the program."""

    def __init__(self, server: Server) -> None:
        super().__init__(name=f"lanai-server-{server.port}", daemon=True)
        self.server = server

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.server.port

    @property
    def url(self) -> str:
        """Where a browser on this machine finds it."""
        return self.server.url

    def run(self) -> None:
        self.server.run()

    def stop(self) -> None:
        """Stop the server and, where that is possible, wait for it to end."""
        self.server.stop()
        if threading.current_thread() is not self and current_session() is None:
            self.join(GIVE_UP)


class _Engine(uvicorn.Server):
    """uvicorn, which ends as Lanai promises: browsers are told, hooks run, and it takes no longer than `GIVE_UP`."""

    def __init__(self, config: uvicorn.Config, host: Host) -> None:
        super().__init__(config)
        self.began = False
        self.ready = threading.Event()
        self._host = host
        self._stopping = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._loop_thread = 0
        self._deadline: threading.Timer | None = None

    @property
    def on_loop(self) -> bool:
        """Whether the caller is on the server's event loop."""
        return threading.get_ident() == self._loop_thread

    def stop(self) -> None:
        """Ask it to end. From any thread, and from a signal handler."""
        self.should_exit = True
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has ended meanwhile, which is what was asked for
                self._loop.call_soon_threadsafe(self._stopping.set)

    async def startup(self, sockets: list[Any] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        self._loop_thread = threading.get_ident()
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        # The tick renews the Date header; ending does not wait for it.
        while not await self.on_tick(0):
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), 1.0)

    async def shutdown(self, sockets: list[Any] | None = None) -> None:
        for server in self.servers:
            server.close()
        await self._host.close()
        await self._farewell()
        await super().shutdown(sockets)

    async def _farewell(self) -> None:
        """Let the browsers answer that the line is closed; to close it before would cost them our last words."""
        for _ in range(FAREWELL_LOOKS):
            if not self._talking():
                return
            await asyncio.sleep(FAREWELL / FAREWELL_LOOKS)

    def _talking(self) -> bool:
        return any(isinstance(line, LightProtocol) for line in self.server_state.connections)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Let the signals end the server while it runs, and then mean what they meant before."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self._signalled) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            if self._deadline is not None:
                self._deadline.cancel()

    def _signalled(self, number: int, frame: FrameType | None) -> None:
        """The first signal asks it to end, a second one ends the process at once."""
        if self._deadline is not None:
            _give_up()
        self._deadline = threading.Timer(GIVE_UP, _give_up)
        self._deadline.daemon = True
        self._deadline.start()
        self.stop()


def _give_up() -> None:
    log.critical("The server did not end in time. Something blocks its event loop: the process ends now.")
    sys.stdout.flush()
    os._exit(1)


def _config(application: Any, options: ServerOptions) -> uvicorn.Config:
    return uvicorn.Config(
        application,
        interface="asgi3",
        lifespan="on",
        ws=LightProtocol,
        ws_per_message_deflate=False,
        # A message above the limit is refused with an error that says so; one far above it is not even read.
        ws_max_size=2 * options.websocket_max_message_size,
        ws_ping_interval=options.keep_alive or None,
        ws_ping_timeout=options.keep_alive or None,
        timeout_graceful_shutdown=1,
        access_log=False,
        log_config=None,
        server_header=False,
    )
