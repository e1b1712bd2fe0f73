"""Who is behind a request that changes something: a page of this server, a foreign page, or a program.

A foreign page can make a visitor's browser send requests here, with his cookies (cross-site request forgery). Browsers
say in headers that no page can forge where a request comes from.
"""

from __future__ import annotations

import enum
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from lanai.hosts.asgi.origins import Origins

READS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
"""Methods by which nothing of ours is changed: a link, a picture or a redirect sends them from anywhere."""


class Sender(enum.Enum):
    """Who sends a request."""

    OWN = "a page of this server, or of an origin that it lists"
    FOREIGN = "a page of another origin"
    PROGRAM = "no page: none of the headers is there that browsers send"


def sender_of(headers: Headers, origins: Origins) -> Sender:
    """Who is behind a request with these headers. `origins` lists whose pages count as the server's own.

    `Sec-Fetch-Site` is believed first: it is right behind a proxy that changes `Host` too. Browsers leave it out where a
    page came by plain http from another machine; then `Origin` decides, and where that is missing as well, `Referer`.
    Browsers send `Origin` with every request that changes something, if only as 'null', which is foreign.
    """
    site, origin, host = headers.get("sec-fetch-site"), headers.get("origin"), headers.get("host", "")
    if site == "same-origin":
        return Sender.OWN
    if site not in (None, "none"):
        return Sender.OWN if origin is not None and origins.lists(origin) else Sender.FOREIGN
    if origin is None:
        origin = _origin_of(headers.get("referer"))
    if origin is not None:
        return Sender.OWN if origins.is_own(origin, host) or origins.lists(origin) else Sender.FOREIGN
    return Sender.PROGRAM if site is None else Sender.OWN


def _origin_of(referer: str | None) -> str | None:
    """The origin of the page whose address this is; None without one. What cannot be read is nobody's origin."""
    if referer is None:
        return None
    try:
        parts = urlsplit(referer)
    except ValueError:
        return "null"
    return f"{parts.scheme}://{parts.netloc}"
