"""Origins: which pages may connect a WebSocket to this server.

A browser sends the origin of the page with every WebSocket handshake, and no page can forge it. So a foreign
page cannot act as the visitor, whatever it makes the visitor's browser do.
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import urlsplit

from lanai.errors import UsageError

ANY = "*"
DEFAULT_PORTS = MappingProxyType({"http": 80, "ws": 80, "https": 443, "wss": 443})


class Place(NamedTuple):
    """A host and a port, None where a listed origin names none."""

    host: str
    port: int | None


class Origins:
    """Decides by the handshake's `Origin` and `Host`.

    `listed` holds hosts beside the server's own: 'example.com', 'example.com:8080', 'https://example.com',
    '*.example.com', or '*' for any. Without a port the default ports are meant. Raises `UsageError` for others.
    """

    def __init__(self, listed: Iterable[str] = ()) -> None:
        self._listed = [listed_place(text) for text in listed]

    @property
    def open_to_all(self) -> bool:
        """Whether any page of the web may connect."""
        return any(place == (ANY, None) for place in self._listed)

    def allow(self, origin: str | None, host: str) -> bool:
        """Whether a page of `origin` may connect to the server that the handshake calls `host`.

        Only programs leave the origin out: no browser does, so there is no visitor to be tricked.
        """
        if origin is None or self.open_to_all:
            return True
        return self.is_own(origin, host) or self.lists(origin)

    def is_own(self, origin: str, host: str) -> bool:
        """Whether `origin` is that of the server which the request calls `host`."""
        place = _place(origin)
        return place is not None and place == _place(f"{urlsplit(origin).scheme}://{host}")

    def lists(self, origin: str) -> bool:
        """Whether `origin` is listed by its name. '*' names nobody."""
        place = _place(origin)
        if place is None:
            return False
        scheme = urlsplit(origin).scheme.lower()
        return any(_matches(place, listed, scheme) for listed in self._listed if listed.host != ANY)


def _place(origin: str) -> Place | None:
    """Host and port of an origin; None for what is none, as the 'null' of a sandboxed page."""
    try:
        parts = urlsplit(origin)
        port = parts.port
    except ValueError:
        return None
    default = DEFAULT_PORTS.get(parts.scheme.lower())
    if default is None or not parts.hostname:
        return None
    return Place(parts.hostname, default if port is None else port)


def listed_place(text: str) -> Place:
    """The place that a listed origin names. Raises `UsageError` for what is none."""
    if text == ANY:
        return Place(ANY, None)
    scheme, mark, rest = text.rpartition("://")
    try:
        parts = urlsplit(f"//{rest}")
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    known = not mark or scheme.lower() in DEFAULT_PORTS
    if not known or not parts.hostname or parts.path not in ("", "/") or parts.query or "@" in rest:
        raise UsageError(
            f"Expected a WebSocket origin such as 'example.com' or 'example.com:8080', got {text!r}."
        )
    if port is None and mark:
        port = DEFAULT_PORTS[scheme.lower()]
    return Place(parts.hostname, port)


def _matches(place: Place, listed: Place, scheme: str) -> bool:
    port = DEFAULT_PORTS[scheme] if listed.port is None else listed.port
    return place.port == port and fnmatchcase(place.host, listed.host)
