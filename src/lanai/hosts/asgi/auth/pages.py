"""What logins answer: pages, and the headers that keep them from being framed, kept, or sent on."""

from __future__ import annotations

from types import MappingProxyType

from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import Scope

from lanai.hosts.asgi.auth.look import leaving_page, login_page, message_page
from lanai.hosts.asgi.auth.templates import Templates
from lanai.hosts.asgi.visit import root_of

HEADERS = MappingProxyType(
    {
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "content-security-policy": "frame-ancestors 'none'",
        # With less than the origin, browsers would send the form's origin as 'null'. A URL here may hold a code.
        "referrer-policy": "same-origin",
    }
)
OWN = MappingProxyType(
    {
        **HEADERS,
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    }
)
"""For pages of this package, which have no scripts. An author's own page may have what it likes."""


class Pages:
    """The pages of one server's logins. `title` is what the visitor logs in to; paths are the server's own."""

    def __init__(self, templates: Templates, title: str, *, login: str, logout: str, home: str) -> None:
        self._templates = templates
        self._title = title
        self._login = login
        self._logout = logout
        self._home = home

    def login(self, scope: Scope, next: str, user: str = "", error: str = "", status: int = 200) -> Response:
        """The form of user and password."""
        login = root_of(scope) + self._login
        own = login_page(title=self._title, action=login, next=next, user=user, error=error)
        values = {"login_endpoint": login, "next": next, "username": user, "errormessage": error}
        return self._answer("basic_login_template", {**values, "error": error}, own, status)

    def leaving(self, scope: Scope, user: str) -> Response:
        """Asks whether the visitor wants to be logged out: a link on a foreign page may have brought him here."""
        root = root_of(scope)
        return HTMLResponse(
            leaving_page(user=user, action=root + self._logout, home=root + self._home), 200, OWN
        )

    def logged_out(self, scope: Scope) -> Response:
        """Says that the visitor is logged out."""
        root = root_of(scope)
        own = message_page("You are logged out", "See you soon.", root + self._home, "Log in again")
        return self._answer("logout_template", {"login_endpoint": root + self._login}, own, 200)

    def failed(self, scope: Scope, error: str, status: int) -> Response:
        """Says why a login at a provider came to nothing. `error` completes "The login failed: ..."."""
        text = f"The login failed: {error}."
        own = message_page("You could not be logged in", text, root_of(scope) + self._home, "Try again")
        values = {"error_type": "Authentication error", "error": "The login failed.", "error_msg": text}
        return self._answer("oauth_error_template", values, own, status)

    def forbidden(self, scope: Scope, logout: str) -> Response:
        """Says that a visitor is known, and may not see this. `logout` is '' where nobody logs in."""
        text = "You are logged in, but this app is not open to you."
        own = message_page("No entry", text, logout and root_of(scope) + logout, "Log in as somebody else")
        values = {"error_type": "Authorization error", "error": "No entry.", "error_msg": text}
        return self._answer("auth_template", values, own, 403)

    def _answer(self, name: str, values: dict[str, str], own: str, status: int) -> Response:
        text = self._templates.render(name, {"title": self._title, **values}, own)
        return HTMLResponse(text, status, OWN if text is own else HEADERS)


def go_to(url: str) -> Response:
    """Send the browser on, with a GET."""
    return RedirectResponse(url, 303, HEADERS)
