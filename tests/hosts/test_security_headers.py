"""What every answer tells browsers not to do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from bokeh.plotting import figure

import lanai as pn
from lanai.errors import UsageError
from lanai.hosts.asgi.assets import Assets
from lanai.hosts.asgi.policy import Needs, Policy, imports_of, sources_of
from tests.hosts.apps import Counter
from tests.hosts.conftest import Launch
from tests.hosts.visitor import PATIENCE, get

ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "x-frame-options": "SAMEORIGIN",
    "cross-origin-opener-policy": "same-origin-allow-popups",
    "cross-origin-resource-policy": "same-origin",
}

# What ReactComponents need, once something in this process has made one.
OF_THE_PROCESS = ("blob:",)


def policy_of(answer: httpx.Response) -> dict[str, list[str]]:
    """The directives of an answer's policy."""
    parts = [part.split() for part in answer.headers["content-security-policy"].split(";")]
    return {name: sources for name, *sources in parts}


def broken() -> None:
    raise ValueError


@pytest.mark.parametrize(
    "path", ["/", "/a", "/broken", "/nothing", "/_lanai/static/manifest.json", "/_lanai/static/nothing.js"]
)
def test_every_answer_has_them(launch: Launch, path: str) -> None:
    answer = get(launch({"a": lambda: Counter(), "broken": broken}).url + path)
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS
    assert "camera=(self)" in answer.headers["permissions-policy"]
    assert policy_of(answer)["frame-ancestors"] == ["'self'"]
    assert "strict-transport-security" not in answer.headers
    assert "server" not in answer.headers


def test_a_part_of_a_page_has_those_that_mean_something_to_it(launch: Launch) -> None:
    server = launch(lambda: Counter())
    core = Assets().manifest.core
    answer = get(f"{server.url}/_lanai/static/{core}")
    assert answer.headers["content-type"].startswith("text/javascript")
    own = {
        "x-content-type-options",
        "referrer-policy",
        "cross-origin-resource-policy",
        "content-security-policy",
    }
    documents = {"permissions-policy", "x-frame-options", "cross-origin-opener-policy"}
    assert own <= set(answer.headers)
    assert not documents & set(answer.headers)


def test_a_page_runs_its_own_scripts_only(launch: Launch) -> None:
    server = launch(lambda: Counter())
    pages = [get(server.url) for _ in range(2)]
    nonces = [re.findall(r'nonce="([\w-]+)"', page.text) for page in pages]
    assert nonces[0] != nonces[1]
    for page, (nonce, *_) in zip(pages, nonces, strict=True):
        policy = policy_of(page)
        assert set(policy["script-src"]) <= {"'self'", f"'nonce-{nonce}'", *OF_THE_PROCESS}
        assert len(nonce) >= 20
        assert policy["object-src"] == ["'none'"]
        assert policy["base-uri"] == policy["form-action"] == ["'self'"]
        assert policy["connect-src"] == ["'self'", "data:", f"ws://localhost:{server.port}"]
    notice = policy_of(get(f"{server.url}/nothing"))
    assert notice["default-src"] == ["'none'"]
    assert "script-src" not in notice


@pytest.mark.parametrize("setting", [None, "strict", "img-src http://maps.example"])
def test_no_page_may_make_code_of_text(launch: Launch, setting: str | None) -> None:
    server = launch(lambda: pn.Row(pn.pane.Bokeh(figure()), "a"), content_security_policy=setting)
    assert "'unsafe-eval'" not in policy_of(get(server.url))["script-src"]


def test_directives_stand_beside_the_word_strict(launch: Launch) -> None:
    server = launch(lambda: Counter(), content_security_policy="strict; img-src http://maps.example")
    assert "http://maps.example" in policy_of(get(server.url))["img-src"]


def test_hosts_that_the_settings_name_are_allowed(launch: Launch) -> None:
    def app() -> None:
        pn.config.css_files = ["https://styles.example/a.css", "/own.css"]
        pn.config.js_files = {"tool": "https://scripts.example:8443/a.js?x=1&y", "odd": "https://a b;c/"}
        pn.config.raw_css = ["@import url('https://fonts.example/f.css'); b { color: red }"]
        pn.widgets.TextInput(stylesheets=["https://one.example/x.css", ":host { color: red }"]).servable()

    answer = get(launch(app).url)
    policy = policy_of(answer)
    assert policy["script-src"][-1] == "https://scripts.example:8443"
    assert policy["style-src"][2:] == [
        "https://styles.example",
        "https://one.example",
        "https://fonts.example",
    ]
    assert '<script src="https://scripts.example:8443/a.js?x=1&amp;y" nonce="' in answer.text


def test_it_can_be_switched_off(launch: Launch) -> None:
    server = launch(lambda: Counter(), content_security_policy="off")
    assert "content-security-policy" not in get(server.url).headers
    assert get(server.url).headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("setting", "ancestors", "older"),
    [
        ("none", "'none'", "DENY"),
        ("self https://portal.example", "'self' https://portal.example", None),
        ("*", "*", None),
    ],
)
def test_who_may_hold_a_page_in_a_frame(
    launch: Launch, setting: str, ancestors: str, older: str | None
) -> None:
    answer = get(launch(lambda: Counter(), frame_ancestors=setting).url)
    assert " ".join(policy_of(answer)["frame-ancestors"]) == ancestors
    assert answer.headers.get("x-frame-options") == older


def test_https_is_insisted_on_where_it_is_asked_for_and_used(launch: Launch) -> None:
    server = launch(lambda: Counter(), hsts=3600, trusted_proxies="127.0.0.1")
    assert "strict-transport-security" not in get(server.url).headers
    secure = get(server.url, headers={"x-forwarded-proto": "https"})
    assert secure.headers["strict-transport-security"] == "max-age=3600"
    policy = policy_of(secure)
    assert "http:" not in policy["img-src"]
    assert policy["connect-src"][2].startswith("wss://")


@pytest.mark.parametrize(
    "setting",
    [
        {"content_security_policy": "script-src 'self', evil"},
        {"content_security_policy": "frame-ancestors *"},
        {"content_security_policy": "img-src"},
        {"content_security_policy": "img-src ü"},
        {"frame_ancestors": "self; script-src *"},
        {"frame_ancestors": "none self"},
        {"frame_ancestors": ""},
        {"hsts": -1},
        {"trusted_proxies": "proxy.example"},
        {"max_sessions": "many"},
    ],
)
def test_settings_that_cannot_be(setting: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        pn.serve(lambda: None, start=False, **setting)


def test_the_policy_is_one_line_whatever_the_request_says() -> None:
    text = Policy().page(Needs("n", host="a\r\nb; script-src *", styles=("https://x;y/",)))
    assert text is not None
    assert text.isprintable()
    assert "*" not in text


def test_sources_are_hosts() -> None:
    urls = ["https://a.example/x", "//b.example/x", "/own", "data:text/css,", "http://[::1]:80/", "http://["]
    assert sources_of(urls) == ("https://a.example", "b.example", "http://[::1]:80")
    assert imports_of(['@import "https://a.example/f";', "@import url(//b.example/f)", "a{}"]) == [
        "https://a.example/f",
        "//b.example/f",
    ]


# -- files of the owner -----------------------------------------------------------------------------


SHOWN = ("page.html", ".well-known/security.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "files"
    for name in ("page.html", ".env", ".git/config", "deep/.hidden", ".well-known/security.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("shown" if name in SHOWN else "secret")
    (folder / "outside.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "alias.html").symlink_to(folder / "page.html")
    (folder / "env.txt").symlink_to(folder / ".env")
    return folder


@pytest.mark.parametrize("path", ["page.html", "alias.html", ".well-known/security.txt", "deep/../page.html"])
def test_files_are_served(launch: Launch, folder: Path, path: str) -> None:
    answer = get(f"{launch(lambda: Counter(), static_dirs={'files': folder}).url}/files/{path}")
    assert (answer.status_code, answer.text) == (200, "shown")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert policy_of(answer) == {"frame-ancestors": ["'self'"]}


@pytest.mark.parametrize(
    "path",
    [
        "files/../secret.txt",
        "files/%2e%2e/secret.txt",
        "files/..%2fsecret.txt",
        "files/..%5csecret.txt",
        "files//etc/passwd",
        "files/%00",
        "files/page.html%00.txt",
        "files/.env",
        "files/.git/config",
        "files/deep/.hidden",
        "files/deep/../.env",
        "files/outside.txt",
        "files/env.txt",
        "files/",
        "_lanai/static/../../errors.py",
        "_lanai/static/..%2f..%2ferrors.py",
        "_lanai/static/%00",
        "_lanai/bokeh/3.9.2/..%2fbokeh.min.js",
        "_lanai/bokeh/../bokeh.min.js",
        "_lanai/bokeh/x/%00",
    ],
)
def test_nothing_else_is(launch: Launch, folder: Path, path: str, caplog: pytest.LogCaptureFixture) -> None:
    server = launch({"a": lambda: Counter()}, static_dirs={"files": folder})
    status, body = raw_get(server.port, f"/{path}")
    assert status == 404, body
    assert b"secret" not in body
    assert caplog.records == []


def raw_get(port: int, path: str) -> tuple[int, bytes]:
    """The answer to a path as it stands: clients tidy it up."""
    with httpx.Client(trust_env=False, timeout=PATIENCE) as client:
        request = client.build_request("GET", f"http://localhost:{port}/")
        request.url = request.url.copy_with(raw_path=path.encode())
        answer = client.send(request)
        return answer.status_code, answer.content
