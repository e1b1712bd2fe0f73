"""What a browser asks for when it opens a page, and which app answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from lanai.errors import TestingError
from lanai.session.request import Identity, Request

HOST = "testserver"

_PARAMETER = re.compile(r"\{(\w+)\}")


def endpoint_of(name: str) -> str:
    """The path of an app from its name in a dict of apps."""
    return "/" + name.strip("/")


def request_for(
    url: str,
    *,
    query: Mapping[str, Any] | None = None,
    cookies: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
    identity: Identity | None = None,
) -> Request:
    """The request for `url`, a path with or without a query; `query` is added."""
    parts = urlsplit(url)
    text = "&".join(each for each in (parts.query, urlencode(query or {}, doseq=True)) if each)
    arguments = {
        name: [value.encode() for value in values]
        for name, values in parse_qs(text, keep_blank_values=True).items()
    }
    path = parts.path or "/"
    sent = {name.lower(): value for name, value in (headers or {}).items()}
    if cookies:
        sent.setdefault("cookie", "; ".join(f"{name}={value}" for name, value in cookies.items()))
    return Request(
        uri=f"{path}?{text}" if text else path,
        path=path,
        query=text,
        arguments=arguments,
        cookies=dict(cookies or {}),
        headers=sent,
        host=HOST,
        identity=identity,
        app_url=path,
    )


def kept_of(request: Request) -> dict[str, Any]:
    """What of a request comes again when the page is loaded again: options of `request_for`."""
    return {"cookies": request.cookies, "headers": request.headers, "identity": request.identity}


def find_app(endpoints: Iterable[str], path: str) -> tuple[str, dict[str, str]]:
    """The endpoint that answers `path`, and what its template, such as '/user/{name}', found there.

    Raises `TestingError` that lists the endpoints.
    """
    known = list(endpoints)
    wanted = endpoint_of(path)
    if wanted in known:
        return wanted, {}
    for endpoint in known:
        pattern = "".join(_pattern(part) for part in re.split(r"(\{\w+\})", endpoint))
        found = re.fullmatch(pattern, wanted)
        if found is not None and "{" in endpoint:
            return endpoint, found.groupdict()
    raise TestingError(f"There is no app at {path!r}. There are: {', '.join(known)}.")


def _pattern(part: str) -> str:
    parameter = _PARAMETER.fullmatch(part)
    return re.escape(part) if parameter is None else f"(?P<{parameter[1]}>[^/]+)"
