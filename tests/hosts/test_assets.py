"""Files: the package's own and BokehJS's."""

from __future__ import annotations

import gzip
import importlib.metadata
import socket
from pathlib import Path

import httpx
import pytest

from lanai.errors import MissingFrontend
from lanai.hosts.asgi.assets import STATIC, Assets
from lanai.hosts.asgi.server import ServerThread
from tests.hosts.apps import Counter
from tests.hosts.conftest import Launch
from tests.hosts.visitor import PATIENCE, get

BOKEH = importlib.metadata.version("bokeh")
FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture
def server(launch: Launch) -> ServerThread:
    return launch(lambda: Counter())


def raw(url: str, coding: str) -> tuple[httpx.Response, bytes]:
    """An answer, and its body as it travelled."""
    with httpx.stream(
        "GET", url, headers={"accept-encoding": coding}, trust_env=False, timeout=PATIENCE
    ) as answer:
        return answer, b"".join(answer.iter_raw())


@pytest.mark.parametrize(("coding", "suffix"), [("br, gzip", ".br"), ("gzip", ".gz"), ("identity", "")])
def test_own_files_come_as_they_were_compressed(server: ServerThread, coding: str, suffix: str) -> None:
    core = Assets().manifest.core
    answer, body = raw(f"{server.url}/_lanai/static/{core}", coding)
    assert answer.status_code == 200
    assert body == (STATIC / f"{core}{suffix}").read_bytes()
    assert answer.headers.get("content-encoding") == {".br": "br", ".gz": "gzip", "": None}[suffix]
    assert answer.headers["cache-control"] == FOR_EVER
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"


def test_the_style_sheet_is_css(server: ServerThread) -> None:
    for file in Assets().manifest.css:
        assert get(f"{server.url}/_lanai/static/{file}").headers["content-type"] == "text/css; charset=utf-8"


@pytest.mark.parametrize(
    "path",
    [
        "/_lanai/static/",
        "/_lanai/static/nothing.js",
        "/_lanai/static/manifest.json",
        "/_lanai/static/.sources",
        "/_lanai/static/../errors.py",
        "/_lanai/static/..%2ferrors.py",
        "/_lanai/static/%2e%2e/errors.py",
        "/_lanai/static/..\\errors.py",
        "/_lanai/static//etc/passwd",
        "/_lanai/static/%2fetc%2fpasswd",
        "/_lanai/static/core%00.js",
        f"/_lanai/bokeh/{BOKEH}/../../../__init__.py",
        f"/_lanai/bokeh/{BOKEH}/..%2f..%2f..%2f__init__.py",
        f"/_lanai/bokeh/{BOKEH}/bokeh..%2fx.min.js",
        f"/_lanai/bokeh/{BOKEH}/bokeh.js",
        f"/_lanai/bokeh/{BOKEH}/bokeh-nothing.min.js",
        "/_lanai/bokeh/0.0.0/bokeh.min.js",
        "/_lanai/",
    ],
)
def test_nothing_else_is_to_be_had(server: ServerThread, path: str) -> None:
    assert ask(server, path).startswith(b"HTTP/1.1 404 ")


def ask(server: ServerThread, path: str) -> bytes:
    """The answer to a GET whose path no client library has tidied up."""
    with socket.create_connection(("localhost", server.port), PATIENCE) as line:
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        return b"".join(iter(lambda: line.recv(65536), b""))


def test_bokehjs_comes_from_the_installed_package(server: ServerThread) -> None:
    url = f"{server.url}/_lanai/bokeh/{BOKEH}/bokeh-api.min.js"
    plain, content = raw(url, "identity")
    packed, compressed = raw(url, "gzip, br")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(compressed) == content
    assert len(compressed) < len(content) / 2
    for answer in (plain, packed):
        assert answer.headers["cache-control"] == FOR_EVER
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert raw(url, "gzip")[1] == compressed


def test_without_the_browsers_files_the_error_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MissingFrontend, match="pip install"):
        Assets(tmp_path)
