"""An `authorize_callback` decides who of those that are known may see an app."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import lanai as pn
from lanai.callbacks.workers import WorkerThreads
from lanai.hosts.asgi.auth.authorization import verdict
from lanai.session.process import Process
from lanai.session.request import Identity
from tests.hosts.caller import Caller
from tests.hosts.conftest import Launch

ADA = Identity("ada", {"user": "ada", "username": "ada"})


ANSWERS: tuple[tuple[str, Callable[..., Any], object], ...] = (
    ("allows", lambda info: info["user"] == "ada", True),
    ("refuses", lambda info: False, False),
    ("takes the path", lambda info, path: path == "/app", True),
    ("sends elsewhere", lambda info, path: "/else", "/else"),
    ("says a number", lambda info: 1, False),
    ("says nothing", lambda info: None, False),
    ("raises", lambda info: info["no such claim"], False),
)


@pytest.mark.parametrize(
    ("callback", "expected"), [answer[1:] for answer in ANSWERS], ids=[name for name, *_ in ANSWERS]
)
def test_what_a_callback_says_counts_and_nothing_else(callback: Callable[..., Any], expected: object) -> None:
    assert asyncio.run(verdict(callback, ADA, "/app", WorkerThreads())) == expected


def test_a_callback_may_be_a_coroutine() -> None:
    async def callback(info: dict[str, Any], path: str) -> bool:
        await asyncio.sleep(0)
        return info["user"] == "ada" and path == "/app"

    assert asyncio.run(verdict(callback, ADA, "/app", WorkerThreads())) is True


def test_it_cannot_change_who_somebody_is() -> None:
    def callback(info: dict[str, Any]) -> bool:
        info["user"] = "root"
        return True

    asyncio.run(verdict(callback, ADA, "/app", WorkerThreads()))
    assert ADA.info["user"] == "ada"


Make = Callable[..., Caller]


@pytest.fixture
def caller(launch: Launch) -> Iterator[Make]:
    """Ada, logged in to a server of these apps."""
    made: list[Caller] = []

    def make(apps: object, **options: Any) -> Caller:
        caller = Caller(launch(apps, basic_auth="algebra", **options).url)
        caller.log_in("algebra")
        made.append(caller)
        return caller

    yield make
    for each in made:
        each.close()


def test_the_processs_callback_decides_before_an_app_runs(process: Process, caller: Make) -> None:
    built: list[str] = []

    def app() -> str:
        built.append(str(pn.state.user))
        return f"for {pn.state.user}"

    pn.config.authorize_callback = lambda info, path: info["user"] == "ada" and path != "/closed"
    ada = caller({"/open": app, "/closed": app})
    assert "for ada" in ada.get("/open").text
    answer = ada.get("/closed")
    assert answer.status_code == 403
    assert "not open to you" in answer.text
    assert 'href="/logout"' in answer.text
    assert built == ["ada"]


def test_an_apps_own_callback_decides_about_it(launch: Launch, caller: Make) -> None:
    def closed() -> str:
        pn.extension(authorize_callback=lambda info: info["username"] != "ada")
        return "the secret"

    ada = caller({"/closed": closed, "/open": lambda: "all is well"})
    answer = ada.get("/closed")
    assert answer.status_code == 403
    assert "the secret" not in answer.text
    assert "all is well" in ada.get("/open").text


def test_a_path_sends_the_visitor_there(process: Process, caller: Make) -> None:
    pn.config.authorize_callback = lambda info, path: "/ada" if path == "/" else True
    ada = caller({"/": lambda: "everybody", "/ada": lambda: "only ada"}, prefix="/at")
    assert ada.get("/").headers["location"] == "/at/ada"
    assert "only ada" in ada.get("/ada").text


def test_saying_where_he_is_lets_him_stay(process: Process, caller: Make) -> None:
    pn.config.authorize_callback = lambda info, path: "/ada"
    ada = caller({"/ada": lambda: "only ada"})
    assert "only ada" in ada.get("/ada").text


def test_a_guest_is_sent_to_the_login_and_back(process: Process, launch: Launch) -> None:
    pn.config.authorize_callback = lambda info, path: "/login" if info["user"] == "guest" else True
    server = launch({"/admin": lambda: "the admin"}, basic_auth="algebra", oauth_optional=True)
    with Caller(server.url) as guest:
        assert guest.get("/admin?a=1").headers["location"] == "/login?next=/admin%3Fa%3D1"
        guest.log_in("algebra")
        assert "the admin" in guest.get("/admin").text


def test_where_nobody_is_asked_nothing_is_known(process: Process, launch: Launch) -> None:
    pn.config.authorize_callback = lambda info: info == {}
    with Caller(launch(lambda: "open").url) as anybody:
        assert anybody.get("/").status_code == 200
    pn.config.authorize_callback = lambda info: info["user"] == "ada"
    with Caller(launch(lambda: "open").url) as anybody:
        assert anybody.get("/").status_code == 403


def test_an_authors_page_says_no(process: Process, caller: Make, tmp_path: Path) -> None:
    (tmp_path / "no.html").write_text("<h1>{{ title }}: {{ error_type }}</h1>")
    pn.config.authorize_callback = lambda info: False
    ada = caller(lambda: "secret", title="A & B", auth_template=tmp_path / "no.html")
    assert ada.get("/").text == "<h1>A &amp; B: Authorization error</h1>"


def test_refusals_are_counted(process: Process, launch: Launch) -> None:
    pn.config.authorize_callback = lambda info: False
    server = launch(lambda: "secret", basic_auth="algebra")
    with Caller(server.url) as ada:
        ada.log_in("algebra")
        ada.get("/")
    assert server.server.host.refusals["not-authorized"] == 1
