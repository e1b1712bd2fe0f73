"""`/logout`: the login ends, and with it the sessions that began in it."""

from __future__ import annotations

import asyncio
import logging

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from lanai.hosts.asgi.auth.logins import Logins
from lanai.hosts.asgi.auth.pages import HEADERS, Pages, go_to
from lanai.hosts.asgi.auth.places import from_own_page
from lanai.hosts.asgi.host import Host
from lanai.hosts.asgi.visit import root_of

log = logging.getLogger("lanai")


class Logout:
    """Ends logins. The sessions' ends go on after the answer: their hooks may take a while.

    A GET asks whether the visitor wants to, since any page may send it. A POST does it, where a page of this server has
    sent it.
    """

    def __init__(self, host: Host, logins: Logins, pages: Pages, path: str) -> None:
        self._host = host
        self._logins = logins
        self._pages = pages
        self._path = path
        self._ending: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._submitted(scope) if scope["method"] == "POST" else self._question(scope)
        await response(scope, receive, send)

    def _question(self, scope: Scope) -> Response:
        login = self._logins.find(scope)
        return self._pages.logged_out(scope) if login is None else self._pages.leaving(scope, login.user)

    async def _submitted(self, scope: Scope) -> Response:
        if not from_own_page(Headers(scope=scope)):
            log.warning("Refused a logout: no page of this server has sent it")
            return PlainTextResponse("A logout has to be sent from a page of this server.", 403, HEADERS)
        response = go_to(root_of(scope) + self._path)
        login = await self._logins.end(response, scope)
        if login is not None:
            self._end_sessions(login.id)
        return response

    def _end_sessions(self, login: str) -> None:
        for session in self._host.sessions:
            identity = session.request.identity
            if identity is not None and identity.login == login:
                task = asyncio.get_running_loop().create_task(session.close("destroyed"))
                self._ending.add(task)
                task.add_done_callback(self._ending.discard)
