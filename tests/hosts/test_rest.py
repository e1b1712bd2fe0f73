"""What an app publishes, read and set by programs over HTTP."""

from __future__ import annotations

import datetime as dt
from typing import Any

import httpx
import param
import pytest

import lanai as pn
from lanai import testing
from lanai.errors import BadArgument, UsageError
from tests.hosts.conftest import Launch
from tests.hosts.visitor import PATIENCE, Visitor, get
from tests.support.servers import eventually


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


def test_a_query_sets_values_as_in_a_url(url: str, boiler: Boiler) -> None:
    answer = get(f"{url}?target=70&label=7&mode=boost&serviced=2026-03-04")
    assert answer.json()["target"] == 70
    assert (boiler.target, boiler.label, boiler.mode) == (70, "7", "boost")
    assert boiler.serviced == dt.datetime(2026, 3, 4)


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
    assert ask("POST", url, content=body).status_code == 400


def test_there_is_nothing_under_other_names(url: str) -> None:
    answer = get(f"{url}s")
    assert answer.status_code == 404
    assert "boilers" in answer.json()["error"]


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
)
def test_a_foreign_page_sets_nothing(url: str, boiler: Boiler, headers: dict[str, str]) -> None:
    assert ask("POST", url, json={"target": 1}, headers=headers).status_code == 403
    assert ask("GET", f"{url}?target=1", headers=headers).status_code == 403
    assert boiler.target == 60


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
