"""Who may see the admin page: its holder of a token, and users named by the server's owner."""

from __future__ import annotations

import hashlib
import hmac
import logging
import secrets
from html import escape
from types import MappingProxyType
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from lanai.hosts.asgi.auth.attempts import Attempts
from lanai.hosts.asgi.auth.jar import cookies_of
from lanai.hosts.asgi.auth.places import from_foreign_page
from lanai.hosts.asgi.bearer import bears
from lanai.hosts.asgi.host import Host
from lanai.hosts.asgi.html import notice
from lanai.hosts.asgi.visit import identity_of, root_of

log = logging.getLogger("lanai")

COOKIE = "lanai_admin"
REFUSED = "not-admin"
"""The code under which the host counts who is turned away."""
LARGEST_FORM = 4096
"""Bytes of the form that holds a token."""
HEADERS = MappingProxyType(
    {
        "cache-control": "no-store",
        "referrer-policy": "same-origin",
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'",
    }
)
STYLE = """
form { display: flex; flex-wrap: wrap; gap: .75rem; align-items: end; margin: 1.5rem 0 0; }
label { display: grid; gap: .35rem; font-weight: 600; flex: 1 1 16rem; }
input, button { font: inherit; min-height: 2.75rem; padding: .5rem .75rem; border-radius: .5rem; }
input { border: 1px solid #64748b; background: var(--card); color: inherit; min-width: 0; }
button { border: 0; background: var(--accent); color: var(--back); font-weight: 600; padding-inline: 1.25rem; cursor: pointer; }
"""


class Door:
    """An ASGI layer before the admin page. Whoever it does not let in is told what to do, with 403, and counted.

    `query` is what the page's address needs so that it opens at once: '' where the owner knows what he has set.
    """

    def __init__(self, page: ASGIApp, host: Host) -> None:
        options = host.options
        self._page = page
        self._host = host
        self._users = options.admin_users
        self._token = options.admin_token or ("" if options.admin_users else secrets.token_urlsafe(24))
        self._attempts: Attempts | None = None
        self.query = f"?token={self._token}" if self._token and not options.admin_token else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        given = await _given(request)
        if given is not None:
            answer: ASGIApp = self._try(request, given)
        elif self._allows(scope):
            answer = self._page
        else:
            answer = self._refuse(scope, "")
        await answer(scope, receive, send)

    def _allows(self, scope: Scope) -> bool:
        identity = identity_of(scope)
        if identity is not None and identity.login and identity.user in self._users:
            return True
        return bool(self._token) and (
            _same(cookies_of(scope).get(COOKIE, ""), self._pass()) or bears(Headers(scope=scope), self._token)
        )

    def _pass(self) -> str:
        """What the cookie of a holder of the token says. The token itself stays out of cookies."""
        return hmac.new(self._token.encode(), b"lanai.admin", hashlib.sha256).hexdigest()

    def _try(self, request: Request, token: str) -> Response:
        """Answer to whoever gives a token: with a cookie, and the page's address without the token."""
        if self._attempts is None:
            self._attempts = Attempts(self._host.clock)
        address = request.client.host if request.client else ""
        if self._attempts.wait(address) > 0:
            return self._refuse(request.scope, "Too many attempts. Wait a few minutes.", 429)
        self._attempts.begin(address)
        if not self._token or not _same(token, self._token):
            log.warning("A wrong token was given for the admin page (from %s)", address)
            return self._refuse(request.scope, "This is not the token.")
        self._attempts.succeeded(address)
        log.info("The admin page was opened with its token (from %s)", address)
        path = root_of(request.scope) + self._host.url(self._host.options.admin or "")
        response = RedirectResponse(path, 303, HEADERS)
        secure = request.scope["scheme"] == "https"
        response.set_cookie(COOKIE, self._pass(), path=path, httponly=True, secure=secure, samesite="strict")
        return response

    def _refuse(self, scope: Scope, problem: str, status: int = 403) -> Response:
        self._host.refusals[REFUSED] += 1
        wrong = f'<p role="alert"><strong>{escape(problem)}</strong></p>\n' if problem else ""
        text = wrong + self._advice()
        if self._token:
            action = escape(root_of(scope) + self._host.url(self._host.options.admin or ""))
            text += (
                f'<form method="post" action="{action}">\n<label>Token <input name="token" type="password" required '
                'autocomplete="off"></label>\n<button type="submit">Open the admin page</button>\n</form>\n'
            )
        return HTMLResponse(notice("This page is for the server's owner.", text, STYLE), status, HEADERS)

    def _advice(self) -> str:
        if not self._token:
            return (
                "<p>Log in as one of the users that the server names with <code>--admin-users</code>, or have yourself "
                "named there.</p>\n"
            )
        return (
            "<p>The server has printed the page's address with its token when it was started. Open that address, or "
            "enter the token here. Its owner may have set the token with <code>--admin-token</code>.</p>\n"
        )


async def _given(request: Request) -> str | None:
    """The token that a request brings in its query or in the form; None where it brings none."""
    if request.method != "POST":
        return request.query_params.get("token")
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            return ""
    if from_foreign_page(request.headers):
        return ""
    fields = parse_qs(body.decode(errors="replace"), max_num_fields=LARGEST_FORM)
    return fields.get("token", [""])[0].strip()


def _same(given: str, known: str) -> bool:
    return hmac.compare_digest(given.encode(errors="replace"), known.encode())
