"""Everything that logins need, put together for one server."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from lanai.core.clock import Handle
from lanai.errors import UsageError
from lanai.hosts.asgi.auth.attempts import Attempts
from lanai.hosts.asgi.auth.basic import BasicLogin
from lanai.hosts.asgi.auth.client import Client
from lanai.hosts.asgi.auth.ended import default_folder
from lanai.hosts.asgi.auth.guard import Guard, Refresh
from lanai.hosts.asgi.auth.jar import Jar
from lanai.hosts.asgi.auth.logins import Logins
from lanai.hosts.asgi.auth.logout import Logout
from lanai.hosts.asgi.auth.oauth import OAuthLogin
from lanai.hosts.asgi.auth.options import AuthOptions, OAuthOptions
from lanai.hosts.asgi.auth.pages import Pages
from lanai.hosts.asgi.auth.passwords import Passwords
from lanai.hosts.asgi.auth.seal import Encrypted, Seal, Signed
from lanai.hosts.asgi.auth.templates import Templates
from lanai.hosts.asgi.host import Host

log = logging.getLogger("lanai")

NOT_LOGGED_IN = "not-logged-in"
"""The code under which the host counts who is turned away."""


class Access:
    """The logins of a server: the routes at which they begin and end, and the guard before the rest.

    Raises `UsageError` for endpoints that an app has as well and broken templates, and `MissingDependency`.
    """

    def __init__(self, host: Host, options: AuthOptions) -> None:
        for endpoint in (options.login, options.logout):
            if endpoint in host.apps:
                raise UsageError(f"An app and a page of the logins are both at {endpoint}: rename one.")
        if options.cookie_secret is None:
            log.warning(
                "There is no cookie secret, so all logins end with this server. `lanai secret` makes one."
            )
        self._host = host
        self._options = options
        self._key = options.key()
        self._login, self._home = host.url(options.login), host.url("/")
        self._pages = Pages(
            Templates(options.templates),
            host.options.title or "this server",
            login=self._login,
            logout=host.url(options.logout),
            home=self._home,
        )
        self._refresh: Refresh | None = None
        secure = options.oauth is not None and options.oauth.redirect_uri.startswith("https:")
        self._jar = Jar(options.cookie_path, secure)
        seal = self._seal("lanai.login")
        folder = options.logouts
        if folder is None and options.cookie_secret is not None:
            folder = default_folder(self._key)
        self._logins = Logins(_HostClock(host), seal, self._jar, options.lifetime, host.aside, folder)
        self._endpoint = self._make_endpoint()

    def routes(self) -> list[BaseRoute]:
        """Login and logout."""
        logout = Logout(self._host, self._logins, self._pages, self._host.url(self._options.logout))
        return [
            Route(self._login, self._endpoint, methods=["GET", "POST"]),
            Route(self._host.url(self._options.logout), logout, methods=["GET", "POST"]),
        ]

    def guard(self, app: ASGIApp) -> Guard:
        """`app` behind a guard."""
        return Guard(
            app,
            self._logins,
            login=self._login,
            is_open=self._is_open(),
            for_guests=self._for_guests,
            has_guests=self._options.optional or bool(self._options.guest_endpoints),
            refused=self._refused,
            refresh=self._refresh,
        )

    def _make_endpoint(self) -> ASGIApp:
        if self._options.oauth is not None:
            return self._at_provider(self._options.oauth)
        passwords = self._options.passwords or Passwords({})
        return BasicLogin(
            passwords,
            self._logins,
            Attempts(_HostClock(self._host)),
            self._pages,
            self._home,
            self._host.aside,
        )

    def _at_provider(self, oauth: OAuthOptions) -> OAuthLogin:
        known = oauth.redirect_uri
        back = (
            (known.rstrip("/") + self._login if urlsplit(known).path in ("", "/") else known) if known else ""
        )
        endpoint = OAuthLogin(
            Client(oauth),
            self._logins,
            self._pages,
            self._seal("lanai.departure"),
            self._jar,
            home=self._home,
            back=back or self._login,
        )
        if oauth.refresh_tokens:
            self._refresh = endpoint.refresh
        return endpoint

    def _seal(self, purpose: str) -> Seal:
        """What is known from a provider is not for everybody's eyes; a user name is."""
        oauth = self._options.oauth
        if oauth is None:
            return Signed(self._key, purpose)
        return Encrypted(self._key + oauth.encryption_key, purpose)

    def _is_open(self) -> Callable[[str], bool]:
        """By path: whether it needs no login."""
        host, options = self._host, self._host.options
        others = [options.liveness, options.metrics if options.metrics_token else None]
        folders = (host.static(""), host.bokeh(""))
        pages = {self._login, host.url(self._options.logout)} | {host.url(path) for path in others if path}
        if options.rest_provider and options.rest_token:  # that is the programs' login
            rest = host.url(options.rest_endpoint)
            return lambda path: path in pages or path.startswith(folders) or path.rpartition("/")[0] == rest
        return lambda path: path in pages or path.startswith(folders)

    def _for_guests(self, path: str) -> bool:
        below = path.removeprefix(self._host.options.prefix) or "/"
        return self._options.optional or below in self._options.guest_endpoints

    def _refused(self) -> None:
        self._host.refusals[NOT_LOGGED_IN] += 1


class _HostClock:
    """The clock of a server, which has it from its start on."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def monotonic(self) -> float:
        return self._host.clock.monotonic()

    def now(self) -> dt.datetime:
        return self._host.clock.now()

    def call_at(self, when: float, callback: Callable[[], object]) -> Handle:
        return self._host.clock.call_at(when, callback)
