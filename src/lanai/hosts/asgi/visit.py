"""An HTTP request as the session will know it."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import parse_qs

from starlette.requests import cookie_parser
from starlette.types import Scope

from lanai.session.request import Identity, Request

IDENTITY = "lanai.identity"
"""The key of an ASGI scope under which authentication leaves the visitor's `Identity`."""


def identity_of(scope: Scope) -> Identity | None:
    """Who makes this request or holds this WebSocket; None where the server asks nobody."""
    found: Identity | None = scope.get(IDENTITY)
    return found


def request_of(scope: Scope) -> Request:
    """The session's `Request` for an ASGI scope. Header names are written Like-This, as WSGI and Tornado do."""
    headers = {_title(name): value.decode("latin-1") for name, value in scope["headers"]}
    query = scope["query_string"].decode("latin-1")
    path = scope["path"]
    client = scope.get("client")
    return Request(
        uri=f"{path}?{query}" if query else path,
        path=path,
        query=query,
        method=scope["method"],
        arguments=_arguments(query),
        cookies=cookie_parser(headers.get("Cookie", "")),
        headers=headers,
        host=headers.get("Host", ""),
        remote_ip=client[0] if client else "",
        protocol=scope["scheme"],
        identity=identity_of(scope),
        route_params={name: str(value) for name, value in scope.get("path_params", {}).items()},
    )


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
