"""`pn.serve`: apps on a server, from Python."""

from __future__ import annotations

import asyncio
import os
import threading
import webbrowser
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lanai.callbacks.loopguard import complete
from lanai.errors import UsageError
from lanai.hosts.asgi.application import Application, create_application
from lanai.hosts.asgi.options import ServerOptions, options_of
from lanai.hosts.asgi.server import Server, ServerThread
from lanai.session.app import to_app
from lanai.session.description import describe
from lanai.session.process import current_process
from lanai.session.script import app_file
from lanai.session.session import App

BOKEHS_NAMES = MappingProxyType(
    {
        "check_unused_sessions_milliseconds": "check_unused_sessions",
        "extra_websocket_origins": "websocket_origin",
        "allow_websocket_origin": "websocket_origin",
        "keep_alive_milliseconds": "keep_alive",
        "unused_session_lifetime_milliseconds": "unused_session_lifetime",
        "websocket_max_message_size_bytes": "websocket_max_message_size",
    }
)
"""Settings as Bokeh's server calls them."""


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
    admin: whether there is an admin page, whose address is printed as well.
    kwargs: settings that `lanai serve` has as well, such as prefix='/apps', index, static_dirs, dev, autoreload, warm,
    liveness, metrics, metrics_token, rest_provider, rest_endpoint, rest_token, traces, admin_endpoint, admin_token, admin_users, global_loading_spinner, num_threads, unused_session_lifetime (ms), check_unused_sessions (ms),
    keep_alive (ms), session_token_expiration (s), websocket_max_message_size (bytes), secret_key;
    docs/guide/serving.md describes them.

    Raises `UsageError` (as `PortInUse`), `AppError` for what cannot be served.
    """
    server = server_of(
        panels,
        port=port,
        address=address,
        websocket_origin=websocket_origin,
        title=title,
        admin=admin,
        **kwargs,
    )
    if start:
        announce(server, verbose, show)
    return _run(server, loop, threaded) if start else server


def get_server(
    panel: Any,
    port: int = 0,
    address: str | None = None,
    websocket_origin: str | Sequence[str] | None = None,
    loop: Any = None,
    show: bool = False,
    start: bool = False,
    title: str | Mapping[str, str] | None = None,
    verbose: bool = False,
    location: bool = True,
    admin: bool = False,
    **kwargs: Any,
) -> Server | ServerThread:
    """A server that has its port and, unless `start`, waits for its `start()` or `run()`. As `serve` otherwise."""
    return serve(
        panel,
        port,
        address,
        websocket_origin,
        loop,
        show,
        start,
        title,
        verbose,
        location,
        admin=admin,
        **kwargs,
    )


def asgi_app(panels: Any, *, prefix: str = "", **settings: Any) -> Application:
    """An ASGI application that serves `panels`, to be run by a server of your own or mounted in another application.

    `prefix` is the path at which it is mounted. Where it is, the other application has to enter its `lifespan`, an
    asynchronous context manager. `settings` are those of `serve`. Raises `UsageError`, `AppError`.
    """
    options = settings_of(panels, prefix=prefix, **settings)
    if options.admin is not None and options.admin_token is None and not options.admin_users:
        raise UsageError(
            "Expected an 'admin_token' or 'admin_users': nobody would be told a random token here."
        )
    return create_application(apps_of(panels), options, current_process())


def server_of(panels: Any, *, port: int = 0, address: str | None = None, **settings: Any) -> Server:
    """A server that waits to be started. `settings` are those of `serve`. Raises `UsageError`, `AppError`."""
    options = settings_of(panels, **settings)
    return Server(apps_of(panels), options, current_process(), address=address, port=port)


def settings_of(
    panels: Any,
    *,
    title: str | Mapping[str, str] | None = None,
    websocket_origin: str | Sequence[str] | None = None,
    liveness: bool | str | None = None,
    liveness_endpoint: str | None = None,
    admin: bool | str | None = None,
    admin_endpoint: str | None = None,
    num_procs: int = 1,
    **settings: Any,
) -> ServerOptions:
    """The settings of a server for `panels`, in the names and units of `serve`. Raises `UsageError`, `AppError`."""
    if num_procs != 1:
        raise UsageError(
            f"Expected num_procs=1, got {num_procs}: a session lives in the process that made it. Start several servers "
            "behind a proxy that sends a visitor to the same one each time."
        )
    for bokehs, name in BOKEHS_NAMES.items():
        if bokehs in settings and name != "websocket_origin":
            settings[name] = settings.pop(bokehs)
        elif bokehs in settings:
            websocket_origin = settings.pop(bokehs)
    sources = _by_endpoint(panels)
    if settings.get("autoreload"):
        settings["dev"] = True
    return options_of(
        **settings,
        liveness=liveness_endpoint or liveness,
        admin=admin_endpoint or admin,
        files={
            name: app_file(Path(source))
            for name, source in sources.items()
            if isinstance(source, (str, os.PathLike))
        },
        descriptions={name: describe(source) for name, source in sources.items()} if len(sources) > 1 else {},
        title=title if isinstance(title, str) else None,
        titles={endpoint(name): text for name, text in title.items()} if isinstance(title, Mapping) else {},
        websocket_origins=_origins(websocket_origin),
    )


def announce(server: Server, verbose: bool, show: bool) -> None:
    """Print the server's address, and open a browser there."""
    if verbose:
        print(f"Launching server at {server.url}", flush=True)  # noqa: T201 - what verbose=True asks for
        if server.admin_url is not None:
            print(f"Admin page at {server.admin_url}", flush=True)  # noqa: T201 - its token may be known from here only
    if show:
        # On a thread: some browsers are programs of the terminal, and return when they are left.
        threading.Thread(target=webbrowser.open, args=(server.url,), daemon=True).start()


def apps_of(panels: Any) -> dict[str, App]:
    """Builders by endpoint. What is no dict is served at '/'. Raises `AppError`, `UsageError`."""
    return {name: to_app(source) for name, source in _by_endpoint(panels).items()}


def endpoint(name: str) -> str:
    """'app1', '/app1' or '/app1/' as '/app1'; '' as '/'."""
    return f"/{name.strip('/')}"


def _by_endpoint(panels: Any) -> dict[str, Any]:
    sources = panels if isinstance(panels, Mapping) else {"/": panels}
    if not sources:
        raise UsageError("Expected at least one app to serve, got an empty dict.")
    return {endpoint(name): source for name, source in sources.items()}


def _origins(given: str | Sequence[str] | None) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given or ())


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
        complete(loop, server.serve())
    return server


def _loop_runs() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
