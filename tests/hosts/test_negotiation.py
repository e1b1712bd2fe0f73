"""Which compression a client takes."""

from __future__ import annotations

import pytest

from lanai.hosts.asgi.negotiation import encoding_for


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (b"gzip, deflate, br", "br"),
        (b"gzip", "gzip"),
        (b"GZIP", "gzip"),
        (b"br;q=0, gzip;q=0.5", "gzip"),
        (b"br;q=0.0, gzip;q=0", None),
        (b"br; q = 0", None),
        (b"*", "br"),
        (b"*;q=0", None),
        (b"br;q=0, *", "gzip"),
        (b"identity", None),
        (b"", None),
        (b"gzip;q=", None),
    ],
)
def test_the_first_that_is_accepted(header: bytes, expected: str | None) -> None:
    scope = {"type": "http", "headers": [(b"accept-encoding", header)]}
    assert encoding_for(scope, ["br", "gzip"]) == expected


def test_without_the_header_nothing_is_compressed() -> None:
    assert encoding_for({"type": "http", "headers": []}, ["br", "gzip"]) is None
