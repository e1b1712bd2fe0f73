"""uvicorn, run and ended as Lanai promises."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from types import FrameType
from typing import Any

import uvicorn

from lanai.callbacks.loopguard import complete
from lanai.hosts.asgi.host import Host
from lanai.hosts.asgi.http import BoundedProtocol
from lanai.hosts.asgi.intake import TOGETHER, Intake
from lanai.hosts.asgi.protocol import LightProtocol
from lanai.hosts.collector import Collector
from lanai.hosts.logs import access_is_logged, hide_queries

log = logging.getLogger("lanai")

GIVE_UP = 5.0
"""Seconds after a signal in which the process ends, whatever holds it up."""
FAREWELL = 0.3
"""Seconds of these that browsers have to answer that their WebSocket is closed."""
FAREWELL_LOOKS = 30
"""How often in that time is looked whether they have."""
SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Engine(uvicorn.Server):
    """A uvicorn server: browsers are told, hooks run, and it takes no longer than `GIVE_UP`."""

    def __init__(self, config: uvicorn.Config, host: Host) -> None:
        super().__init__(config)
        self.began = False
        self.ready = threading.Event()
        self._host = host
        self._stopping = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._loop_thread = 0
        self._deadline: threading.Timer | None = None
        self._collector: Collector | None = None

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

    def run(self, sockets: list[Any] | None = None) -> None:
        """Serve on a loop of its own, which goes on whatever code of an app's raises there."""
        make_loop = self.config.get_loop_factory() or asyncio.new_event_loop
        loop = make_loop()
        asyncio.set_event_loop(loop)
        try:
            complete(loop, self.serve(sockets))
        finally:
            try:
                complete(loop, _come_to_rest())
            finally:
                asyncio.set_event_loop(None)
                loop.close()

    async def startup(self, sockets: list[Any] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        self._loop_thread = threading.get_ident()
        await super().startup(sockets)
        if not self.lifespan.should_exit:
            # On the main thread the process is the server's; on another one, somebody works beside it.
            own = threading.current_thread() is threading.main_thread()
            host = self._host
            self._collector = Collector(host.clock, lambda: len(host.sessions), freeze=own)
            self._collector.start()
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
        if self._collector is not None:
            self._collector.stop()

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
            _end_now("A second signal came: the process ends at once.")
        self._deadline = threading.Timer(
            GIVE_UP, _end_now, ("The server did not end in time: something blocks it.",)
        )
        self._deadline.daemon = True
        self._deadline.start()
        self.stop()


async def _come_to_rest() -> None:
    """What still runs on the loop is called off, as `asyncio.run` does."""
    loop = asyncio.get_running_loop()
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    await loop.shutdown_asyncgens()
    await loop.shutdown_default_executor()


def _end_now(reason: str) -> None:
    log.critical(reason)
    sys.stdout.flush()
    os._exit(1)


def config_of(application: Any, host: Host) -> uvicorn.Config:
    """How uvicorn serves `application`, which is that of `host`."""
    options = host.options
    hide_queries()
    return uvicorn.Config(
        application,
        interface="asgi3",
        lifespan="on",
        http=partial(BoundedProtocol, host.refusals),  # type: ignore[arg-type] # it only calls it
        ws=partial(LightProtocol, Intake(TOGETHER * options.websocket_read_at_most), host.aside),  # type: ignore[arg-type]
        ws_per_message_deflate=False,
        ws_max_size=options.websocket_read_at_most,
        ws_ping_interval=options.keep_alive or None,
        ws_ping_timeout=options.keep_alive or None,
        timeout_graceful_shutdown=1,
        access_log=access_is_logged(),
        ssl_certfile=options.ssl_certfile,
        ssl_keyfile=options.ssl_keyfile,
        log_config=None,
        server_header=False,
        proxy_headers=False,  # whom to believe about that is decided in forwarded.py
    )
