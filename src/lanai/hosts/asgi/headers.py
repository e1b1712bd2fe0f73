"""Headers of every answer: what browsers must not guess, tell, or let others do."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lanai.hosts.asgi.names import is_loopback, name_of
from lanai.hosts.asgi.policy import NONE, Policy

PERMISSIONS = (
    "camera=(self), geolocation=(self), microphone=(self), hid=(), midi=(), payment=(), serial=(), usb=()"
)
REFERRER = "strict-origin-when-cross-origin"
PARTS = ("text/javascript", "text/css", "font/")
"""Types of what is part of a page and no document by itself: what is said of documents means nothing to them."""


class SecurityHeaders:
    """An ASGI layer. An answer that says something else about one of the headers is left as it is.

    `transport_security` is how many seconds browsers shall insist on https, told to those that came by it; 0: nothing.
    """

    def __init__(self, app: ASGIApp, policy: Policy, transport_security: int = 0) -> None:
        self._app = app
        self._transport_security = transport_security
        self._always = {
            "x-content-type-options": "nosniff",
            "referrer-policy": REFERRER,
            "cross-origin-resource-policy": "same-origin",
        }
        self._of_documents = {"permissions-policy": PERMISSIONS, **_frame_options(policy)}
        plain = policy.plain()
        if plain is not None:
            self._always["content-security-policy"] = plain

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add(MutableHeaders(scope=message), scope)
            await send(message)

        await self._app(scope, receive, send_with_headers)

    def _add(self, headers: MutableHeaders, scope: Scope) -> None:
        for name, value in self._always.items():
            headers.setdefault(name, value)
        secure = scope["scheme"] == "https"
        if secure and self._transport_security:
            headers.setdefault("strict-transport-security", f"max-age={self._transport_security}")
        if headers.get("content-type", "").startswith(PARTS):
            return
        for name, value in self._of_documents.items():
            headers.setdefault(name, value)
        if secure or is_loopback(name_of(Headers(scope=scope).get("host", "")) or ""):
            # Browsers that come by plain http from elsewhere would complain that they ignore it.
            headers.setdefault("cross-origin-opener-policy", "same-origin-allow-popups")


def _frame_options(policy: Policy) -> dict[str, str]:
    """The older header, which knows no lists, for browsers that do not know `frame-ancestors`."""
    known = {"'self'": "SAMEORIGIN", NONE: "DENY"}.get(" ".join(policy.frame_ancestors))
    return {} if known is None else {"x-frame-options": known}
