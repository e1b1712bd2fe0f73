"""Where a visitor may be sent, and where a form may come from."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from lanai.hosts.asgi.csrf import Sender, sender_of
from lanai.hosts.asgi.origins import Origins
from lanai.hosts.asgi.paths import route_path
from lanai.hosts.asgi.visit import root_of

PATH = "/:@!$&'()*+,;=~"
"""What stands in a path as it is."""

HERE = Origins()
"""Allows the server's own origin, which has no exceptions here: only its own page may log a visitor in."""


def local_path(text: str, otherwise: str) -> str:
    """`text` where it is a path on this server, else `otherwise`: nobody is sent to a foreign page by a link here."""
    # Browsers read '\' as '/' and leave out tabs and line ends: '/\t/evil.example' is another server.
    if not text.startswith("/") or text.startswith("//") or "\\" in text or not text.isprintable():
        return otherwise
    try:
        parts = urlsplit(text)
    except ValueError:
        return otherwise
    return otherwise if parts.scheme or parts.netloc else text


def asked_for(scope: Scope) -> str:
    """Path and query of a request, as the browser has them."""
    path = quote(root_of(scope) + route_path(scope), safe=PATH)
    query: bytes = scope["query_string"]
    return f"{path}?{query.decode('latin-1')}" if query else path


def from_foreign_page(headers: Headers) -> bool:
    """Whether a form was sent from a page of another origin. A program leaves out all that would tell."""
    return sender_of(headers, HERE) is Sender.FOREIGN


def from_own_page(headers: Headers) -> bool:
    """Whether a page of this server has surely sent a form."""
    return sender_of(headers, HERE) is Sender.OWN
