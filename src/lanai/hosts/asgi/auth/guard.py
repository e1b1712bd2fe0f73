"""The guard: says of every request and every WebSocket who it is, and turns away who has to log in first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from types import MappingProxyType
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lanai.errors import LoginError
from lanai.hosts.asgi.auth.logins import Login, Logins
from lanai.hosts.asgi.auth.pages import HEADERS, go_to
from lanai.hosts.asgi.auth.places import asked_for
from lanai.hosts.asgi.paths import route_path
from lanai.hosts.asgi.visit import IDENTITY, root_of
from lanai.session.request import Identity

GUEST = Identity("guest", MappingProxyType({"user": "guest", "username": "guest"}))

Refresh = Callable[[Login], Awaitable[Login]]
"""A login whose access token has expired, with a new one. Raises `LoginError` where there is none to be had."""


class Guard:
    """Stands before an ASGI application.

    A WebSocket passes without a coroutine of the guard's: an open one would hold it as long as it lasts.
    """

    def __init__(
        self,
        app: ASGIApp,
        logins: Logins,
        *,
        login: str,
        is_open: Callable[[str], bool],
        for_guests: Callable[[str], bool],
        has_guests: bool,
        refused: Callable[[], None],
        refresh: Refresh | None,
    ) -> None:
        """`is_open` and `for_guests` decide by path, `refused` counts, `login` is where visitors are sent."""
        self._app = app
        self._logins = logins
        self._login = login
        self._is_open = is_open
        self._for_guests = for_guests
        self._has_guests = has_guests
        self._refused = refused
        self._refresh = refresh

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        if scope["type"] == "http":
            return self._page(scope, receive, send)
        if scope["type"] == "websocket":
            return self._socket(scope, receive, send)
        return self._app(scope, receive, send)

    def _page(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        path = route_path(scope)
        if self._is_open(path):
            return self._app(scope, receive, send)
        login = self._logins.find(scope)
        if login is not None:
            if self._refresh is not None and _expired(login, self._logins.now):
                return self._with_new_token(self._refresh, login, scope, receive, send)
            scope[IDENTITY] = login.identity
            return self._app(scope, receive, send)
        if self._for_guests(path):
            scope[IDENTITY] = GUEST
            return self._app(scope, receive, send)
        return self._turned_away(scope)(scope, receive, send)

    def _socket(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        login = self._logins.find(scope)
        if login is None and not self._has_guests:
            return self._closed(receive, send)
        # Whether it is the identity of the session that it asks for, the WebSocket's own end sees.
        scope[IDENTITY] = GUEST if login is None else login.identity
        return self._app(scope, receive, send)

    async def _closed(self, receive: Receive, send: Send) -> None:
        self._refused()
        await receive()  # websocket.connect
        await send({"type": "websocket.close", "code": 1008})  # before it is accepted: an answer of 403

    def _turned_away(self, scope: Scope) -> Response:
        if scope["method"] in ("GET", "HEAD") and "text/html" in Headers(scope=scope).get("accept", ""):
            return go_to(f"{root_of(scope)}{self._login}?next={quote(asked_for(scope), safe='/')}")
        self._refused()
        return PlainTextResponse("Log in first.", 401, HEADERS)

    async def _with_new_token(
        self, refresh: Refresh, login: Login, scope: Scope, receive: Receive, send: Send
    ) -> None:
        cookies = Response()
        try:
            renewed = await refresh(login)
            self._logins.keep(cookies, scope, renewed)
        except LoginError:
            await self._turned_away(scope)(scope, receive, send)
            return
        headers = [header for header in cookies.raw_headers if header[0] == b"set-cookie"]

        async def send_with_cookies(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *headers]
            await send(message)

        scope[IDENTITY] = renewed.identity
        await self._app(scope, receive, send_with_cookies)


def _expired(login: Login, now: float) -> bool:
    end = login.tokens.get("expires_at")
    return end is not None and end <= now
