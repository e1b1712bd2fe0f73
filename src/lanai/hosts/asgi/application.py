"""The ASGI application: which path is answered by what."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from lanai.core.lazy import load
from lanai.errors import UsageError
from lanai.hosts.asgi.bokehjs import BokehJS
from lanai.hosts.asgi.esm import Modules
from lanai.hosts.asgi.files import Files
from lanai.hosts.asgi.folder import Folder
from lanai.hosts.asgi.headers import SecurityHeaders
from lanai.hosts.asgi.host import Host
from lanai.hosts.asgi.html import notice
from lanai.hosts.asgi.index import Index
from lanai.hosts.asgi.liveness import Liveness
from lanai.hosts.asgi.metrics import Metrics
from lanai.hosts.asgi.options import ServerOptions
from lanai.hosts.asgi.page import OwnPage, Page
from lanai.hosts.asgi.paths import OWN, check_endpoint, check_path, is_template, route_path
from lanai.hosts.asgi.plotlyjs import PlotlyJS
from lanai.hosts.asgi.policy import Policy
from lanai.hosts.asgi.refusal import Gate
from lanai.hosts.asgi.rest import Rest
from lanai.hosts.asgi.restore import RELOAD, SCRIPT, Restore, script
from lanai.hosts.asgi.websocket import WebSocketEndpoint
from lanai.session.app import to_app
from lanai.session.process import Process, current_process
from lanai.session.session import App

if TYPE_CHECKING:
    from lanai.hosts.asgi.admin.door import Door
    from lanai.hosts.asgi.auth.access import Access

NOT_FOUND = "<p>Look whether the address is right. The apps of this server have other ones.</p>\n"


def create_application(
    apps: Mapping[str, App], options: ServerOptions | None = None, process: Process | None = None
) -> Application:
    """An ASGI application that serves `apps`, builders by endpoint ('/', '/app').

    Its lifespan has to run, as ASGI servers do. Raises `UsageError` for endpoints and options that cannot be, and
    `MissingFrontend`.
    """
    return Application(Host(apps, options or ServerOptions(), process or current_process()))


class Application:
    """The ASGI application of a host. Starlette routes the requests.

    WebSockets go past its layers, of each of which an open connection would hold a coroutine as long as it lasts.
    """

    def __init__(self, host: Host) -> None:
        self._host = host
        access = _access(host)
        self.admin = _admin(host)
        """Who lets in to the admin page; None where there is none."""
        routes = _routes(host) if access is None else [*access.routes(), *_routes(host)]
        if self.admin is not None:
            routes.insert(0, Route(host.url(host.options.admin or ""), self.admin, methods=["GET", "POST"]))
        self._pages = Starlette(routes=routes, lifespan=self.lifespan, exception_handlers={404: _not_found})
        pages: ASGIApp = self._pages if access is None else access.guard(self._pages)
        sockets: ASGIApp = WebSocketEndpoint(host)
        self._answers = SecurityHeaders(Gate(pages, host), host.policy, host.options.hsts)
        self._sockets = sockets if access is None else access.guard(sockets)
        self._socket_path = host.url(f"{OWN}/ws")

    @property
    def routes(self) -> list[BaseRoute]:
        """What is answered where, over HTTP."""
        return self._pages.routes

    @asynccontextmanager
    async def lifespan(self, application: object = None) -> AsyncIterator[None]:
        """What lives as long as the server: sessions, timers, hooks.

        A server enters it by itself; another application in which this one is mounted has to.
        """
        self._host.start()
        try:
            await self._host.warm()
            yield
        finally:
            await self._host.close()

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        if scope["type"] == "lifespan":
            return self._pages(scope, receive, send)
        if (root := scope.get("root_path")) and self._host.url("/").startswith(f"{root}/"):
            scope = {**scope, "root_path": ""}  # the prefix says already where it is mounted
        scope = self._host.proxies.applied(scope)
        if scope["type"] == "websocket" and route_path(scope) == self._socket_path:
            return self._sockets(scope, receive, send)
        return self._answers(scope, receive, send)


async def _not_found(request: Request, error: Exception) -> Response:
    """The answer for a path at which there is nothing."""
    return HTMLResponse(notice("There is nothing here.", NOT_FOUND), 404)


def _routes(host: Host) -> list[BaseRoute]:
    url = host.url
    routes: list[BaseRoute] = [
        Route(url(OWN + "/static/{file}"), host.assets, methods=["GET"]),
        Route(url(OWN + "/bokeh/{version}/{file}"), BokehJS(host), methods=["GET"]),
        Route(url(OWN + "/plotly/{version}/{file}"), PlotlyJS(host), methods=["GET"]),
        Route(url(OWN + "/esm/{file}"), Modules(), methods=["GET"]),
        Route(url(OWN + "/files/{session}/{component:int}/{key}/{name}"), Files(host), methods=["GET"]),
    ]
    templates: list[BaseRoute] = []  # they come last: a plain path is more precise
    for endpoint, app in host.apps.items():
        check_endpoint(endpoint)
        route = Route(url(endpoint), Page(host, endpoint, app), methods=["GET"])
        (templates if is_template(endpoint) else routes).append(route)
    if "/" not in host.apps:
        routes.append(Route(url("/"), _index(host), methods=["GET"]))
    for path, folder in host.options.static_dirs.items():
        check_path(path)
        _check_free(host, path)
        routes.append(Mount(url(path), Folder(folder, host.policy)))
    if host.options.liveness is not None:
        check_path(host.options.liveness)
        _check_free(host, host.options.liveness)
        routes.insert(0, Route(url(host.options.liveness), Liveness(host), methods=["GET"]))
    if host.options.metrics is not None:
        check_path(host.options.metrics)
        routes.insert(0, Route(url(host.options.metrics), Metrics(host), methods=["GET"]))
    if host.options.rest_provider:
        check_path(host.options.rest_endpoint)
        path = url(host.options.rest_endpoint + "/{name}")
        routes.insert(0, Route(path, Rest(host), methods=["GET", "POST", "PATCH"]))
    if host.reloader is not None:
        routes.append(Route(url(RELOAD), Restore(host, host.reloader), methods=["GET", "POST"]))
        routes.append(Route(url(SCRIPT), script, methods=["GET"]))
    return routes + templates


def _access(host: Host) -> Access | None:
    """The logins, where the options ask for some; only then are they loaded."""
    if host.options.auth is None:
        return None
    access: Access = load("lanai.hosts.asgi.auth.access", needed_for="logins").Access(host, host.options.auth)
    return access


def _admin(host: Host) -> Door | None:
    """The admin page behind its door, where the options ask for it. Raises `UsageError` for a path that cannot be."""
    path, chronicle = host.options.admin, host.listeners.chronicle
    if path is None or chronicle is None:
        return None
    check_path(path)
    _check_free(host, path)
    # Loaded by those who ask for it: it is made of half of all components.
    page = load("lanai.hosts.asgi.admin.app", needed_for="the admin page")
    door: Door = load("lanai.hosts.asgi.admin.door", needed_for="the admin page").Door(
        OwnPage(host, path, to_app(page.admin_app(host, chronicle))), host
    )
    return door


def _check_free(host: Host, path: str) -> None:
    """Raise `UsageError` where an app is at `path` already: one of the two would never be seen."""
    if path in host.apps:
        raise UsageError(f"An app and something else are both to be served at {path}: rename one.")


def _index(host: Host) -> ASGIApp:
    """What '/' shows where no app is served there."""
    chosen = host.options.index
    if chosen is None:
        return Index(host)
    endpoint = f"/{str(chosen).strip('/')}"
    if endpoint in host.apps:
        return Page(host, endpoint, host.apps[endpoint])
    if not Path(chosen).is_file():
        raise UsageError(f"Expected an app's name or an HTML file for 'index', got {str(chosen)!r}.")
    return _File(str(chosen), host.policy)


class _File:
    """Answers with one HTML file of the server's owner."""

    def __init__(self, path: str, policy: Policy) -> None:
        self._path = path
        framing = policy.framing()
        self._headers = None if framing is None else {"content-security-policy": framing}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response: Response = FileResponse(self._path, headers=self._headers, media_type="text/html")
        await response(scope, receive, send)
