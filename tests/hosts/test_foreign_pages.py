"""What a foreign page makes a visitor's browser send changes nothing: each route of a server, by each method."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any, NamedTuple
from urllib.parse import urlencode

import httpx
import param
import pytest
from starlette.routing import Mount, Route

import lanai as pn
from lanai.hosts.asgi.csrf import READS
from lanai.hosts.asgi.server import ServerThread
from tests.hosts.caller import Caller
from tests.hosts.conftest import Launch
from tests.hosts.visitor import PATIENCE, Visitor

PASSWORD = "correct horse battery staple"
TOKEN = "a token of sixteen and more"
METHODS = (*sorted(READS - {"TRACE"}), "POST", "PATCH", "PUT", "DELETE")
FORM, JSON = "application/x-www-form-urlencoded", "application/json"

APP = """
import lanai as pn
pn.Column(pn.widgets.TextInput(name="Who", value="you")).servable()
"""

OWN = {
    "own origin": {"origin": "{own}"},
    "own origin, as browsers say it": {"origin": "{own}", "sec-fetch-site": "same-origin"},
    "own page by its address": {"referer": "{own}/app"},
}
FOREIGN = {
    "foreign": {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
    "foreign by http": {"origin": "http://evil.example"},
    "foreign by its address": {"referer": "http://evil.example/"},
    "foreign link": {"sec-fetch-site": "cross-site"},
    "null": {"origin": "null"},
    "null, by a page without a referrer": {"origin": "null", "sec-fetch-site": "cross-site"},
    "another port": {"origin": "http://localhost:1", "sec-fetch-site": "same-site"},
    "another port by http": {"origin": "http://localhost:1"},
}
PROGRAM: dict[str, dict[str, str]] = {"program": {}}
WELCOME = {**OWN, **PROGRAM}


class Boiler(param.Parameterized):
    target = param.Integer(default=60)


class Place:
    """A server with all that can be asked of one, a visitor who has logged in, and what he could lose."""

    def __init__(self, launch: Launch, tmp_path: Any) -> None:
        (tmp_path / "a.txt").write_text("a")
        (tmp_path / "app.py").write_text(APP)
        self.boiler = Boiler()
        pn.state.publish("boiler", self.boiler)
        self.server: ServerThread = launch(
            str(tmp_path / "app.py"),
            basic_auth=PASSWORD,
            rest_provider="param",
            liveness=True,
            metrics=True,
            admin=True,
            admin_token=TOKEN,
            autoreload=True,
            static_dirs={"/files": str(tmp_path)},
        )
        self.url = self.server.url
        self.client = httpx.Client(base_url=self.url, trust_env=False, timeout=PATIENCE)
        with Caller(self.url) as caller:
            caller.log_in(PASSWORD)
            caller.get(f"/admin?token={TOKEN}")
            self.cookie = caller.cookie
        self.visitor = Visitor(self.url, headers={"cookie": self.cookie})
        self.visitor.connect(additional_headers={"cookie": self.cookie})
        self.visitor.until(lambda: self.visitor.browser.nodes)
        (self.session,) = self.sessions()

    def sessions(self) -> list[Any]:
        return [each for each in self.server.server.host.sessions.seen if not each.ended]

    def state(self) -> tuple[object, ...]:
        """What no foreign page may change, as far as it is in this process."""
        components = self.session.outbox.components()
        texts = [each.value for each in components if type(each).__name__ == "TextInput"]
        return self.boiler.target, texts, self.session.turns.waiting, self.session.ended

    def logged_in(self) -> bool:
        """Whether the visitor's cookie lets him in."""
        answer = self.client.get("/files/a.txt", headers={"cookie": self.cookie})
        return answer.status_code == 200

    def ask(self, method: str, path: str, headers: dict[str, str], ask: Ask) -> httpx.Response:
        """One request with the visitor's cookies, as his browser would send it."""
        sent = {name: value.format(own=self.url) for name, value in headers.items()}
        kind = {} if ask.kind is None else {"content-type": ask.kind}
        self.client.cookies.clear()  # what an answer sets is no part of what the visitor has
        return self.client.request(
            method,
            path,
            content=ask.body(self) if method not in ("HEAD", "GET") else None,
            headers={"cookie": self.cookie, "accept": "text/html", **kind, **sent},
        )


class Ask(NamedTuple):
    """What would change something at a route, and how to see that it has."""

    kind: str | None
    body: Callable[[Place], bytes]
    changed: Callable[[Place, httpx.Response], bool]
    query: str = ""
    for_programs: bool = True
    """Whether a program may, that is no page."""


def restored(place: Place) -> bytes:
    values = [["TextInput", "Who", 0, {"value": "mallory"}]]
    return json.dumps({"token": place.visitor.state["token"], "values": values}).encode()


def logs_in(cookie: str) -> Callable[[Place, httpx.Response], bool]:
    return lambda place, answer: cookie in answer.headers.get("set-cookie", "")


def form(**fields: str) -> Callable[[Place], bytes]:
    return lambda place: urlencode(fields).encode()


CHANGES: dict[tuple[str, str], Ask] = {
    ("/login", "POST"): Ask(FORM, form(username="eve", password=PASSWORD), logs_in("lanai_login")),
    ("/admin", "POST"): Ask(FORM, form(token=TOKEN), logs_in("lanai_admin")),
    **{
        ("/rest/{name}", method): Ask(
            JSON, lambda place: b'{"target": 1}', lambda place, answer: place.boiler.target == 1, "?target=1"
        )
        for method in ("POST", "PATCH")
    },
    ("/_lanai/reload", "POST"): Ask(JSON, restored, lambda place, answer: answer.status_code == 204),
    ("/logout", "POST"): Ask(FORM, form(), lambda place, answer: not place.logged_in(), for_programs=False),
}
"""Each route and method by which something can be changed. A new one is missed here by the first test. Logging out comes last: it ends all."""
NOTHING = Ask(None, lambda place: b"", lambda place, answer: False)

PATHS = {
    "{file}": "x.js",
    "{version}": "1",
    "{session}": "s",
    "{component:int}": "1",
    "{key}": "k",
    "{name}": "boiler",
}


def address(path: str) -> str:
    for part, filled in PATHS.items():
        path = path.replace(part, filled)
    return path


@pytest.fixture
def place(launch: Launch, tmp_path: Any) -> Iterator[Place]:
    place = Place(launch, tmp_path)
    yield place
    place.visitor.leave()
    place.client.close()


def routes(place: Place) -> dict[str, set[str]]:
    """The methods that each route of the server takes, by its path."""
    found: dict[str, set[str]] = {}
    for route in place.server.server.application.routes:
        assert isinstance(route, (Route, Mount)), f"{route!r} is of a kind that this test does not know."
        methods = (route.methods or set()) if isinstance(route, Route) else set()
        path = route.path if isinstance(route, Route) else f"{route.path}/a.txt"
        found.setdefault(path, set()).update(methods)
    return found


def test_each_way_to_change_something_is_known(place: Place) -> None:
    found = {(path, method) for path, methods in routes(place).items() for method in methods - READS}
    assert found == set(CHANGES)


def test_a_foreign_page_changes_nothing(place: Place) -> None:
    before = place.state()
    for sender, path, method in product(FOREIGN, routes(place), METHODS):
        ask = CHANGES.get((path, method)) or CHANGES.get((path, "POST"), NOTHING)
        answer = place.ask(method, address(path) + ask.query, FOREIGN[sender], ask)
        what = sender, method, path
        assert not ask.changed(place, answer), what
        assert "set-cookie" not in answer.headers, what
        assert method in READS or answer.status_code == 403, what
        assert place.state() == before, what
    assert place.logged_in()


def test_reading_changes_nothing_whoever_does_it(place: Place) -> None:
    before = place.state()
    for path, method in product(routes(place), sorted(READS - {"TRACE"})):
        ask = CHANGES.get((path, "POST"), NOTHING)
        for headers in WELCOME.values():
            place.ask(method, address(path) + ask.query, headers, ask)
            assert place.state() == before, (method, path)
    assert place.logged_in()


@pytest.mark.parametrize("sender", WELCOME)
def test_our_own_pages_do_and_programs_where_it_is_for_them(place: Place, sender: str) -> None:
    for (path, method), ask in CHANGES.items():
        answer = place.ask(method, address(path), WELCOME[sender], ask)
        assert ask.changed(place, answer) is (sender not in PROGRAM or ask.for_programs), (method, path)
        place.boiler.target = 60


def test_a_websocket_is_for_our_own_pages_and_for_programs(place: Place) -> None:
    senders: dict[str, dict[str, str]] = {**OWN, **FOREIGN, **PROGRAM}
    for sender, headers in senders.items():
        origin = headers.get("origin", "").format(own=place.url) or None
        with Caller(place.url, cookie=place.cookie) as caller:
            told = {} if origin is None else {"origin": origin}
            status = caller.knock(cookie=place.cookie, **told)
        # No browser leaves the origin out here, so a line above without one is a program's.
        assert status == (403 if origin is not None and sender in FOREIGN else 101), sender


def test_a_listed_origin_is_ones_own_and_a_star_is_nobody(launch: Launch) -> None:
    boiler = Boiler()
    pn.state.publish("boiler", boiler)
    friend, stranger = {"origin": "https://friend.example"}, {"origin": "https://evil.example"}
    for listed, statuses in ((["https://friend.example"], [200, 403]), (["*"], [403, 403])):
        server = launch(lambda: pn.Row("a"), rest_provider="param", websocket_origin=listed)
        url = f"{server.url}/rest/boiler"
        assert [
            httpx.post(url, json={"target": 5}, headers=headers, trust_env=False).status_code
            for headers in (friend, stranger)
        ] == statuses
