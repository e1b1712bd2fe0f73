"""Tokens that programs bring with each request: `Authorization: Bearer TOKEN`."""

from __future__ import annotations

import hmac

from starlette.datastructures import Headers


def bears(headers: Headers, token: str) -> bool:
    """Whether a request brings `token`. How long the answer takes tells nothing of the token."""
    given = headers.get("authorization", "").encode(errors="replace")
    return hmac.compare_digest(given, f"Bearer {token}".encode())
