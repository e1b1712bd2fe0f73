"""`/login` with user and password."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from lanai.callbacks.executor import on_own_thread
from lanai.hosts.asgi.auth.attempts import Attempts
from lanai.hosts.asgi.auth.logins import Logins
from lanai.hosts.asgi.auth.pages import HEADERS, Pages, go_to
from lanai.hosts.asgi.auth.passwords import Passwords
from lanai.hosts.asgi.auth.places import from_foreign_page, local_path
from lanai.hosts.asgi.visit import root_of

log = logging.getLogger("lanai")

LARGEST = 16 * 1024
"""Bytes of a form."""
LONGEST_NAME = 256
MOST_FIELDS = 20


class BasicLogin:
    """Shows the form and takes it in. `home` is where a visitor goes who has not asked for anything."""

    def __init__(
        self, passwords: Passwords, logins: Logins, attempts: Attempts, pages: Pages, home: str
    ) -> None:
        self._passwords = passwords
        self._logins = logins
        self._attempts = attempts
        self._pages = pages
        self._home = home

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if scope["method"] == "POST":
            response = await self._submitted(request)
        else:
            response = self._pages.login(scope, self._next(scope, request.query_params))
        await response(scope, receive, send)

    def _next(self, scope: Scope, fields: Mapping[str, str]) -> str:
        """Where the visitor wants to go."""
        return local_path(fields.get("next", ""), root_of(scope) + self._home)

    async def _submitted(self, request: Request) -> Response:
        if from_foreign_page(request.headers):
            log.warning("Refused a login: the form came from another site's page")
            return PlainTextResponse(
                "The form has to be sent from the login page of this server.", 403, HEADERS
            )
        form = await _form(request)
        if form is None:
            return PlainTextResponse("The form is too large.", 413, HEADERS)
        next = self._next(request.scope, form)
        address = request.client.host if request.client else ""
        pause = self._attempts.wait(address)
        if pause > 0:
            return self._too_often(request.scope, next, form.get("username", ""), pause)
        return await self._attempt(request.scope, form, next, address)

    async def _attempt(self, scope: Scope, form: Mapping[str, str], next: str, address: str) -> Response:
        user, password = form.get("username", "").strip(), form.get("password", "")
        self._attempts.begin(address)
        known = 0 < len(user) <= LONGEST_NAME and user.isprintable()
        if not known or not await on_own_thread(self._passwords.check, user, password):
            log.info("A login failed (from %s)", address)
            return self._pages.login(
                scope, next, user[:LONGEST_NAME], "This username and password do not match.", 401
            )
        self._attempts.succeeded(address)
        response = go_to(next)
        self._logins.begin(response, scope, user, {"user": user, "username": user})
        log.info("%r has logged in (from %s)", user, address)
        return response

    def _too_often(self, scope: Scope, next: str, user: str, pause: float) -> Response:
        seconds = math.ceil(pause)
        wait = f"{seconds} s" if seconds < 90 else f"{math.ceil(seconds / 60)} minutes"
        error = f"Too many attempts. Try again in {wait}."
        response = self._pages.login(scope, next, user[:LONGEST_NAME], error, 429)
        response.headers["retry-after"] = str(seconds)
        return response


async def _form(request: Request) -> Mapping[str, str] | None:
    """The fields of a form; None where it is too large. What is no form has no fields."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return None
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return MappingProxyType({})
    return dict(pairs)
