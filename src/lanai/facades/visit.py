"""What `pn.state` says of the visit: how the browser asked for the page, and who does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lanai.session.current import session_or_none
from lanai.session.request import Identity, Request


class Visit:
    """The members of `pn.state` that the session's request answers. Outside a session there is nothing."""

    # -- how it was asked for -----------------------------------------------------------------------

    @property
    def session_args(self) -> Mapping[str, list[bytes]]:
        """The arguments of the URL's query; each may come several times."""
        request = self._request
        return {} if request is None else request.arguments

    @property
    def cookies(self) -> Mapping[str, str]:
        """The cookies that the browser sent."""
        request = self._request
        return {} if request is None else request.cookies

    @property
    def headers(self) -> Mapping[str, str]:
        """The HTTP headers that the browser sent."""
        request = self._request
        return {} if request is None else request.headers

    @property
    def route_params(self) -> Mapping[str, Any]:
        """What the endpoint found in the path: of '/user/{name}' the `name`, of '/page/{n:int}' a number `n`."""
        request = self._request
        return {} if request is None else request.route_params

    @property
    def app_url(self) -> str | None:
        """The path at which the browser finds this app, '/apps/sales' behind a prefix or a proxy that adds '/apps'."""
        request = self._request
        return None if request is None else request.app_url

    @property
    def base_url(self) -> str:
        """The path below which the browser finds everything of this server. It ends with '/', and is '/' alone mostly."""
        request = self._request
        return "/" if request is None else request.base_url

    @property
    def rel_path(self) -> str:
        """The way from this page to `base_url`: '' for '/app', '..' for '/user/anna'."""
        request = self._request
        return "" if request is None else request.rel_path

    # -- by whom ------------------------------------------------------------------------------------

    @property
    def user(self) -> str | None:
        """The visitor's name. None where the server asks nobody who he is."""
        identity = self._identity
        return None if identity is None else identity.user

    @property
    def user_info(self) -> Mapping[str, Any] | None:
        """What the identity provider says of the visitor. None where the server asks nobody who he is."""
        identity = self._identity
        return None if identity is None else dict(identity.info)

    @property
    def logout_url(self) -> str | None:
        """Where to send a visitor who wants to leave. None where the server asks nobody who he is."""
        request = self._request
        return None if request is None else request.logout_url

    @property
    def access_token(self) -> str | None:
        """The access token that the OAuth provider gave for the visitor, or None."""
        identity = self._identity
        return None if identity is None else identity.tokens.get("access_token")

    @property
    def refresh_token(self) -> str | None:
        """The refresh token that the OAuth provider gave for the visitor, or None."""
        identity = self._identity
        return None if identity is None else identity.tokens.get("refresh_token")

    # -- where that stands --------------------------------------------------------------------------

    @property
    def _request(self) -> Request | None:
        session = session_or_none()
        return None if session is None else session.request

    @property
    def _identity(self) -> Identity | None:
        request = self._request
        return None if request is None else request.identity
