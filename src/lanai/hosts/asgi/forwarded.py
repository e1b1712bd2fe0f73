"""Forwarded headers: what a proxy says about the request it passes on, where that proxy is trusted.

This is the one place that decides. Behind it, the scope's `client`, `scheme` and `Host` header are the visitor's
own, and the path that the proxy has taken off is back in `path` and `root_path`. Anybody may send these headers: from
a peer that is not listed they mean nothing.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from types import MappingProxyType

from starlette.datastructures import Headers
from starlette.types import Scope

from lanai.errors import UsageError
from lanai.hosts.asgi.names import address_of, name_of

ANY = "*"
SCHEMES = ("http", "https")
SECURE = MappingProxyType({"http": "ws", "https": "wss"})

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class TrustedProxies:
    """`listed` holds addresses and networks: '10.0.0.7', '10.0.0.0/8', '::1', or '*'. Raises `UsageError` for others."""

    def __init__(self, listed: Iterable[str] = ()) -> None:
        words = list(listed)
        self._any = ANY in words
        self._networks = [_network(word) for word in words if word != ANY]

    def trust(self, address: str) -> bool:
        """Whether the peer at that address is one of them."""
        if self._any:
            return True
        found = address_of(address)
        return found is not None and any(found in network for network in self._networks)

    def applied(self, scope: Scope) -> Scope:
        """The scope as the visitor's own request would be: another one where the peer is a trusted proxy."""
        client = scope.get("client")
        if not (self._any or self._networks) or client is None or not self.trust(client[0]):
            return scope
        headers = Headers(scope=scope)
        changed = dict(scope)
        if visitor := self._visitor(_words(headers, "x-forwarded-for")):
            changed["client"] = (visitor, 0)
        if (scheme := _first(headers, "x-forwarded-proto").lower()) in SCHEMES:
            changed["scheme"] = SECURE[scheme] if scope["type"] == "websocket" else scheme
        if name_of(host := _first(headers, "x-forwarded-host")) is not None:
            others = [pair for pair in scope["headers"] if pair[0] != b"host"]
            changed["headers"] = [*others, (b"host", host.encode("latin-1"))]
        if prefix := _prefix(_first(headers, "x-forwarded-prefix")):
            changed["root_path"] = prefix + scope.get("root_path", "")
            changed["path"] = prefix + scope["path"]
        return changed

    def _visitor(self, hops: list[str]) -> str | None:
        """The nearest address that is no trusted proxy; what stands before it, the visitor may have made up."""
        found = None
        for hop in reversed(hops):
            address = address_of(_without_port(hop))
            if address is None:
                return found
            found = str(address)
            if not self.trust(found):
                return found
        return found


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise UsageError(
            f"Expected a proxy's address such as '10.0.0.7', a network such as '10.0.0.0/8', or '*', got {text!r}."
        ) from None


def _words(headers: Headers, name: str) -> list[str]:
    return [word.strip() for line in headers.getlist(name) for word in line.split(",") if word.strip()]


def _first(headers: Headers, name: str) -> str:
    return next(iter(_words(headers, name)), "")


def _without_port(hop: str) -> str:
    """'192.0.2.1:80' and '[2001:db8::1]:80' without port."""
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop


def _prefix(text: str) -> str:
    """'/a/b' of '/a/b/'; nothing of what is no path or would lead to another host."""
    path = text.strip("/")
    if not text.startswith("/") or text.startswith("//") or not path.isascii() or not path.isprintable():
        return ""
    return f"/{path}" if path and not set(path) & set("?#\"'<>\\ ;,") and ".." not in path else ""
