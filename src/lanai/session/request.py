"""What the visitor's browser asked for when the session was born."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Identity:
    """Who visits, as the server's authentication found out. Two are equal that are the same user."""

    user: str
    """The name by which the app knows the visitor."""
    info: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What the identity provider says of the visitor: claims by name."""
    login: str = field(default="", repr=False, compare=False)
    """Names the login, so that sessions can end with it. '' for a guest."""
    tokens: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    """The identity provider's `access_token` and `refresh_token`, where it gave them."""


@dataclass(frozen=True)
class Request:
    """The HTTP request that created a session. Names as in Bokeh's session context."""

    uri: str = "/"
    """Path and query, as asked for."""
    path: str = "/"
    query: str = ""
    method: str = "GET"
    arguments: Mapping[str, list[bytes]] = field(default_factory=dict)
    """The query's arguments; each may come several times."""
    cookies: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    host: str = ""
    remote_ip: str = ""
    protocol: str = "http"
    identity: Identity | None = None
    """None where the server asks nobody who he is."""
    route_params: Mapping[str, Any] = field(default_factory=dict)
    """What the endpoint's path template, '/user/{name}', found in the path."""
    base_url: str = "/"
    """The path below which the browser finds everything of this server; it ends with '/'."""
    app_url: str = "/"
    """The path at which the browser finds this app."""
    logout_url: str | None = None
    """The path at which the visitor logs out. None where the server asks nobody who he is."""

    @property
    def rel_path(self) -> str:
        """The way from the page to `base_url`: '' or '..', '../..' and so on."""
        return "/".join([".."] * self.app_url.removeprefix(self.base_url).count("/"))
