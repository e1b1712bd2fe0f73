"""Which origins may connect."""

from __future__ import annotations

import pytest

from lanai.errors import UsageError
from lanai.hosts.asgi.origins import Origins


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://localhost:5006", "localhost:5006"),
        ("http://LOCALHOST:5006", "localhost:5006"),
        ("http://example.com", "example.com"),
        ("https://example.com", "example.com:443"),
        ("https://example.com", "example.com"),
        ("http://[::1]:5006", "[::1]:5006"),
        (None, "example.com"),
    ],
)
def test_a_page_of_the_server_itself_may_connect(origin: str | None, host: str) -> None:
    assert Origins().allow(origin, host)


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://localhost:5007", "localhost:5006"),
        ("http://localhost", "localhost:5006"),
        ("http://127.0.0.1:5006", "localhost:5006"),
        ("http://example.com.evil.example", "example.com"),
        ("http://evil.example/example.com", "example.com"),
        ("http://example.com@evil.example", "example.com"),
        ("https://example.com:99999", "example.com"),
        ("http://[::1", "[::1"),
        ("file://", "example.com"),
        ("null", "null"),
        ("null", ""),
        ("", ""),
        ("http://", ""),
        ("http://example.com", ""),
    ],
)
def test_a_foreign_page_may_not(origin: str, host: str) -> None:
    assert not Origins().allow(origin, host)


@pytest.mark.parametrize(
    ("listed", "origin", "allowed"),
    [
        ("example.com", "http://example.com", True),
        ("example.com", "https://example.com", True),
        ("example.com", "https://example.com:8443", False),
        ("example.com:8080", "http://example.com:8080", True),
        ("example.com:8080", "http://example.com", False),
        ("https://example.com", "https://example.com", True),
        ("https://example.com", "http://example.com", False),
        ("EXAMPLE.com", "http://example.COM", True),
        ("*.example.com", "https://a.b.example.com", True),
        ("*.example.com", "https://example.com", False),
        ("*.example.com", "https://evil-example.com", False),
        ("*", "https://anything.example:1", True),
        ("*", "null", True),
    ],
)
def test_listed_origins(listed: str, origin: str, *, allowed: bool) -> None:
    assert Origins([listed]).allow(origin, "localhost:5006") is allowed


@pytest.mark.parametrize(
    "text", ["", "http://", "ftp://example.com", "example.com/app", "example.com:port", "a@b", "a?b"]
)
def test_what_is_no_origin_is_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError, match="Expected a WebSocket origin"):
        Origins([text])
