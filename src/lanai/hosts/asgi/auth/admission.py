"""Admission: what the app's `authorize_callback` says of a visitor, as an answer."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from starlette.responses import Response
from starlette.types import Scope

from lanai.hosts.asgi.auth.authorization import verdict
from lanai.hosts.asgi.auth.options import AuthOptions
from lanai.hosts.asgi.auth.pages import Pages, go_to
from lanai.hosts.asgi.auth.places import asked_for
from lanai.hosts.asgi.auth.templates import Templates
from lanai.hosts.asgi.host import Host
from lanai.hosts.asgi.paths import route_path
from lanai.hosts.asgi.visit import identity_of, root_of
from lanai.session.session import Session

FORBIDDEN = "not-authorized"
"""The code under which the host counts who is turned away."""


async def before_session(host: Host, scope: Scope) -> Response | None:
    """The answer to a visitor whom the process's callback turns away; None to others."""
    settings = host.process.settings
    return await _refusal(host, scope, settings.authorize_callback, settings.auth_template)


async def after_build(host: Host, scope: Scope, session: Session) -> Response | None:
    """The answer to a visitor whom a callback turns away that the app itself has set; None to others."""
    callback = session.settings.get("authorize_callback")
    return await _refusal(host, scope, callback, session.setting("auth_template"))


async def _refusal(
    host: Host, scope: Scope, callback: object, template: str | Path | None
) -> Response | None:
    if not callable(callback):
        return None
    path = route_path(scope).removeprefix(host.options.prefix) or "/"
    found = await verdict(callback, identity_of(scope), path, host.workers)
    if found is True or found == path:
        return None
    if isinstance(found, str) and found:
        return go_to(_target(host, scope, found))
    host.refusals[FORBIDDEN] += 1
    return _forbidden(host, scope, template)


def _target(host: Host, scope: Scope, place: str) -> str:
    """Where the callback sends a visitor: a path below the prefix, or another server, as the author likes."""
    if not place.startswith("/"):
        return place
    options = host.options.auth or AuthOptions()
    back = f"?next={quote(asked_for(scope), safe='/')}" if place == options.login else ""
    return root_of(scope) + host.url(place) + back


def _forbidden(host: Host, scope: Scope, template: str | Path | None) -> Response:
    options = host.options.auth or AuthOptions()
    files = {"auth_template": Path(template)} if template else dict(options.templates)
    chosen = {name: path for name, path in files.items() if name == "auth_template"}
    logout = host.url(options.logout) if host.options.auth else ""
    pages = Pages(
        Templates(chosen),
        host.options.title or "this server",
        login=host.url(options.login),
        logout=logout,
        home=host.url("/"),
    )
    return pages.forbidden(scope, logout)
