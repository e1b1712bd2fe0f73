"""A server with passwords: who gets in, who does not, and what stays secret."""

from __future__ import annotations

import asyncio
import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient
from websockets.exceptions import InvalidStatus

import lanai as pn
from lanai.errors import UsageError
from lanai.hosts.asgi.auth.attempts import FREE
from lanai.hosts.asgi.auth.ended import DAY, Ended
from lanai.hosts.asgi.server import ServerThread
from lanai.testing.clock import ManualClock, ManualLoop
from tests.hosts.caller import Caller
from tests.hosts.conftest import Launch
from tests.hosts.visitor import Visitor, get
from tests.support.servers import eventually

PASSWORD = "correct horse battery staple"


def who() -> str:
    """The user, as the app's session knows him."""
    return f"visitor is {pn.state.user}"


@pytest.fixture
def server(launch: Launch) -> ServerThread:
    return launch({"/": who, "/other": who}, basic_auth=PASSWORD, cookie_secret="s" * 32)


@pytest.fixture
def caller(server: ServerThread) -> Iterator[Caller]:
    with Caller(server.url) as caller:
        yield caller


def test_a_page_leads_to_the_login_and_back(caller: Caller) -> None:
    first = caller.get("/other?a=1&b=ü")
    assert first.status_code == 303
    form = caller.get(first.headers["location"])
    assert form.status_code == 200
    assert 'action="/login"' in form.text
    assert 'name="next" value="/other?a=1&amp;b=%C3%BC"' in form.text

    done = caller.log_in(PASSWORD, next="/other?a=1")
    assert (done.status_code, done.headers["location"]) == (303, "/other?a=1")
    assert "visitor is ada" in caller.get("/other").text


def test_what_is_no_page_is_refused(server: ServerThread, caller: Caller) -> None:
    for answer in (
        caller.get("/", headers={"accept": "application/json"}),
        caller.post("/"),
        get(server.url),
    ):
        assert answer.status_code == 401
        assert "lanai-page" not in answer.text
    assert server.server.host.refusals["not-logged-in"] == 3


def test_the_files_of_pages_are_open(server: ServerThread, caller: Caller) -> None:
    entry = server.server.host.assets.manifest.core
    assert caller.get(f"/_lanai/static/{entry}").status_code == 200
    assert caller.get("/_lanai/static/../../").status_code in (303, 404)
    assert caller.get("/_lanai/static/..%2f..%2fother").status_code == 404
    assert caller.get("/_lanai/").status_code == 303


def test_a_wrong_password_says_so_and_keeps_the_name(caller: Caller) -> None:
    answer = caller.log_in("wrong", user='<b>"ada"', next="/other")
    assert answer.status_code == 401
    assert 'role="alert"' in answer.text
    assert "&lt;b&gt;&quot;ada&quot;" in answer.text
    assert "<b>" not in answer.text
    assert 'value="/other"' in answer.text
    assert "set-cookie" not in answer.headers
    assert caller.get("/").status_code == 303


@pytest.mark.parametrize("user", ["", "   ", "a\nb", "a" * 300])
def test_a_name_that_is_none_is_no_login(caller: Caller, user: str) -> None:
    assert caller.log_in(PASSWORD, user=user).status_code == 401


@pytest.mark.parametrize(
    "next", ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example"]
)
def test_nobody_is_sent_elsewhere(caller: Caller, next: str) -> None:
    assert 'name="next" value="/"' in caller.get("/login", params={"next": next}).text
    assert caller.log_in(PASSWORD, next=next).headers["location"] == "/"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(caller: Caller) -> None:
    cookie = caller.log_in(PASSWORD).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age=86400" in cookie or "Max-Age=86399" in cookie
    assert "Secure" not in cookie


def test_by_https_the_cookie_is_for_https_only(launch: Launch) -> None:
    server = launch(who, basic_auth=PASSWORD, trusted_proxies=["127.0.0.0/8", "::1"])
    with Caller(server.url, **{"x-forwarded-proto": "https"}) as caller:
        assert "Secure" in caller.log_in(PASSWORD).headers["set-cookie"]


def test_the_form_is_taken_from_its_own_page_only(caller: Caller) -> None:
    assert caller.log_in(PASSWORD, headers={"origin": "https://evil.example"}).status_code == 403
    assert caller.log_in(PASSWORD, headers={"origin": "null"}).status_code == 403
    assert caller.log_in(PASSWORD, headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert caller.log_in(PASSWORD, headers={"origin": caller.url}).status_code == 303


def test_the_login_page_cannot_be_framed_or_kept(caller: Caller) -> None:
    headers = caller.get("/login").headers
    assert headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"&" * 100, b"username=ada", b"a=1&" * 50])
def test_what_is_no_form_is_no_login(caller: Caller, body: bytes) -> None:
    assert caller.post("/login", content=body).status_code == 401


def test_an_endless_form_is_not_read(caller: Caller) -> None:
    assert caller.post("/login", content=b"a" * 50_000).status_code == 413


@pytest.mark.parametrize("cookie", ["x", "e30.x", "ü", '"', "." * 4000, "eyJpZCI6IjEifQ.AAAA"])
def test_a_forged_cookie_is_worth_nothing(server: ServerThread, cookie: str) -> None:
    with Caller(server.url) as caller:
        headers = [(b"cookie", b"lanai_login=" + cookie.encode()), (b"accept", b"text/html")]
        assert caller.get("/", headers=headers).status_code == 303


def test_a_cookie_of_another_server_is_worth_nothing(launch: Launch, caller: Caller) -> None:
    caller.log_in(PASSWORD)
    other = launch(who, basic_auth=PASSWORD, cookie_secret="t" * 32)
    with Caller(other.url, cookie=caller.cookie) as stranger:
        assert stranger.get("/").status_code == 303


def test_a_server_with_the_same_secret_knows_it(launch: Launch, caller: Caller) -> None:
    caller.log_in(PASSWORD)
    other = launch(who, basic_auth=PASSWORD, cookie_secret="s" * 32)
    with Caller(other.url, cookie=caller.cookie) as known:
        assert "visitor is ada" in known.get("/").text


# -- WebSockets -------------------------------------------------------------------------------------


def test_a_websocket_needs_the_login(server: ServerThread, caller: Caller) -> None:
    assert caller.knock() == 403
    assert caller.knock(cookie="lanai_login=x") == 403
    assert server.server.host.refusals["not-logged-in"] == 2
    caller.log_in(PASSWORD)
    assert caller.knock(cookie=caller.cookie) == 101


def test_a_session_is_its_own_users(server: ServerThread, caller: Caller) -> None:
    caller.log_in(PASSWORD)
    with Visitor(server.url, headers={"cookie": caller.cookie}) as visitor, Caller(server.url) as thief:
        thief.log_in(PASSWORD, user="mallory")
        visitor.connect(additional_headers={"cookie": thief.cookie})
        assert visitor.until_closed() == 4403
        assert server.server.host.refusals["bad-user"] == 1
        visitor.leave()
        visitor.close_code = None
        visitor.connect(additional_headers={"cookie": caller.cookie})
        visitor.until(lambda: visitor.browser.nodes)


def test_logging_out_ends_the_login_and_its_sessions(server: ServerThread, caller: Caller) -> None:
    caller.log_in(PASSWORD)
    kept = caller.cookie
    with Caller(server.url) as other, Visitor(server.url, headers={"cookie": kept}) as visitor:
        other.log_in(PASSWORD)
        assert other.get("/").status_code == 200
        visitor.connect(additional_headers={"cookie": kept})
        answer = caller.log_out()
        assert "logged out" in answer.text
        visitor.until_closed()
        with pytest.raises(InvalidStatus):
            visitor.connect(additional_headers={"cookie": kept})
        assert not caller.cookies
        with Caller(server.url, cookie=kept) as thief:
            assert thief.get("/").status_code == 303
        assert other.get("/").status_code == 200
        assert {session.request.identity.user for session in server.server.host.sessions} == {"ada"}  # type: ignore[union-attr]


def test_logging_out_without_a_login_is_harmless(caller: Caller) -> None:
    assert caller.log_out().status_code == 200


def test_a_link_asks_whether_to_log_out(caller: Caller) -> None:
    caller.log_in(PASSWORD, user="<ada>")
    for method in ("GET", "HEAD"):
        assert caller.request(method, "/logout").status_code == 200
    text = caller.get("/logout").text
    assert "You are logged in as &lt;ada&gt;" in text
    assert '<form method="post" action="/logout">' in text
    assert "visitor is" in caller.get("/").text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"referer": "https://evil.example/"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_no_page_but_ours_logs_anybody_out(caller: Caller, headers: dict[str, str]) -> None:
    caller.log_in(PASSWORD)
    assert caller.post("/logout", headers=headers).status_code == 403
    assert "visitor is ada" in caller.get("/").text


# -- after a restart --------------------------------------------------------------------------------


@pytest.fixture
def again(launch: Launch, tmp_path: Path) -> Callable[[], ServerThread]:
    """A server with the same secret and folder, each time it is called."""
    return lambda: launch(
        who, basic_auth=PASSWORD, cookie_secret="s" * 32, logouts_dir=str(tmp_path / "logouts")
    )


def knows(server: ServerThread, cookie: str) -> bool:
    with Caller(server.url, cookie=cookie) as caller:
        return caller.get("/").status_code == 200


def test_who_has_logged_out_stays_out_after_a_restart(again: Callable[[], ServerThread]) -> None:
    first = again()
    with Caller(first.url) as out, Caller(first.url) as stays:
        out.log_in(PASSWORD)
        stays.log_in(PASSWORD, user="grace")
        cookies = out.cookie, stays.cookie
        out.log_out()
    first.stop()
    second = again()
    assert [knows(second, cookie) for cookie in cookies] == [False, True]


def test_who_logs_out_of_one_server_is_out_of_another_with_its_folder(
    again: Callable[[], ServerThread],
) -> None:
    one, other = again(), again()
    with Caller(one.url) as caller:
        caller.log_in(PASSWORD)
        cookie = caller.cookie
        assert knows(other, cookie)
        caller.log_out()
        eventually(lambda: not knows(other, cookie))


def test_a_memory_that_is_lost_lets_nobody_stay(again: Callable[[], ServerThread], tmp_path: Path) -> None:
    first = again()
    with Caller(first.url) as caller:
        caller.log_in(PASSWORD)
        first.stop()
        shutil.rmtree(tmp_path / "logouts")
        assert not knows(again(), caller.cookie)


def test_a_folder_that_cannot_be_written_to_is_said(
    launch: Launch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    options = {"basic_auth": PASSWORD, "cookie_secret": "s" * 32, "logouts_dir": str(tmp_path / "file")}
    with Caller(launch(who, **options).url) as caller:
        caller.log_in(PASSWORD)
        assert caller.get("/").status_code == 200
        assert not knows(launch(who, **options), caller.cookie)
    assert "--logouts-dir" in caplog.text


def test_what_is_over_is_not_kept(tmp_path: Path) -> None:
    begins, day = 20_000 * DAY, tmp_path / "20000"
    memory = Ended(tmp_path, begins)
    memory.add("a", begins + 10, begins)
    assert day.exists()
    assert not memory.holds("a", begins, begins + 20)
    assert Ended(tmp_path, begins + DAY).holds("b", begins, begins + DAY)
    assert not day.exists()


# -- time -------------------------------------------------------------------------------------------


@pytest.fixture
def hands() -> Iterator[ManualLoop]:
    loop = ManualLoop()
    yield loop
    loop.close()


def test_a_login_ends_in_time(server: ServerThread, caller: Caller, hands: ManualLoop) -> None:
    server.server.host.clock = ManualClock(hands)
    caller.log_in(PASSWORD)
    cookie = caller.cookie
    with Caller(server.url, cookie=cookie) as keeper:
        hands.move_to(24 * 3600 - 1)
        assert keeper.get("/").status_code == 200
        hands.move_to(24 * 3600 + 1)
        assert keeper.get("/").status_code == 303
        assert keeper.knock(cookie=cookie) == 403


def test_guessing_has_to_wait(server: ServerThread, caller: Caller, hands: ManualLoop) -> None:
    server.server.host.clock = ManualClock(hands)
    assert [caller.log_in("wrong").status_code for _ in range(FREE)] == [401] * FREE
    answer = caller.log_in(PASSWORD)
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "2"
    assert "Try again in 2 s" in answer.text
    hands.move_to(2.5)
    assert caller.log_in(PASSWORD).status_code == 303


# -- guests -----------------------------------------------------------------------------------------


def test_guests_may_see_what_is_open_to_them(launch: Launch) -> None:
    server = launch(
        {"/open": who, "/closed": who}, basic_auth=PASSWORD, oauth_guest_endpoints=["/open"], prefix="/at"
    )
    with Caller(server.url) as guest:
        assert "visitor is guest" in guest.get("/open").text
        assert guest.get("/closed").headers["location"] == "/at/login?next=/at/closed"
        with Visitor(f"{server.url}/open") as visitor:
            visitor.connect()
            visitor.until(lambda: visitor.browser.nodes)
        guest.log_in(PASSWORD)
        assert "visitor is ada" in guest.get("/open").text


def test_with_optional_logins_everybody_may_see_everything(launch: Launch) -> None:
    server = launch({"/a": who}, basic_auth={"ada": PASSWORD}, oauth_optional=True)
    with Caller(server.url) as guest:
        assert "visitor is guest" in guest.get("/a").text
        guest.log_in(PASSWORD)
        assert "visitor is ada" in guest.get("/a").text


# -- pages of the author's own ----------------------------------------------------------------------


def test_an_authors_pages_take_the_place_of_ours(launch: Launch, tmp_path: Path) -> None:
    (tmp_path / "in.html").write_text("<form>{{ title }}|{{ next }}|{{ error }}|{{ username }}</form>")
    (tmp_path / "out.html").write_text("<p>bye</p>")
    server = launch(
        who,
        title="A & B",
        basic_auth=PASSWORD,
        basic_login_template=str(tmp_path / "in.html"),
        logout_template=str(tmp_path / "out.html"),
        login_endpoint="/signin",
        logout_endpoint="/signoff",
    )
    with Caller(server.url) as caller:
        assert caller.get("/").headers["location"] == "/signin?next=/"
        assert caller.get("/signin?next=/x").text == "<form>A &amp; B|/x||</form>"
        wrong = caller.post("/signin", data={"username": "<i>", "password": "wrong"})
        assert "&lt;i&gt;" in wrong.text
        assert "do not match" in wrong.text
        assert caller.log_out("/signoff").text == "<p>bye</p>"


def test_a_broken_page_is_said_at_the_start(launch: Launch, tmp_path: Path) -> None:
    (tmp_path / "in.html").write_text("{{ title")
    with pytest.raises(UsageError, match=r"in\.html"):
        launch(who, basic_auth=PASSWORD, basic_login_template=str(tmp_path / "in.html"))


def test_an_app_at_the_login_is_said_at_the_start(launch: Launch) -> None:
    with pytest.raises(UsageError, match="/login"):
        launch({"/login": who}, basic_auth=PASSWORD)


# -- secrets ----------------------------------------------------------------------------------------


def test_no_log_holds_a_secret(launch: Launch, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    server = launch(who, basic_auth=PASSWORD, cookie_secret="the-cookie-secret-of-the-server")
    with Caller(server.url) as caller:
        caller.log_in("a wrong password")
        caller.log_in(PASSWORD)
        with Visitor(server.url, headers={"cookie": caller.cookie}) as visitor:
            visitor.connect(additional_headers={"cookie": caller.cookie})
            visitor.until(lambda: visitor.browser.nodes)
            cookie = caller.cookies["lanai_login"]
            caller.log_out()
    # What the test's own client and browser say of their half does not count.
    said = [
        record for record in caplog.records if not record.name.startswith(("httpcore", "websockets.client"))
    ]
    text = "\n".join(f"{record.getMessage()} {record.exc_text}" for record in said)
    assert "'ada' has logged in" in text
    for secret in (PASSWORD, "a wrong password", "the-cookie-secret-of-the-server", cookie):
        assert secret not in text


# -- behind others ----------------------------------------------------------------------------------


def test_behind_a_proxy_that_takes_off_a_prefix(launch: Launch) -> None:
    server = launch({"/": who}, basic_auth=PASSWORD, trusted_proxies=["127.0.0.0/8", "::1"])
    with Caller(server.url, **{"x-forwarded-prefix": "/outer"}) as caller:
        assert caller.get("/?a=1").headers["location"] == "/outer/login?next=/outer/%3Fa%3D1"
        assert 'action="/outer/login"' in caller.get("/login").text
        assert caller.log_in(PASSWORD).headers["location"] == "/outer/"
        assert "visitor is ada" in caller.get("/").text
        assert 'action="/outer/logout"' in caller.get("/logout").text
        left = caller.post("/logout", headers={"origin": caller.url})
        assert left.headers["location"] == "/outer/logout"
        assert 'href="/outer/"' in caller.get("/logout").text


def test_mounted_in_another_application() -> None:
    inner = pn.asgi_app({"/app": who}, basic_auth=PASSWORD)
    outer = Starlette(routes=[Mount("/at", inner)], lifespan=inner.lifespan)
    with TestClient(outer, headers={"accept": "text/html"}, follow_redirects=False) as caller:
        assert caller.get("/at/app").headers["location"] == "/at/login?next=/at/app"
        form = {"username": "ada", "password": PASSWORD, "next": "/at/app"}
        assert caller.post("/at/login", data=form).headers["location"] == "/at/app"
        assert "visitor is ada" in caller.get("/at/app").text


def test_a_server_that_stops_waits_for_the_hooks_that_a_logout_has_begun(launch: Launch) -> None:
    went: list[str] = []
    begun = threading.Event()

    async def farewell(context: object) -> None:
        went.append("begin")
        begun.set()
        await asyncio.sleep(0.2)
        went.append("end")

    pn.state.on_session_destroyed(farewell)
    server = launch(who, basic_auth=PASSWORD, cookie_secret="s" * 32)
    with Caller(server.url) as caller:
        caller.log_in(PASSWORD)
        assert "visitor is ada" in caller.get("/").text
        caller.log_out()
        assert begun.wait(5)
        server.stop()
    assert went == ["begin", "end"]
