"""Requests that are not let in: who is asked, how it is counted, and the page that says why."""

from __future__ import annotations

import logging
from html import escape
from string import printable
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from lanai.hosts.asgi.csrf import READS, Sender, sender_of
from lanai.hosts.asgi.host import Host
from lanai.hosts.asgi.html import notice
from lanai.hosts.asgi.limits import visitor_of
from lanai.hosts.asgi.names import name_of

log = logging.getLogger("lanai")

RETRY = 5
"""Seconds after which a visitor for whom there was no room is asked to come again."""


THREADS_NEEDED = frozenset({"callback", "hook", "page"})
"""What a visitor needs threads for: without them his page, or what he does there, would hang."""
FOREIGN = "foreign-origin"
"""The code under which the host counts foreign pages."""

LONGEST_PATH = 4000
"""Characters of a path. Python reads no number of more digits, and a path may hold one, '/page/{n:int}'."""


class Gate:
    """An ASGI layer: lets requests in that name this server and a place there, as many as there is room for.

    What could change something is let in from no foreign page, whatever route it is for.
    """

    def __init__(self, app: ASGIApp, host: Host) -> None:
        self._app = app
        self._host = host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = (
            wrong_host(self._host, scope) or _wrong_path(self._host, scope) or _foreign(self._host, scope)
        )
        if refusal is not None:
            await refusal(scope, receive, send)
        elif not self._host.requests.enter():
            await too_many(self._host, "too-many-requests", 503)(scope, receive, send)
        else:
            try:
                await self._app(with_ascii_query(scope), receive, send)
            finally:
                self._host.requests.leave()


def with_ascii_query(scope: Scope) -> Scope:
    """The scope with its query as a URL has it: what came as other bytes, escaped. Starlette expects UTF-8."""
    query = scope["query_string"]
    return scope if query.isascii() else {**scope, "query_string": quote(query, safe=printable).encode()}


def _foreign(host: Host, scope: Scope) -> Response | None:
    """The answer to a request by which a foreign page would change something; None to others."""
    if scope["method"] in READS:
        return None
    headers = Headers(scope=scope)
    if sender_of(headers, host.origins) is not Sender.FOREIGN:
        return None
    host.refusals[FOREIGN] += 1
    log.warning(
        "Refused a request that would change something: a page of %r sent it. If that page is yours, allow it with "
        "--allow-websocket-origin or pn.serve(websocket_origin=...).",
        headers.get("origin"),
    )
    return PlainTextResponse(
        "A page of another origin may not change anything here. A page of your own that this server does not know is "
        "allowed with --allow-websocket-origin.\n",
        403,
        {"cache-control": "no-store"},
    )


def _wrong_path(host: Host, scope: Scope) -> Response | None:
    """The answer to a request for a path that no app has; None to others."""
    if len(scope["path"]) <= LONGEST_PATH:
        return None
    host.refusals["path-too-long"] += 1
    return HTMLResponse(notice("This address is too long.", "<p>Look whether it is right.</p>\n"), 414)


def wrong_host(host: Host, scope: Scope) -> Response | None:
    """The answer to a request under a name that is not this server's; None to others.

    A request without `Host` may pass: browsers send it, and only they can be tricked.
    """
    given = Headers(scope=scope).getlist("host")
    if not given:
        return None
    name = name_of(given[0]) if len(given) == 1 else None
    if name is None:
        host.refusals["bad-host"] += 1
        text = "<p>The request does not say in a readable way which server it is for.</p>\n"
        return HTMLResponse(notice("This request cannot be understood.", text), 400)
    if host.names.allow(name):
        return None
    host.refusals["foreign-host"] += 1
    log.warning(
        "Refused a request for the host %r. If that is a name of this server, allow it with "
        "--allow-websocket-origin or pn.serve(websocket_origin=...).",
        name,
    )
    text = (
        f"<p>This server does not know that it is <strong>{escape(name)}</strong>, and so does not answer to that name. "
        f"If it is yours, start it with <code>--allow-websocket-origin {escape(name)}</code>.</p>\n"
    )
    return HTMLResponse(notice("This is another server.", text), 421)


def no_room(host: Host, scope: Scope) -> Response | None:
    """The answer to a visitor for whose session there is no room; None where there is."""
    options = host.options
    if not THREADS_NEEDED.isdisjoint(host.workers.full):
        return too_many(host, "no-threads", 503)
    if options.max_sessions and host.sessions.visitors >= options.max_sessions:
        return too_many(host, "too-many-sessions", 503)
    client = scope.get("client")
    if options.max_sessions_per_client and client is not None:
        visitor = visitor_of(client[0])
        present = sum(visitor_of(session.request.remote_ip) == visitor for session in host.sessions.seen)
        if present >= options.max_sessions_per_client:
            return too_many(host, "too-many-sessions-of-client", 429)
    return None


def too_many(host: Host, code: str, status: int) -> Response:
    """Count a refusal, and ask the visitor to come again."""
    host.refusals[code] += 1
    log.info("refused a request (%s)", code)
    title, text = (
        (
            "There are too many pages open.",
            "<p>Close some of them, wait a moment, and load this page again.</p>\n",
        )
        if status == 429
        else ("This server is full.", "<p>Wait a moment, and load this page again.</p>\n")
    )
    return HTMLResponse(notice(title, text), status, {"retry-after": str(RETRY), "cache-control": "no-store"})
