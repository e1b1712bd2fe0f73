"""`/logout`: the login ends, and with it the sessions that began in it."""

from __future__ import annotations

import asyncio

from starlette.types import Receive, Scope, Send

from lanai.hosts.asgi.auth.logins import Logins
from lanai.hosts.asgi.auth.pages import Pages
from lanai.hosts.asgi.host import Host


class Logout:
    """Ends logins. The sessions' ends go on after the answer: their hooks may take a while."""

    def __init__(self, host: Host, logins: Logins, pages: Pages) -> None:
        self._host = host
        self._logins = logins
        self._pages = pages
        self._ending: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = self._pages.logged_out(scope)
        login = self._logins.end(response, scope)
        if login is not None:
            self._end_sessions(login.id)
        await response(scope, receive, send)

    def _end_sessions(self, login: str) -> None:
        for session in self._host.sessions:
            identity = session.request.identity
            if identity is not None and identity.login == login:
                task = asyncio.get_running_loop().create_task(session.close("destroyed"))
                self._ending.add(task)
                task.add_done_callback(self._ending.discard)
