"""A server: an application, the sockets it listens on, and a way to end."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from lanai.core.context import current_session
from lanai.errors import UsageError
from lanai.hosts.asgi.application import Application
from lanai.hosts.asgi.engine import GIVE_UP, Engine, config_of
from lanai.hosts.asgi.host import Host
from lanai.hosts.asgi.listening import check_certificate, listen
from lanai.hosts.asgi.options import ServerOptions
from lanai.session.process import Process
from lanai.session.session import App

ADDRESS = "localhost"
"""Where a server listens unless it is told otherwise: this machine alone can reach it."""
EVERYWHERE = ("", "0.0.0.0", "::", "localhost")


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
        self.host = Host(apps, options, process, address=self.address)
        self.application = Application(self.host)
        """What answers: its routes, and its admin page."""
        if options.ssl_certfile is not None:
            check_certificate(options.ssl_certfile, options.ssl_keyfile)
        self._sockets = listen(self.address, port)
        self.port: int = self._sockets[0].getsockname()[1]
        self._engine = Engine(config_of(self.application, self.host), self.host)
        self._ended = threading.Event()

    def __repr__(self) -> str:
        return f"<Server at {self.url}>"

    @property
    def url(self) -> str:
        """Where a browser on this machine finds it."""
        name = "localhost" if self.address in EVERYWHERE else self.address
        scheme = "http" if self.host.options.ssl_certfile is None else "https"
        return f"{scheme}://{f'[{name}]' if ':' in name else name}:{self.port}{self.host.options.prefix}"

    @property
    def admin_url(self) -> str | None:
        """Where its admin page is, with a token where that is a random one. None where there is none."""
        door = self.application.admin
        return None if door is None else f"{self.url}{self.host.options.admin}{door.query}"

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
        thread = ServerThread(self)
        thread.start()
        self._engine.ready.wait()
        return thread

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
        if self._engine.began:
            raise UsageError("This server has been started before. Make another one.")
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
