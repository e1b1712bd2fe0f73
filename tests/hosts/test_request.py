"""What a session knows of the request that made it, and where the browser finds it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from websockets.exceptions import InvalidStatus

import lanai as pn
from lanai.errors import UsageError
from lanai.hosts.asgi.application import create_application
from lanai.hosts.asgi.options import ServerOptions, options_of
from lanai.hosts.asgi.visit import IDENTITY, request_of
from lanai.session.app import to_app
from lanai.session.process import Process
from lanai.session.request import Identity
from lanai.testing.browser import Browser
from tests.hosts.apps import Counter
from tests.hosts.conftest import Launch
from tests.hosts.visitor import Visitor, get, state_of
from tests.support.servers import Run


def told(read: Callable[[], Any]) -> Callable[[], Counter]:
    """An app that shows what `read` finds, as JSON."""
    return lambda: Counter(text=json.dumps(read()))


def answer(visitor: Visitor) -> Any:
    return json.loads(visitor.find("IntSlider").props["text"])


def urls() -> list[Any]:
    return [pn.state.app_url, pn.state.base_url, pn.state.rel_path]


# -- the request ------------------------------------------------------------------------------------


def test_a_session_knows_its_request(launch: Launch) -> None:
    seen: list[Any] = []
    pn.state.on_session_created(lambda context: seen.append(context.request))
    server = launch({"a": Counter()})
    Visitor(f"{server.url}/a?x=1&x=2", headers={"cookie": "k=v", "x-kind": "test"})
    (request,) = seen
    assert (request.uri, request.path, request.query, request.method) == (
        "/a?x=1&x=2",
        "/a",
        "x=1&x=2",
        "GET",
    )
    assert request.arguments == {"x": [b"1", b"2"]}
    assert request.cookies == {"k": "v"}
    assert request.headers["X-Kind"] == "test"
    assert request.host == f"localhost:{server.port}"
    assert request.remote_ip in ("127.0.0.1", "::1")
    assert request.protocol == "http"


# -- path templates ---------------------------------------------------------------------------------


def test_an_endpoint_may_be_a_template(launch: Launch) -> None:
    found = told(lambda: [dict(pn.state.route_params), *urls()])
    server = launch(
        {"/user/{name}": found, "/user/me": Counter(text='"me"'), "/page/{n:int}": found, "/": found}
    )
    assert answer(Visitor(f"{server.url}/user/anna")) == [{"name": "anna"}, "/user/anna", "/", ".."]
    assert answer(Visitor(f"{server.url}/user/%C3%BC%20x")) == [{"name": "ü x"}, "/user/ü x", "/", ".."]
    assert answer(Visitor(f"{server.url}/page/12")) == [{"n": 12}, "/page/12", "/", ".."]
    assert answer(Visitor(server.url)) == [{}, "/", "/", ""]
    assert answer(Visitor(f"{server.url}/user/me")) == "me", "a plain path comes before a template"
    for path in ("page/twelve", "user", "user/a/b"):
        assert get(f"{server.url}/{path}").status_code == 404


def test_a_template_keeps_nothing_from_the_server_itself(launch: Launch) -> None:
    with Visitor(f"{launch({'/{rest:path}': lambda: Counter()}).url}/a/b").connect() as visitor:
        visitor.browser.event(visitor.find("IntSlider").id, "click")
        visitor.until(lambda: visitor.find("IntSlider").props.get("clicks") == 1)


def test_the_list_of_apps_leaves_templates_out(launch: Launch) -> None:
    text = get(launch({"/user/{name}": Counter(), "/plain": Counter(), "/other": Counter()}).url).text
    assert "/plain" in text
    assert "{name}" not in text


# -- prefixes, proxies, mounts ----------------------------------------------------------------------


def test_behind_a_prefix(launch: Launch) -> None:
    server = launch({"/app": told(urls), "/deep/{x}": told(urls)}, prefix="/apps")
    assert answer(Visitor(f"{server.url}/app")) == ["/apps/app", "/apps/", ""]
    assert answer(Visitor(f"{server.url}/deep/1")) == ["/apps/deep/1", "/apps/", ".."]


FORWARDED = {
    "x-forwarded-prefix": "/outer",
    "x-forwarded-proto": "https",
    "x-forwarded-host": "example.com",
    "x-forwarded-for": "203.0.113.7",
}


def what_the_visitor_is_told() -> list[Any]:
    request = pn.state.curdoc.session_context.request
    return [*urls(), request.protocol, request.host, request.remote_ip]


def test_a_trusted_proxy_says_where_the_visitor_is(launch: Launch) -> None:
    server = launch(
        {"app": told(what_the_visitor_is_told)},
        prefix="/apps",
        trusted_proxies="127.0.0.1 ::1",
        websocket_origin="example.com",
    )
    visitor = Visitor(f"{server.url}/app", headers=FORWARDED)
    assert answer(visitor) == ["/outer/apps/app", "/outer/apps/", "", "https", "example.com", "203.0.113.7"]
    assert visitor.state["ws"] == "/outer/apps/_lanai/ws"
    assert 'src="/outer/apps/_lanai/static/' in visitor.response.text


def test_a_path_longer_than_any_is_refused_and_counted(launch: Launch) -> None:
    server = launch({"/page/{number:int}": told(lambda: pn.state.route_params["number"])})
    assert answer(Visitor(f"{server.url}/page/{'9' * 1000}")) == int("9" * 1000)
    assert get(f"{server.url}/page/{'9' * 5000}").status_code == 414
    assert server.server.host.refusals["path-too-long"] == 1


def test_a_slash_too_many_leads_to_the_page_as_the_visitor_knows_it(launch: Launch) -> None:
    server = launch(
        {"app": Counter()}, prefix="/apps", trusted_proxies="127.0.0.1 ::1", websocket_origin="example.com"
    )
    for headers, place in (
        (FORWARDED, "https://example.com/outer/apps/app?x=1"),
        ({}, f"http://localhost:{server.port}/apps/app?x=1"),
    ):
        assert get(f"{server.url}/app/?x=1", headers=headers).headers["location"] == place


def test_anybody_elses_word_is_not_taken(launch: Launch) -> None:
    server = launch({"app": told(what_the_visitor_is_told)}, prefix="/apps")
    visitor = Visitor(f"{server.url}/app", headers=FORWARDED)
    app_url, base_url, rel_path, protocol, host, address = answer(visitor)
    assert (app_url, base_url, rel_path) == ("/apps/app", "/apps/", "")
    assert (protocol, host) == ("http", f"localhost:{server.port}")
    assert address in ("127.0.0.1", "::1")
    assert visitor.state["ws"] == "/apps/_lanai/ws"


@pytest.mark.parametrize(
    ("prefix", "base"),
    [
        pytest.param("", "/sub/", id="found by itself"),
        pytest.param("/sub", "/sub/", id="said"),
        pytest.param("/in", "/sub/in/", id="and a prefix"),
    ],
)
def test_mounted_in_another_application(process: Process, prefix: str, base: str) -> None:
    inner = create_application({"/app": to_app(told(urls))}, ServerOptions(prefix=prefix), process)
    outer = Starlette(routes=[Mount("/sub", app=inner)])

    async def visit() -> tuple[str, str]:
        async with inner.lifespan():
            transport = httpx.ASGITransport(app=outer)
            async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
                page = await client.get(f"{base}app")
            accepted = await first_answer(outer, f"{base}_lanai/ws")
        return page.text, accepted

    text, accepted = asyncio.run(visit())
    browser = Browser()
    browser.take(json.dumps(state_of(text)["frame"]).encode())
    (shown,) = [node for node in browser.nodes.values() if node.type == "IntSlider"]
    assert json.loads(shown.props["text"]) == [f"{base}app", base, ""]
    assert state_of(text)["ws"] == f"{base}_lanai/ws"
    assert accepted == "websocket.accept"


async def first_answer(application: Any, path: str) -> str:
    """What an application answers first to a WebSocket handshake."""
    events: list[dict[str, Any]] = [
        {"type": "websocket.connect"},
        {"type": "websocket.disconnect", "code": 1005},
    ]
    answers: list[str] = []

    async def receive() -> dict[str, Any]:
        return events.pop(0)

    async def send(message: dict[str, Any]) -> None:
        answers.append(message["type"])

    scope = {
        "type": "websocket",
        "path": path,
        "root_path": "",
        "scheme": "ws",
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 1),
        "subprotocols": [],
    }
    await application(scope, receive, send)
    return answers[0]


# -- headers and cookies ----------------------------------------------------------------------------

SHOWS = """
import lanai as pn
names = ", ".join(name for name in pn.state.headers if name.startswith(("X-", "Cookie")))
known = len(pn.state.session_info["sessions"])
pn.pane.Markdown(f"{names}; {', '.join(pn.state.cookies)}; {known} remembered").servable()
"""
SENT = {"x-one": "1", "x-two": "2", "cookie": "a=1; b=2"}


def names() -> list[list[str]]:
    own = [name for name in pn.state.headers if name.startswith(("X-", "Cookie"))]
    return [sorted(own), sorted(pn.state.cookies)]


@pytest.mark.parametrize(
    ("options", "headers", "cookies"),
    [
        pytest.param({}, ["Cookie", "X-One", "X-Two"], ["a", "b"], id="all"),
        pytest.param({"include_headers": ["X-one"]}, ["X-One"], ["a", "b"], id="one header"),
        pytest.param({"exclude_headers": "x-ONE, cookie"}, ["X-Two"], ["a", "b"], id="but some headers"),
        pytest.param({"include_cookies": ("b",)}, ["X-One", "X-Two"], ["b"], id="one cookie"),
        pytest.param({"exclude_cookies": "b"}, ["X-One", "X-Two"], ["a"], id="but one cookie"),
        pytest.param({"include_cookies": ()}, ["X-One", "X-Two"], [], id="no cookie"),
    ],
)
def test_apps_see_the_headers_and_cookies_that_they_may(
    launch: Launch, options: dict[str, Any], headers: list[str], cookies: list[str]
) -> None:
    server = launch(told(names), **options)
    assert answer(Visitor(server.url, headers=SENT)) == [headers, cookies]


@pytest.mark.parametrize("what", ["headers", "cookies"])
def test_to_include_and_to_exclude_is_too_much(what: str) -> None:
    settings: dict[str, Any] = {f"include_{what}": ["a"], f"exclude_{what}": ["b"]}
    with pytest.raises(UsageError, match="got both"):
        options_of(**settings)


def test_the_flags_reach_the_apps(run: Run, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(SHOWS)
    flags = ("--exclude-headers", "x-one", "cookie", "--include-cookies", "a", "--session-history", "5")
    program = run("-m", "lanai", "serve", "app.py", "--port", "0", *flags)
    assert "X-Two; a; 1 remembered" in get(program.url, headers=SENT).text


# -- the visitor ------------------------------------------------------------------------------------


def test_an_app_knows_who_visits() -> None:
    scope = {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "path": "/",
        "query_string": b"",
        "headers": [],
        IDENTITY: Identity("anna", {"mail": "anna@example.com"}),
    }
    request = request_of(scope, ServerOptions())
    assert request.identity is not None
    assert (request.identity.user, dict(request.identity.info)) == ("anna", {"mail": "anna@example.com"})
    assert request.logout_url is None


def test_a_user_who_logged_in_is_the_sessions(launch: Launch) -> None:
    def who() -> list[Any]:
        return [pn.state.user, pn.state.logout_url, pn.state.curdoc.session_context.logout_url]

    server = launch({"app": told(who)}, basic_auth={"anna": "a good password"}, prefix="p")
    with httpx.Client(
        trust_env=False, follow_redirects=True, headers={"origin": f"http://localhost:{server.port}"}
    ) as visit:
        visit.get(f"{server.url}/app")
        visit.post(f"{server.url}/login", data={"username": "anna", "password": "a good password"})
        cookie = "; ".join(f"{name}={value}" for name, value in visit.cookies.items())
    assert answer(Visitor(f"{server.url}/app", headers={"cookie": cookie})) == [
        "anna",
        "/p/logout",
        "/p/logout",
    ]


def test_nobody_is_asked_who_he_is(launch: Launch) -> None:
    assert (
        answer(Visitor(launch(told(lambda: [pn.state.user, pn.state.user_info, pn.state.logout_url])).url))
        == [None] * 3
    )


def test_a_foreign_template_path_opens_no_socket(launch: Launch) -> None:
    with Visitor(launch({"/{name}": lambda: Counter()}).url + "/a") as visitor:
        visitor.state["ws"] = "/a/_lanai/ws"
        with pytest.raises(InvalidStatus):
            visitor.connect()
