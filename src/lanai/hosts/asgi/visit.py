"""An HTTP request as the session will know it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from urllib.parse import parse_qs

from starlette.requests import cookie_parser
from starlette.types import Scope

from lanai.hosts.asgi.options import ServerOptions
from lanai.hosts.asgi.paths import route_path
from lanai.session.request import Identity, Request

IDENTITY = "lanai.identity"
"""The key of an ASGI scope under which authentication leaves the visitor's `Identity`."""


def identity_of(scope: Scope) -> Identity | None:
    """Who makes this request or holds this WebSocket; None where the server asks nobody."""
    found: Identity | None = scope.get(IDENTITY)
    return found


def root_of(scope: Scope) -> str:
    """What the browser has before the server's own paths: taken off by a proxy, or where it is mounted."""
    return str(scope.get("root_path", ""))


def request_of(scope: Scope, options: ServerOptions) -> Request:
    """The session's `Request` for an ASGI scope. Header names are written Like-This, as WSGI and Tornado do.

    Of headers and cookies it has those that `options` show to apps.
    """
    headers = {_title(name): value.decode("latin-1") for name, value in scope["headers"]}
    cookies = cookie_parser(headers.get("Cookie", ""))
    host = headers.get("Host", "")
    query = scope["query_string"].decode("latin-1")
    path, root = scope["path"], root_of(scope)
    client = scope.get("client")
    if options.selects_cookies:
        headers.pop("Cookie", None)  # it would tell them all
    return Request(
        uri=f"{path}?{query}" if query else path,
        path=path,
        query=query,
        method=scope["method"],
        arguments=_arguments(query),
        cookies=_kept(cookies, options.include_cookies, options.exclude_cookies, str),
        headers=_kept(headers, options.include_headers, options.exclude_headers, str.lower),
        host=host,
        remote_ip=client[0] if client else "",
        protocol=scope["scheme"],
        identity=identity_of(scope),
        route_params=dict(scope.get("path_params", {})),
        base_url=f"{root}{options.prefix}/",
        app_url=f"{root}{route_path(scope)}",
        logout_url=None if options.auth is None else f"{root}{options.prefix}{options.auth.logout}",
    )


def _kept(
    pairs: dict[str, str],
    include: tuple[str, ...] | None,
    exclude: tuple[str, ...],
    written: Callable[[str], str],
) -> dict[str, str]:
    """The pairs whose names, as `written`, are among `include` (None: all are) and not among `exclude`."""
    if include is None and not exclude:
        return pairs
    shown = None if include is None else set(map(written, include))
    hidden = set(map(written, exclude))
    return {
        name: value
        for name, value in pairs.items()
        if (shown is None or written(name) in shown) and written(name) not in hidden
    }


def _arguments(query: str) -> dict[str, list[bytes]]:
    """The query's arguments; values stay bytes, for the app to decode. Empty ones are kept."""
    if not query:
        return {}
    pairs = parse_qs(query, keep_blank_values=True, encoding="utf-8", errors="surrogateescape")
    return {
        name.encode(errors="surrogateescape").decode(errors="replace"): [
            value.encode(errors="surrogateescape") for value in values
        ]
        for name, values in pairs.items()
    }


@lru_cache(maxsize=256)
def _title(name: bytes) -> str:
    return "-".join(word.capitalize() for word in name.decode("latin-1").split("-"))
