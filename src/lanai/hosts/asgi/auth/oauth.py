"""`/login` at an OAuth provider: the visitor goes there, and comes back with a code."""

from __future__ import annotations

import dataclasses
import hashlib
import logging
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from lanai.errors import LoginError
from lanai.hosts.asgi.auth.client import STATE, Client
from lanai.hosts.asgi.auth.jar import Jar
from lanai.hosts.asgi.auth.logins import Login, Logins
from lanai.hosts.asgi.auth.pages import HEADERS, Pages, go_to
from lanai.hosts.asgi.auth.places import local_path
from lanai.hosts.asgi.auth.seal import Seal
from lanai.hosts.asgi.visit import root_of

log = logging.getLogger("lanai")

ABSENCE = 15 * 60.0
"""Seconds that a visitor may take at the provider."""


class OAuthLogin:
    """Sends visitors to the provider and takes them in when they come back, both at the login endpoint.

    What has to be remembered meanwhile is a cookie for each departure, so that several tabs may leave at once.
    """

    def __init__(
        self, client: Client, logins: Logins, pages: Pages, seal: Seal, jar: Jar, *, home: str, back: str
    ) -> None:
        """`home` is where a visitor goes who has not asked for anything; `back` is the login endpoint's URL, or its
        path where the visitor's browser knows the rest."""
        self._client = client
        self._logins = logins
        self._pages = pages
        self._seal = seal
        self._jar = jar
        self._home = home
        self._back = back

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        comes_back = bool({"code", "error"} & set(request.query_params))
        try:
            response = await (self._arrival(request) if comes_back else self._departure(request))
        except LoginError as error:
            response = self._pages.failed(scope, str(error), 403)
        await response(scope, receive, send)

    async def refresh(self, login: Login) -> Login:
        """The login with a new access token. Raises `LoginError` where the provider gives none."""
        token = login.tokens.get("refresh_token")
        if token is None:
            raise LoginError("the provider gave no refresh token")
        tokens = await self._client.refresh(str(token))
        return dataclasses.replace(login, tokens=self._dated(tokens))

    async def _departure(self, request: Request) -> Response:
        memory: dict[str, Any] = {}
        request.scope["session"] = memory
        response = await self._client.begin(request, self._return_address(request))
        state = next(key.removeprefix(STATE) for key in memory if key.startswith(STATE))
        kept = {
            "session": memory,
            "next": local_path(request.query_params.get("next", ""), root_of(request.scope) + self._home),
            "until": self._logins.now + ABSENCE,
        }
        self._jar.write(response, request.scope, _cookie(state), self._seal.close(kept), ABSENCE)
        response.headers.update(HEADERS)
        return response

    async def _arrival(self, request: Request) -> Response:
        name = _cookie(request.query_params.get("state", ""))
        kept: dict[str, Any] = self._seal.open(self._jar.read(request.scope, name)) or {}
        if kept.get("until", 0.0) < self._logins.now:
            kept = {}
        if not kept and self._logins.find(request.scope) is not None:
            return go_to(
                root_of(request.scope) + self._home
            )  # the Back button, after a login that came to its end
        request.scope["session"] = kept.get("session", {})
        try:
            response = await self._welcome(request, kept)
        except LoginError as error:
            response = self._pages.failed(request.scope, str(error), 403)
        self._jar.clear(response, request.scope, name)
        return response

    async def _welcome(self, request: Request, kept: dict[str, Any]) -> Response:
        claims, tokens = await self._client.finish(request)
        user = self._client.user(claims)
        response = go_to(kept["next"])
        self._logins.begin(response, request.scope, user, {**claims, "user": user}, self._dated(tokens))
        log.info("%r has logged in (at the provider)", user)
        return response

    def _dated(self, tokens: dict[str, Any]) -> dict[str, Any]:
        """The tokens with the time when they expire, by the server's clock."""
        kept = {name: value for name, value in tokens.items() if name != "expires_in"}
        if "expires_in" in tokens:
            kept["expires_at"] = self._logins.now + float(tokens["expires_in"])
        return kept

    def _return_address(self, request: Request) -> str:
        if self._back.startswith("/"):
            host = request.headers.get("host", request.url.netloc)
            return f"{request.url.scheme}://{host}{root_of(request.scope)}{self._back}"
        return self._back


def _cookie(state: str) -> str:
    """The name of the cookie for one departure."""
    return f"lanai_oauth_{hashlib.sha256(state.encode()).hexdigest()[:16]}"
