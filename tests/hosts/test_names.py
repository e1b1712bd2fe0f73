"""Under which names a server answers, and whom it believes about a request."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.types import Scope
from websockets.exceptions import InvalidStatus

from lanai.errors import UsageError
from lanai.hosts.asgi.forwarded import TrustedProxies
from lanai.hosts.asgi.names import HostNames, name_of
from tests.hosts.apps import Counter
from tests.hosts.conftest import Launch
from tests.hosts.visitor import Visitor, get

# -- names ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "::1"])
def test_on_the_loopback_it_has_the_names_of_this_machine_only(address: str) -> None:
    names = HostNames(address)
    assert all(map(names.allow, ("localhost", "app.localhost", "127.0.0.1", "::1", "192.0.2.7")))
    assert not any(map(names.allow, ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example")))


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "", "192.0.2.7", None])
def test_open_to_the_network_it_answers_to_every_name_unless_there_is_a_list(address: str | None) -> None:
    assert HostNames(address).allow("anything.example")
    listed = HostNames(address, ["friend.example:8080", "*.inner.example"])
    assert all(map(listed.allow, ("friend.example", "a.inner.example", "localhost", "192.0.2.7")))
    assert not listed.allow("anything.example")
    assert HostNames("localhost", ["*"]).allow("anything.example")


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("localhost:5006", "localhost"),
        ("Example.COM", "example.com"),
        ("example.com.", "example.com"),
        ("[::1]:80", "::1"),
        ("my_host", "my_host"),
        ("", None),
        ("a b", None),
        ("a@b", None),
        ("a,b", None),
        ("a/b", None),
        ("<b>", None),
        ("a:80:80", None),
    ],
)
def test_the_name_in_a_header(host: str, name: str | None) -> None:
    assert name_of(host) == name


def test_a_foreign_name_gets_no_page_and_no_connection(
    launch: Launch, caplog: pytest.LogCaptureFixture
) -> None:
    server = launch(lambda: Counter())
    answer = get(server.url, headers={"host": "evil.example"})
    assert answer.status_code == 421
    assert "--allow-websocket-origin evil.example" in answer.text
    assert "--allow-websocket-origin" in caplog.text
    assert get(server.url, headers={"host": "a b"}).status_code == 400
    assert len(server.server.host.sessions) == 0
    visitor = Visitor(server.url)
    with pytest.raises(InvalidStatus) as refusal:
        visitor.dial(origin="http://evil.example", additional_headers={"Host": "evil.example"})
    # The client sends its own Host as well.
    assert refusal.value.response.status_code == 403
    assert server.server.host.refusals["foreign-host"] == 1
    assert server.server.host.refusals["bad-host"] >= 1


def test_a_listed_name_is_answered(launch: Launch) -> None:
    server = launch(lambda: Counter(), websocket_origin=["app.example"])
    assert get(server.url, headers={"host": "app.example"}).status_code == 200
    assert get(server.url, headers={"host": "other.example"}).status_code == 421


# -- proxies ----------------------------------------------------------------------------------------


def scope_with(client: str | None, kind: str = "http", **headers: str) -> Scope:
    pairs = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope: dict[str, Any] = {"type": kind, "scheme": "ws" if kind == "websocket" else "http"}
    return {
        **scope,
        "client": None if client is None else (client, 9),
        "path": "/page",
        "headers": [(b"host", b"inner"), *pairs],
    }


FORWARDED = {
    "x_forwarded_for": "6.6.6.6, 192.0.2.1, 10.1.1.1",
    "x_forwarded_proto": "https",
    "x_forwarded_host": "app.example",
    "x_forwarded_prefix": "/apps/",
}


def test_a_trusted_proxy_is_believed() -> None:
    proxies = TrustedProxies(["10.0.0.0/8"])
    scope = proxies.applied(scope_with("10.0.0.1", **FORWARDED))
    # What stands before the nearest foreign address, that visitor may have made up.
    assert scope["client"] == ("192.0.2.1", 0)
    assert scope["scheme"] == "https"
    assert (b"host", b"app.example") in scope["headers"]
    assert (b"host", b"inner") not in scope["headers"]
    assert (scope["root_path"], scope["path"]) == ("/apps", "/apps/page")
    assert proxies.applied(scope_with("10.0.0.1", "websocket", **FORWARDED))["scheme"] == "wss"


@pytest.mark.parametrize("client", ["192.0.2.1", "::1", "testclient", None])
def test_nobody_else_is(client: str | None) -> None:
    scope = scope_with(client, **FORWARDED)
    assert TrustedProxies(["10.0.0.0/8"]).applied(scope) is scope
    assert TrustedProxies().applied(scope) is scope


@pytest.mark.parametrize(
    ("headers", "changed"),
    [
        ({"x_forwarded_for": "unknown"}, False),
        ({"x_forwarded_for": "192.0.2.1:80"}, True),
        ({"x_forwarded_for": "[2001:db8::1]:80"}, True),
        ({"x_forwarded_proto": "javascript"}, False),
        ({"x_forwarded_host": "evil<b>"}, False),
        ({"x_forwarded_prefix": "//evil.example"}, False),
        ({"x_forwarded_prefix": "/../x"}, False),
        ({"x_forwarded_prefix": '/a"b'}, False),
        ({"x_forwarded_prefix": "apps"}, False),
    ],
)
def test_what_cannot_be_is_left_out(headers: dict[str, str], changed: bool) -> None:
    before = scope_with("10.0.0.1", **headers)
    assert (TrustedProxies(["*"]).applied(before) != before) == changed


def test_a_proxy_is_an_address() -> None:
    with pytest.raises(UsageError, match=r"proxy\.example"):
        TrustedProxies(["proxy.example"])


@pytest.mark.parametrize(("trusted", "seen"), [("127.0.0.1,::1", "192.0.2.1"), (None, "127.0.0.1")])
def test_the_session_knows_the_visitors_address(launch: Launch, trusted: str | None, seen: str) -> None:
    server = launch(lambda: Counter(), trusted_proxies=trusted)
    get(f"http://127.0.0.1:{server.port}/", headers={"x-forwarded-for": "192.0.2.1"})
    assert [session.request.remote_ip for session in server.server.host.sessions] == [seen]
