"""What an app publishes, read and set by programs over HTTP."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import httpx
import param
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

import lanai as pn
from lanai import testing
from lanai.errors import BadArgument, UsageError
from lanai.session.process import Process
from tests.hosts.conftest import Launch
from tests.hosts.visitor import PATIENCE, Visitor, get
from tests.support.servers import eventually

JSON = {"content-type": "application/json"}


class Boiler(param.Parameterized):
    target = param.Number(default=60.0, bounds=(0, 90))
    mode: Any = param.Selector(default="eco", objects=["eco", "boost"])
    label = param.String(default="cellar")
    serviced = param.Date(default=dt.datetime(2026, 1, 2))
    reading = param.Number(default=57.5, constant=True)
    restart = param.Event()


def ask(method: str, url: str, **options: Any) -> httpx.Response:
    with httpx.Client(trust_env=False, timeout=PATIENCE) as client:
        return client.request(method, url, **options)


@pytest.fixture
def boiler() -> Boiler:
    return Boiler(name="boiler")


@pytest.fixture
def url(launch: Launch, boiler: Boiler) -> str:
    pn.state.publish("boiler", boiler)
    return f"{launch(lambda: pn.Row('a'), rest_provider='param').url}/rest/boiler"


def test_values_are_read_as_json(url: str) -> None:
    answer = get(url)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json() == {
        "name": "boiler",
        "target": 60.0,
        "mode": "eco",
        "label": "cellar",
        "serviced": "2026-01-02T00:00:00.000000",
        "reading": 57.5,
    }


def test_a_query_sets_nothing_and_says_how_it_is_done(url: str, boiler: Boiler) -> None:
    for method in ("GET", "HEAD"):
        answer = ask(method, f"{url}?target=70")
        assert (answer.status_code, answer.headers["allow"]) == (405, "POST, PATCH")
    assert "PATCH" in get(f"{url}?target=70").json()["error"]
    assert ask("HEAD", url, content='{"target": 70}', headers=JSON).status_code == 200
    assert boiler.target == 60


@pytest.mark.parametrize("method", ["POST", "PATCH"])
def test_a_json_object_sets_values(url: str, boiler: Boiler, method: str) -> None:
    answer = ask(method, url, json={"target": 71.5, "serviced": "2026-03-04T05:06:07.000000"})
    assert answer.status_code == 200
    assert (boiler.target, boiler.serviced) == (71.5, dt.datetime(2026, 3, 4, 5, 6, 7))


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"target": 100}, "90"),
        ({"target": "warm"}, "numeric"),
        ({"mode": "turbo"}, "turbo"),
        ({"reading": 1}, "constant"),
        ({"restart": True}, "restart"),
        ({"pressure": 1}, "pressure"),
        ([1], "JSON object"),
    ],
)
def test_what_cannot_be_set_is_said_and_sets_nothing(
    url: str, boiler: Boiler, wanted: Any, said: str
) -> None:
    before = boiler.param.values()
    both = {"label": "attic", **wanted} if isinstance(wanted, dict) else wanted
    answer = ask("POST", url, json=both)
    assert answer.status_code == 400
    assert said in answer.json()["error"]
    assert boiler.param.values() == before


@pytest.mark.parametrize("body", [b"{", b"", b"\xff", b"[" * 100_000, b'{"a": "' + b"x" * 2_000_000])
def test_bodies_that_are_none_are_refused(url: str, body: bytes) -> None:
    assert ask("POST", url, content=body, headers=JSON).status_code == 400


@pytest.mark.parametrize(
    "kind", [None, "", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a"]
)
def test_a_body_that_a_foreign_form_could_send_is_refused(url: str, boiler: Boiler, kind: str | None) -> None:
    headers = {} if kind is None else {"content-type": kind}
    answer = ask("POST", url, content=b'{"target": 1}', headers=headers)
    assert answer.status_code == 415
    assert "application/json" in answer.json()["error"]
    assert boiler.target == 60


def test_a_script_that_asks_first_is_told_nothing(url: str) -> None:
    asks = {"origin": "https://evil.example", "access-control-request-method": "POST"}
    answer = ask("OPTIONS", url, headers={**asks, "access-control-request-headers": "content-type"})
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_there_is_nothing_under_other_names(url: str) -> None:
    answer = get(f"{url}s")
    assert answer.status_code == 404
    assert "boilers" in answer.json()["error"]


@pytest.fixture
def anywhere(boiler: Boiler, process: Process) -> Iterator[TestClient]:
    """A program or page at a server that answers to every name."""
    pn.state.publish("boiler", boiler)
    inner = pn.asgi_app(lambda: pn.Row("a"), rest_provider="param")
    outer = Starlette(routes=[Mount("/", inner)], lifespan=inner.lifespan)
    with TestClient(outer) as client:
        yield client


def test_a_name_that_leads_here_is_no_own_page(anywhere: TestClient, boiler: Boiler) -> None:
    """DNS rebinding: to the browser the page and the server have one origin."""
    for sign in ({"origin": "http://evil.example"}, {"sec-fetch-site": "same-origin"}):
        headers = {"host": "evil.example", **sign}
        answer = anywhere.post("/rest/boiler", json={"target": 1}, headers=headers)
        assert answer.status_code == 403
        assert "--allow-websocket-origin" in answer.json()["error"]
    assert boiler.target == 60
    own = {"host": "127.0.0.1", "origin": "http://127.0.0.1"}
    assert anywhere.post("/rest/boiler", json={"target": 61}, headers=own).status_code == 200
    program = {"host": "server.example"}
    assert anywhere.post("/rest/boiler", json={"target": 62}, headers=program).json()["target"] == 62


def test_with_a_token_only_its_holders_are_answered(launch: Launch, boiler: Boiler) -> None:
    pn.state.publish("boiler", boiler)
    token = "a-token-that-is-long-enough"
    server = launch(lambda: pn.Row("a"), rest_provider="param", rest_token=token, basic_auth="door")
    url, bearer = f"{server.url}/rest/boiler", {"authorization": f"Bearer {token}"}
    for wrong in ({}, {"authorization": "Bearer x"}, {"authorization": token}):
        assert get(url, headers=wrong).status_code == 401
        assert ask("POST", url, json={"target": 1}, headers=wrong).status_code == 401
    assert server.server.host.refusals["bad-rest-token"] == 6
    assert get(url, headers=bearer).json()["target"] == 60
    assert ask("PATCH", url, json={"target": 61}, headers=bearer).json()["target"] == 61
    assert get(f"{server.url}/rest/a/b", headers={"accept": "text/html"}).status_code == 303
    with pytest.raises(UsageError, match="rest_token"):
        launch(lambda: None, rest_provider="param", rest_token="short")


def test_it_is_closed_unless_it_is_asked_for(launch: Launch, boiler: Boiler) -> None:
    pn.state.publish("boiler", boiler)
    assert get(f"{launch(lambda: pn.Row('a')).url}/rest/boiler").status_code == 404


def test_it_may_be_elsewhere(launch: Launch, boiler: Boiler) -> None:
    pn.state.publish("boiler", boiler, parameters=["label"])
    server = launch(lambda: pn.Row("a"), rest_provider="param", rest_endpoint="api/v1")
    assert get(f"{server.url}/api/v1/boiler").json() == {"label": "cellar"}


def test_only_parameters_can_be_provided() -> None:
    with pytest.raises(UsageError, match="param"):
        pn.serve(lambda: None, start=False, rest_provider="tranquilizer")


def test_a_failing_watcher_is_logged_and_not_the_programs_fault(
    url: str, boiler: Boiler, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(event: Any) -> None:
        raise RuntimeError("the valve is stuck")

    boiler.param.watch(fail, "target")
    answer = ask("POST", url, json={"target": 50})
    assert answer.status_code == 500
    assert "valve" not in answer.text
    assert "the valve is stuck" in caplog.text


def test_what_a_session_publishes_is_set_in_its_turn_and_goes_with_it(launch: Launch) -> None:
    def app() -> None:
        slider = pn.widgets.IntSlider(name="Number", start=0, end=9)
        pn.state.publish("number", slider, parameters=["value"])
        pn.Column(slider, pn.bind(lambda value: f"{value} in {bool(pn.state.served)}", slider)).servable()

    server = launch(app, rest_provider="param", unused_session_lifetime=2000, check_unused_sessions=200)
    url = f"{server.url}/rest/number"
    with Visitor(server.url).connect() as visitor:
        assert ask("POST", url, json={"value": 4}).json() == {"value": 4}
        visitor.until(lambda: "4 in True" in str(visitor.browser.tree()))
    eventually(lambda: get(url).status_code == 404)


def test_the_same_name_has_the_same_parameters(boiler: Boiler) -> None:
    def app() -> None:
        pn.state.publish("boiler", boiler, parameters=["label"])
        with pytest.raises(BadArgument, match="another name"):
            pn.state.publish("boiler", boiler, parameters=["mode"])

    with testing.Site(app) as site:
        site.visit()


@pytest.mark.parametrize(
    ("name", "target", "parameters"),
    [
        ("a/b", Boiler(), None),
        ("", Boiler(), None),
        ("a", 3, None),
        ("a", Boiler(), ["nothing"]),
        ("a", Boiler(), ["restart"]),
    ],
)
def test_what_cannot_be_published(process: object, name: str, target: Any, parameters: Any) -> None:
    with pytest.raises(BadArgument):
        pn.state.publish(name, target, parameters)
