"""Logins: who is logged in, kept in a cookie of his browser, for as long as it lasts."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from starlette.responses import Response
from starlette.types import Scope

from lanai.callbacks.executor import on_own_thread
from lanai.core.clock import Clock
from lanai.hosts.asgi.auth.ended import Ended
from lanai.hosts.asgi.auth.jar import Jar
from lanai.hosts.asgi.auth.seal import Seal
from lanai.session.request import Identity

COOKIE = "lanai_login"


@dataclass(frozen=True)
class Login:
    """One login of one visitor."""

    id: str = field(repr=False)
    user: str
    info: Mapping[str, Any] = field(repr=False)
    expires: float
    """When it ends: seconds since 1970."""
    began: float = 0.0
    """When it began: seconds since 1970."""
    tokens: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """The provider's: `access_token`, `refresh_token`, `expires_at` (seconds since 1970)."""

    @property
    def identity(self) -> Identity:
        """As sessions know him."""
        tokens = {name: str(self.tokens[name]) for name in _TOKENS if self.tokens.get(name)}
        return Identity(self.user, self.info, login=self.id, tokens=tokens)


_TOKENS = ("access_token", "refresh_token")


class Logins:
    """Begins, finds and ends logins. Each lasts `lifetime` s.

    The server remembers only those that ended before their time, in `folder`, so that a copy of their cookie is worth
    nothing. See `Ended`.
    """

    def __init__(
        self, clock: Clock, seal: Seal, jar: Jar, lifetime: float, folder: Path | None = None
    ) -> None:
        self._clock = clock
        self._seal = seal
        self._jar = jar
        self._lifetime = lifetime
        self._folder = folder

    @cached_property
    def _ended(self) -> Ended:
        """From the first request on: only then there is a clock."""
        return Ended(self._folder, self.now)

    @property
    def now(self) -> float:
        """Seconds since 1970."""
        return self._clock.now().timestamp()

    def find(self, scope: Scope) -> Login | None:
        """The login of whoever makes this request or holds this WebSocket; None where there is none that holds."""
        text = self._jar.read(scope, COOKIE)
        data = self._seal.open(text) if text else None
        if data is None:
            return None
        began = data.get("began", 0.0)
        login = Login(data["id"], data["user"], data["info"], data["expires"], began, data["tokens"])
        now = self.now
        return login if login.expires > now and self._ended.holds(login.id, login.began, now) else None

    def begin(
        self,
        response: Response,
        scope: Scope,
        user: str,
        info: Mapping[str, Any],
        tokens: Mapping[str, Any] | None = None,
    ) -> Login:
        """Log a visitor in, with `response`. Raises `LoginError` where a cookie cannot hold what is known of him."""
        now = max(self.now, self._ended.since)
        login = Login(secrets.token_urlsafe(16), user, info, now + self._lifetime, now, tokens or {})
        self.keep(response, scope, login)
        return login

    def keep(self, response: Response, scope: Scope, login: Login) -> None:
        """Give the browser the cookie of `login`, which is new or has changed. Raises `LoginError`."""
        data = {
            "id": login.id,
            "user": login.user,
            "info": dict(login.info),
            "expires": login.expires,
            "began": login.began,
            "tokens": dict(login.tokens),
        }
        self._jar.write(response, scope, COOKIE, self._seal.close(data), login.expires - self.now)

    async def end(self, response: Response, scope: Scope) -> Login | None:
        """Log the visitor out, with `response`. Returns the login that was his."""
        login = self.find(scope)
        if login is not None:
            await on_own_thread(self._ended.add, login.id, login.expires, self.now)
        self._jar.clear(response, scope, COOKIE)
        return login
