"""Cookies on the wire: their attributes, and values longer than one cookie holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import Scope

from lanai.errors import LoginError

PIECE = 3500
"""Characters in one cookie. Browsers take 4096 with name and attributes."""
MOST_PIECES = 6
"""More, and proxies refuse the request."""


@dataclass(frozen=True)
class Jar:
    """The cookies of a server. HttpOnly and SameSite=Lax always, Secure where the visitor came by https."""

    path: str = "/"
    secure: bool = False
    """Whether Secure is set even where the server itself sees http, being behind a proxy."""

    def read(self, scope: Scope, name: str) -> str:
        """The value of a cookie; '' where there is none."""
        cookies = cookies_of(scope)
        pieces = [cookies.get(part, "") for part in _names(name)]
        return "".join(pieces[: pieces.index("")] if "" in pieces else pieces)

    def write(self, response: Response, scope: Scope, name: str, value: str, lifetime: float) -> None:
        """Give the browser a cookie for `lifetime` s. Raises `LoginError` for a value no browser keeps."""
        pieces = [value[start : start + PIECE] for start in range(0, len(value), PIECE)]
        if len(pieces) > MOST_PIECES:
            raise LoginError("what the provider says of the visitor is too much for cookies")
        for part, piece in zip(_names(name), pieces, strict=False):
            self._set(response, scope, part, piece, max(1, int(lifetime)))
        self._drop(response, scope, _names(name)[len(pieces) :])

    def clear(self, response: Response, scope: Scope, name: str) -> None:
        """Take a cookie from the browser."""
        self._drop(response, scope, _names(name))

    def _drop(self, response: Response, scope: Scope, names: list[str]) -> None:
        cookies = cookies_of(scope)
        for part in names:
            if part in cookies:
                self._set(response, scope, part, "", 0)

    def _set(self, response: Response, scope: Scope, name: str, value: str, lifetime: int) -> None:
        response.set_cookie(
            name,
            value,
            max_age=lifetime,
            path=self.path,
            secure=self.secure or scope["scheme"] in ("https", "wss"),
            httponly=True,
            samesite="lax",
        )


def cookies_of(scope: Scope) -> Mapping[str, str]:
    """The cookies of a request or a handshake."""
    return cookie_parser("; ".join(Headers(scope=scope).getlist("cookie")))


def _names(name: str) -> list[str]:
    return [name, *(f"{name}_{number}" for number in range(1, MOST_PIECES))]
