"""HTTP requests that a browser might send, and that no browser would."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from tests.fuzz.arena import Arena

METHODS = (
    "GET",
    "GET",
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "OPTIONS",
    "PATCH",
    "TRACE",
    "get",
    "X" * 50,
    "",
)
PARTS = (
    "everything", "linked", "_lanai", "static", "bokeh", "ws", "files", "3.9.2", "bokeh-3.9.2.min.js", "bokeh.min.js",
    "manifest.json", "..", ".", "", ".env", ".git", "%2e%2e", "%2f", "%5c..", "%00", "\\..\\", "etc", "passwd", "ü",
    "a" * 300, "a.txt", "deep", "liveness", "metrics", "index.html", "{file}", "~", "C:", "%ff",
)  # fmt: skip
HEADERS = (
    "host", "origin", "cookie", "accept-encoding", "range", "if-none-match", "if-modified-since", "if-range",
    "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-prefix", "content-length", "content-type",
    "authorization", "accept-language", "sec-fetch-site", "upgrade", "x",
)  # fmt: skip
VALUES = (
    "", "localhost", "localhost:5006", "evil.example", "[::1]:80", "[", ":", "a b", "bytes=0-1", "bytes=-5", "bytes=9-1",
    "bytes=0-1,2-3,x", "gzip", "gzip;q=0", "br;q=x,*;q=", "*", "a=b; c=d; a=e", "=;=;", '"', '"x"', "W/", "http", "https",
    "javascript", "/pre", "//evil", "/../..", "1.2.3.4", "1.2.3.4, 5.6.7.8", "unknown", "::1", "Basic Og==", "Basic x",
    "Bearer", "Thu, 01 Jan 1970 00:00:00 GMT", "\xff\xfe", "9" * 50, "-1", "x" * 5000, "multipart/form-data; boundary=",
)  # fmt: skip
QUERIES = (b"", b"a=1", b"a=%ff&b", b"&&==&", b"a=" + b"x" * 5000, b"\xff\xfe", b"%zz=%", b"a=1;b=2")
TRUST = ("127.0.0.1",)
REQUIRED = ("x-content-type-options", "content-security-policy", "referrer-policy")
OF_DOCUMENTS = ("permissions-policy",)
OF_PAGES = ("text/javascript", "text/css", "font/")  # of a page: no documents
ALLOWED = {
    200,
    204,
    206,
    301,
    302,
    303,
    304,
    307,
    308,
    400,
    401,
    403,
    404,
    405,
    413,
    415,
    416,
    421,
    422,
    429,
    503,
}
"""What may be answered: 5xx only where there is no room."""


def made(chance: random.Random) -> dict[str, Any]:
    """The scope of a request."""
    path = "/" + "/".join(chance.choice(PARTS) for _ in range(chance.randrange(5)))
    headers = [(b"host", b"localhost:5006")] if chance.random() < 0.8 else []
    headers += [
        (chance.choice(HEADERS).encode(), chance.choice(VALUES).encode("latin-1"))
        for _ in range(chance.randrange(4))
    ]
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": chance.choice(("1.0", "1.1", "2")),
        "method": chance.choice(METHODS),
        "path": unquote(path, errors="replace") if chance.random() < 0.8 else path,
        "raw_path": path.encode(),
        "query_string": chance.choice(QUERIES),
        "root_path": "",
        "scheme": "http",
        "client": chance.choice((("127.0.0.1", 1), ("10.0.0.1", 2), None)),
        "server": ("127.0.0.1", 5006),
        "headers": headers,
    }


async def answer(arena: Arena, scope: dict[str, Any], body: bytes = b"") -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of the answer to one request. Raises what left the application."""
    events: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(event: Any) -> None:
        events.append(event)

    await arena.application(scope, receive, send)
    start, *rest = events
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in start["headers"]}
    return start["status"], headers, b"".join(event.get("body", b"") for event in rest)


def missing(headers: Mapping[str, str]) -> set[str]:
    """The headers that an answer should have had."""
    part = headers.get("content-type", "").startswith(OF_PAGES)
    return {*REQUIRED, *(() if part else OF_DOCUMENTS)} - set(headers)


async def send_requests(arena: Arena, chance: random.Random, count: int) -> Counter[int]:
    """Send so many requests and look at each answer. Returns how often each status came.

    Sessions that they made are closed.
    """
    statuses: Counter[int] = Counter()
    known = set(arena.sessions)
    for _ in range(count):
        scope = made(chance)
        status, headers, _ = await answer(arena, scope, chance.choice((b"", b"x" * 1000, b"a=1", b"{")))
        assert status in ALLOWED, (status, scope)
        assert not missing(headers), (headers, scope)
        statuses[status] += 1
        for session in set(arena.sessions) - known:
            await session.close()
    return statuses
