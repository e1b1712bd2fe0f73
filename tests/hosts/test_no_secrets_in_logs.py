"""No log holds what visitors and programs send: a canary in each place, everything logged, and all of it searched."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import httpx
import param
import pytest
from starlette.routing import Mount, Route
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

import lanai as pn
from lanai import testing
from lanai.components.base import Component
from lanai.session.carrying import Place, entries_of, give_back
from lanai.wire import messages
from tests.hosts.conftest import Launch
from tests.hosts.visitor import PATIENCE, Visitor
from tests.support.kinds import make, shown_kinds

PASSWORD = "correct horse battery staple"
CLIENTS = ("httpx", "httpcore", "websockets.client")
"""Loggers of the test's own half of a connection."""

APP = """
import lanai as pn
number = pn.widgets.IntSlider(name="Number", end=9)
color = pn.widgets.Select(name="Color", options=["red", "blue"])
date = pn.widgets.DatePicker(name="Day")
for widget, key in ((number, "n"), (color, "c"), (date, "d")):
    pn.state.location.sync(widget, {"value": key})
pn.Column(number, color, date, pn.widgets.FileInput(name="File", max_file_size="1KB")).servable()
"""


class Boiler(param.Parameterized):
    target = param.Number(default=60.0, bounds=(0, 90))
    mode: Any = param.Selector(default="eco", objects=["eco", "boost"])


class Canary(logging.Handler):
    """A word for each place, so that a failure says which place sang. Hears all that is logged while it is attached."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))
        self.words: dict[str, str] = {}
        self.said: list[str] = []

    def __call__(self, place: str) -> str:
        return self.words.setdefault(place, f"canary-{len(self.words)}-sings")

    def emit(self, record: logging.LogRecord) -> None:
        if not record.name.startswith(CLIENTS):
            self.said.append(self.format(record))

    def found(self) -> dict[str, str]:
        """What was said of each place."""
        lines = ((place, line) for place, word in self.words.items() for line in self.said if word in line)
        return {place: line[:500] for place, line in lines}


@pytest.fixture
def canary(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Iterator[Canary]:
    caplog.set_level(logging.DEBUG)
    canary = Canary()
    logging.getLogger().addHandler(canary)
    yield canary
    logging.getLogger().removeHandler(canary)
    canary.said += capfd.readouterr()
    assert canary.found() == {}


@pytest.fixture
def server(launch: Launch, tmp_path: Any) -> Any:
    (tmp_path / "app.py").write_text(APP)
    pn.state.publish("boiler", Boiler())
    return launch(
        str(tmp_path / "app.py"),
        autoreload=True,
        rest_provider="param",
        liveness=True,
        metrics=True,
        admin=True,
        admin_token="a token of sixteen and more",
        static_dirs={"/files": str(tmp_path)},
    )


def test_what_comes_over_http(server: Any, canary: Canary) -> None:
    names = {"{file}": "x", "{version}": "1", "{session}": "s", "{component:int}": "1"}
    names["{key}"] = canary("key of a file")
    with httpx.Client(base_url=server.url, trust_env=False, timeout=PATIENCE) as client:
        for route in server.server.application.routes:
            assert isinstance(route, (Route, Mount))
            path = route.path.replace("{name}", "boiler")
            for part, filled in names.items():
                path = path.replace(part, filled)
            for method in ("GET", "HEAD", "POST", "PATCH", "DELETE"):
                for kind in ("application/json", "application/x-www-form-urlencoded", "text/plain"):
                    client.request(
                        method,
                        path,
                        params={"token": canary(f"query {path}"), "n": canary("value in the query")},
                        headers={
                            "authorization": f"Bearer {canary('authorization')}",
                            "cookie": f"lanai_login={canary('cookie')}; a={canary('another cookie')}",
                            "referer": f"{server.url}/?{canary('referer')}",
                            "user-agent": canary("user agent"),
                            "x-secret": canary("header"),
                            "content-type": kind,
                        },
                        content=json.dumps({"target": canary("JSON"), "mode": canary("JSON")})
                        if "json" in kind
                        else f"token={canary('form')}&username={canary('form')}",
                    )


def test_what_a_login_brings(launch: Launch, canary: Canary) -> None:
    server = launch(lambda: "hello", basic_auth=PASSWORD)
    with httpx.Client(base_url=server.url, trust_env=False, timeout=PATIENCE) as client:
        for password in (canary("wrong password"), PASSWORD):
            form = {
                "username": canary("user who fails") if password != PASSWORD else "ada",
                "password": password,
                "next": f"/?{canary('next')}",
                "other": canary("another field"),
            }
            client.post("/login", data=form, params={"code": canary("code")})
            canary.words["login cookie"] = client.cookies.get("lanai_login") or "no cookie yet"
        client.get("/", params={"code": canary("code"), "state": canary("state")})


def test_values_in_the_address(server: Any, canary: Canary) -> None:
    query = f"?n={canary('number')}&c={canary('choice')}&d={canary('day')}&x={canary('unknown')}"
    with Visitor(f"{server.url}/{query}") as visitor:
        visitor.connect()
        visitor.until(lambda: visitor.browser.nodes)
        location = visitor.find("Location")
        visitor.browser.edit(location.id, {"search": f"?n={canary('later')}&d={canary('later')}"})
        visitor.browser.edit(visitor.find("IntSlider").id, {"value": 3})
        visitor.until(lambda: "n=3" in str(visitor.find("Location").props))


def test_what_is_given_back_after_a_reload(server: Any, canary: Canary) -> None:
    with Visitor(server.url) as visitor:
        visitor.connect()
        values = [
            [kind, name, 0, {"value": canary(f"given back to {kind}")}]
            for kind, name in (("IntSlider", "Number"), ("Select", "Color"), ("DatePicker", "Day"))
        ]
        answer = httpx.post(
            f"{server.url}/_lanai/reload",
            json={"token": visitor.state["token"], "values": values},
            trust_env=False,
        )
        assert answer.status_code == 204
        canary.words["token"] = visitor.state["token"]
        visitor.browser.edit(visitor.find("IntSlider").id, {"value": 4})
        visitor.until(lambda: "n=4" in str(visitor.find("Location").props))


def test_what_opens_a_websocket(server: Any, canary: Canary) -> None:
    state = Visitor(server.url).state
    opening = {"t": "open", "v": messages.VERSION, "token": state["token"], "rev": 0, "tab": "t"}
    for wrong in (
        canary("garbage"),
        json.dumps({**opening, "token": canary("token")}),
        json.dumps({**opening, "tab": canary("tab") * 10}),
        json.dumps({**opening, canary("key"): 1}),
        json.dumps([canary("list")]),
        canary("bytes").encode(),
    ):
        url = f"{server.url.replace('http', 'ws', 1)}/_lanai/ws?{canary('query of a websocket')}"
        with connect(
            url, proxy=None, additional_headers={"cookie": canary("cookie"), "x-secret": canary("header")}
        ) as line:
            line.send(wrong)
            until_closed(line)


def until_closed(line: ClientConnection) -> None:
    with suppress(ConnectionClosed):
        while True:
            line.recv(timeout=PATIENCE)


def shapes(word: str) -> list[Any]:
    """What a browser could send instead of a value."""
    return [word, [word], {word: word}, [[word, word, 1]], {"value": word}, f"data:{word}", f"[{word}"]


def test_what_a_visitor_does(canary: Canary) -> None:
    """Each property that can be edited and each event, of each component: with values that fit none of them."""
    components: list[Component] = [make(kind) for kind in shown_kinds()]
    with testing.Site(lambda: pn.Column(*components)) as site:
        user = site.visit()
        shown = {type(each).__name__ for each in user.session.outbox.components()}
        assert shown >= {kind.__name__ for kind in shown_kinds() if kind._edits or kind._events}
        for component in user.session.outbox.components():
            kind = component._spec.type
            for name in component._spec.edits:
                for value in shapes(canary(f"{kind}.{name}")):
                    user.browser.edit(component._number, {name: value})
            for name in component._spec.events:
                for value in shapes(canary(f"{name} of {kind}")):
                    data = dict.fromkeys(
                        ("value", "key", "files", "data", "name", "text", "path", "row"), value
                    )
                    user.browser.event(component._number, name, data)
            user.browser.edit(component._number, {canary("name of a property"): 1})
            user.browser.event(component._number, canary("name of an event"), {})
            site.settle()
        assert len(user.browser.errors) > 100


def test_what_is_given_back_to_each_component(canary: Canary) -> None:
    components: list[Component] = [make(kind) for kind in shown_kinds()]
    with testing.Site(lambda: pn.Column(*components)) as site:
        session = site.visit().session
        for entries in zip(*(_given_back(session, canary)), strict=True):
            give_back(session, entries)
            site.settle()


def _given_back(session: Any, canary: Canary) -> list[list[tuple[Place, dict[str, Any]]]]:
    """For each place where a value may be given back, one of each shape."""
    return [
        [(place, dict.fromkeys(values, value)) for value in shapes(canary(f"given back to {place.type}"))]
        for place, values in entries_of(session).items()
    ]


def test_it_hears_a_canary() -> None:
    canary = Canary()
    logging.getLogger().addHandler(canary)
    logging.getLogger("lanai").warning("heard %s", canary("somewhere"))
    logging.getLogger().removeHandler(canary)
    assert list(canary.found()) == ["somewhere"]
