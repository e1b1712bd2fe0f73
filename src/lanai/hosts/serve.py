"""`pn.serve`: apps on a server, from Python."""

from __future__ import annotations

import asyncio
import threading
import webbrowser
from collections.abc import Mapping, Sequence
from typing import Any

from lanai.errors import UsageError
from lanai.hosts.asgi.options import options_of
from lanai.hosts.asgi.server import Server, ServerThread
from lanai.session.app import to_app
from lanai.session.process import current_process
from lanai.session.session import App


def serve(
    panels: Any,
    port: int = 0,
    address: str | None = None,
    websocket_origin: str | Sequence[str] | None = None,
    loop: Any = None,
    show: bool = True,
    start: bool = True,
    title: str | Mapping[str, str] | None = None,
    verbose: bool = True,
    location: bool = True,
    threaded: bool = False,
    admin: bool = False,
    **kwargs: Any,
) -> Server | ServerThread:
    """Serve apps: a function, a component, the path of a file, or a dict of those by endpoint.

    Blocks until the server is stopped, by `state.kill_all_servers()`, SIGINT or SIGTERM. With `threaded`, and where
    an event loop runs already (as in a notebook), it serves on a thread instead and returns that, with `stop()`,
    `port` and `url`, once it answers. With `start=False` it returns a `Server` that waits for its `start()`.

    port: where to listen; 0 takes a free one. address: 'localhost' unless given; '0.0.0.0' is everybody.
    websocket_origin: hosts besides its own whose pages may connect, '*' for any.
    loop: an asyncio loop to serve on. show: whether to open a browser. verbose: whether to print the address.
    title: of the pages, or a dict by endpoint. location: accepted for compatibility.
    kwargs: settings that `lanai serve` has as well, such as prefix='/apps', index, static_dirs, dev, num_threads,
    unused_session_lifetime (ms), check_unused_sessions (ms), keep_alive (ms), session_token_expiration (s),
    websocket_max_message_size (bytes), secret_key.

    Raises `UsageError` (as `PortInUse`), `AppError` for what cannot be served.
    """
    if admin:
        raise UsageError("Lanai has no admin page: leave out admin=True.")
    server = _server(panels, port, address, websocket_origin, title, kwargs)
    if start:
        announce(server, verbose, show)
    return _run(server, loop, threaded) if start else server


def announce(server: Server, verbose: bool, show: bool) -> None:
    """Print the server's address, and open a browser there."""
    if verbose:
        print(f"Launching server at {server.url}", flush=True)  # noqa: T201 - what verbose=True asks for
    if show:
        # On a thread: some browsers are programs of the terminal, and return when they are left.
        threading.Thread(target=webbrowser.open, args=(server.url,), daemon=True).start()


def apps_of(panels: Any) -> dict[str, App]:
    """Builders by endpoint. What is no dict is served at '/'. Raises `AppError`, `UsageError`."""
    sources = panels if isinstance(panels, Mapping) else {"/": panels}
    if not sources:
        raise UsageError("Expected at least one app to serve, got an empty dict.")
    return {endpoint(name): to_app(source) for name, source in sources.items()}


def endpoint(name: str) -> str:
    """'app1', '/app1' or '/app1/' as '/app1'; '' as '/'."""
    return f"/{name.strip('/')}"


def _server(
    panels: Any,
    port: int,
    address: str | None,
    origins: str | Sequence[str] | None,
    title: str | Mapping[str, str] | None,
    settings: Mapping[str, Any],
) -> Server:
    options = options_of(
        **settings,
        title=title if isinstance(title, str) else None,
        titles={endpoint(name): text for name, text in title.items()} if isinstance(title, Mapping) else {},
        websocket_origins=(origins,) if isinstance(origins, str) else tuple(origins or ()),
    )
    return Server(apps_of(panels), options, current_process(), address=address, port=port)


def _run(server: Server, loop: Any, threaded: bool) -> Server | ServerThread:
    if loop is not None:
        return _run_on(server, getattr(loop, "asyncio_loop", loop))
    if threaded or _loop_runs():
        return server.start()
    server.run()
    return server


def _run_on(server: Server, loop: asyncio.AbstractEventLoop) -> Server:
    """Serve on a loop of the caller's: beside what it does where it runs, else until the server is stopped."""
    if loop.is_running():
        asyncio.run_coroutine_threadsafe(server.serve(), loop)
    else:
        loop.run_until_complete(server.serve())
    return server


def _loop_runs() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
