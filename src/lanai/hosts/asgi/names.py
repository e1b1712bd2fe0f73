"""Host names: under which names a browser may ask this server.

A page of another site can have its own name lead to this machine (DNS rebinding); its scripts could then read what
the server answers, since to the browser it is one site. Such a request names the other site in `Host`.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterable
from fnmatch import fnmatchcase

from lanai.hosts.asgi.origins import ANY, listed_place

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_HOST = re.compile(r"(?:([a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?)\.?|\[([0-9a-f:.]+)\])(?::\d{0,5})?", re.ASCII)


class HostNames:
    """Decides by the `Host` header of a request.

    `address` is where the server listens, None where that is not known; `listed` are the WebSocket origins. A server
    that listens on the loopback, or has a list, answers to `localhost`, its address, the machine's name and the
    names on the list; others answer to every name. Numeric addresses lead nowhere else, so they always may. '*' lists
    every name.
    """

    def __init__(self, address: str | None = None, listed: Iterable[str] = ()) -> None:
        places = [listed_place(text) for text in listed]
        self._patterns = [place.host for place in places]
        self._own = {"localhost", socket.gethostname().lower(), (address or "localhost").lower()}
        known_by_all = address is None or not is_loopback(address)
        self._any = (ANY, None) in places or (known_by_all and not places)

    def allow(self, name: str) -> bool:
        """Whether the server answers to `name`, as `name_of` gives it."""
        return self._any or self.knows(name)

    def knows(self, name: str) -> bool:
        """Whether `name` is surely the server's own, and no foreign one that leads here."""
        if name in self._own or is_loopback(name) or address_of(name) is not None:
            return True
        return any(fnmatchcase(name, pattern) for pattern in self._patterns if pattern != ANY)


def name_of(host: str) -> str | None:
    """The name or numeric address in a `Host` header, in lower case without port; None where it holds none."""
    found = _HOST.fullmatch(host.lower())
    return None if found is None else found[1] or found[2]


def is_loopback(name: str) -> bool:
    """Whether a name or address leads to this machine only."""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    address = address_of(name)
    return address is not None and address.is_loopback


def address_of(text: str) -> Address | None:
    """The numeric address that a text is, else None. One of IPv4 may be written as one of IPv6: '::ffff:192.0.2.1'."""
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
