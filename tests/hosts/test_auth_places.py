"""Nobody is sent to a foreign page, and no foreign page logs anybody in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from lanai.hosts.asgi.auth.places import from_foreign_page, from_own_page, local_path


@pytest.mark.parametrize(
    "path", ["/", "/app", "/app?a=1&b=//x", "/app#part", "/a:b", "/@x", "/%2f%2fx", "/ä"]
)
def test_paths_here_are_kept(path: str) -> None:
    assert local_path(path, "/home") == path


@pytest.mark.parametrize(
    "text",
    [
        "",
        "app",
        "//evil.example",
        "///evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r\nset-cookie: a=b",
        " //evil.example",
        "http:/x",
        "/a\x00",
        "/\u2028/evil.example",
        "/\u202eevil",
        "data:text/html,x",
        "//[::1",
    ],
)
def test_others_are_not(text: str) -> None:
    assert local_path(text, "/home") == "/home"


@given(st.text(alphabet="/\\:@?#.%\t\n\r abc\u2028", max_size=12))
def test_whatever_is_asked_for_stays_here(text: str) -> None:
    found = local_path(text, "/home")
    # As browsers read it: without tabs and line ends, '\\' as '/'.
    seen = found.replace("\t", "").replace("\n", "").replace("\r", "").replace("\\", "/")
    assert seen.startswith("/")
    assert not seen.startswith("//")


@pytest.mark.parametrize(
    ("headers", "own"),
    [
        ({"host": "here:5006", "origin": "http://here:5006"}, True),
        ({"host": "here:5006", "origin": "https://here:5006"}, True),
        ({"host": "here", "origin": "https://here"}, True),
        ({"host": "here:5006", "referer": "http://here:5006/a?b=c"}, True),
        ({"host": "inner:80", "origin": "https://here", "sec-fetch-site": "same-origin"}, True),
        ({"host": "here:5006", "sec-fetch-site": "none"}, True),
        ({"host": "here:5006"}, None),
        ({"host": "here:5006", "referer": "http://evil.example/here:5006"}, False),
        ({"host": "here:5006", "referer": "http://here:5006@evil.example/"}, False),
        ({"host": "here:5006", "referer": "http://[::1"}, False),
        ({"host": "here:5006", "referer": ""}, False),
        ({"host": "here:5006", "origin": "null", "referer": "http://here:5006/"}, False),
        ({"host": "here:5006", "origin": "http://here:5006", "sec-fetch-site": "cross-site"}, False),
        ({"host": "here:5006", "sec-fetch-site": "same-site"}, False),
        ({"host": "here:5006", "sec-fetch-site": "none", "origin": "chrome-extension://a"}, False),
        ({"host": "here:5006", "origin": "http://evil.example"}, False),
        ({"host": "here:5006", "origin": "http://here:5007"}, False),
        ({"host": "here:5006", "origin": "null"}, False),
        ({"host": "here:5006", "sec-fetch-site": "cross-site"}, False),
        ({"host": "here:5006", "origin": "http://here:5006", "sec-fetch-site": "same-origin"}, True),
    ],
)
def test_whose_form_it_is(headers: dict[str, str], own: bool | None) -> None:
    """None: a program's, which says nothing of a page."""
    given = Headers(headers)
    assert (from_own_page(given), from_foreign_page(given)) == (own is True, own is False)
