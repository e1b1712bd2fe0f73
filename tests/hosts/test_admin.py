"""The admin page opens to the server's owner, and to nobody else."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from types import MappingProxyType

import httpx
import pytest

import lanai as pn
from lanai.errors import UsageError
from lanai.hosts.asgi.admin.door import COOKIE
from lanai.hosts.asgi.admin.markup import duration, short, size, table
from lanai.hosts.asgi.admin.visitors import MOST
from lanai.hosts.asgi.server import ServerThread
from lanai.session.process import Process
from lanai.testing.browser import Node
from tests.hosts.conftest import Launch
from tests.hosts.visitor import Visitor, get
from tests.support.servers import eventually

TOKEN = "a token of sixteen and more"
USERS = MappingProxyType({"ada": "algebra", "bob": "algebra"})


def app() -> pn.widgets.Button:
    return pn.widgets.Button(name="Go")


def browser(server: ServerThread) -> httpx.Client:
    """A client that keeps cookies, as browsers do."""
    return httpx.Client(base_url=server.url, trust_env=False, timeout=10, follow_redirects=True)


def log_in(client: httpx.Client, user: str) -> None:
    answer = client.post("/login", data={"username": user, "password": "algebra", "next": "/"})
    assert answer.status_code == 200


def test_there_is_none_unless_it_is_asked_for(launch: Launch) -> None:
    server = launch(app)
    assert get(f"{server.url}/admin").status_code == 404
    assert server.server.admin_url is None


def test_a_random_token_is_part_of_the_address_that_is_printed(
    launch: Launch, capsys: pytest.CaptureFixture[str]
) -> None:
    server = launch(app, admin=True)
    address = str(server.server.admin_url)
    assert re.fullmatch(rf"{server.url}/admin\?token=[\w-]{{32}}", address)
    with browser(server) as client:
        opened = client.get(address)
        assert opened.status_code == 200
        assert "token" not in str(opened.url)
        assert "lanai-page" in client.get("/admin").text
        assert client.cookies[COOKIE] not in address


def test_pn_serve_prints_the_address(launch: Launch, capsys: pytest.CaptureFixture[str]) -> None:
    from_user = pn.serve(app, port=0, show=False, threaded=True, admin_endpoint="/inside")
    try:
        printed = capsys.readouterr().out
        assert re.search(r"Admin page at http://localhost:\d+/inside\?token=", printed)
    finally:
        from_user.stop()


def test_others_are_told_what_to_do_and_counted(launch: Launch) -> None:
    server = launch(app, admin=True)
    for path in ("/admin", "/admin?token=wrong", "/admin?token="):
        answer = get(f"{server.url}{path}")
        assert answer.status_code == 403
        assert "--admin-token" in answer.text
    assert get(f"{server.url}/admin", headers={"Cookie": f"{COOKIE}=wrong"}).status_code == 403
    assert server.server.host.refusals["not-admin"] == 4


def test_a_token_of_the_owners_opens_it_by_a_form_and_by_a_header(launch: Launch) -> None:
    server = launch(app, admin=True, admin_token=TOKEN)
    assert server.server.admin_url == f"{server.url}/admin"
    assert get(f"{server.url}/admin", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    with browser(server) as client:
        assert client.post("/admin", data={"token": "wrong"}).status_code == 403
        foreign = client.post("/admin", data={"token": TOKEN}, headers={"Origin": "https://evil.example"})
        assert foreign.status_code == 403
        opened = client.post("/admin", data={"token": TOKEN})
        assert opened.status_code == 200
        assert "lanai-page" in opened.text


def test_the_cookie_stays_on_the_page_and_out_of_scripts(launch: Launch) -> None:
    server = launch(app, admin=True, admin_token=TOKEN, prefix="/apps")
    answer = get(f"{server.url}/admin?token={TOKEN}")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/apps/admin"
    cookie = answer.headers["set-cookie"].lower()
    assert {"httponly", "samesite=strict", "path=/apps/admin"} <= set(cookie.split("; "))
    assert TOKEN not in cookie


def test_tokens_cannot_be_tried_without_end(launch: Launch) -> None:
    server = launch(app, admin=True, admin_token=TOKEN)
    with browser(server) as client:
        answers = [client.get("/admin?token=wrong").status_code for _ in range(12)]
        assert answers[:10] == [403] * 10
        assert answers[-1] == 429
        assert client.get(f"/admin?token={TOKEN}").status_code == 429


def test_where_visitors_log_in_it_is_for_those_who_are_named(launch: Launch) -> None:
    server = launch(app, admin=True, admin_users=["ada"], basic_auth=USERS)
    assert server.server.admin_url == f"{server.url}/admin"
    with browser(server) as client:
        log_in(client, "bob")
        refused = client.get("/admin")
        assert refused.status_code == 403
        assert "--admin-users" in refused.text
        assert client.get("/admin?token=").status_code == 403
    with browser(server) as client:
        log_in(client, "ada")
        assert "lanai-page" in client.get("/admin").text


def test_a_guest_is_not_the_user_of_that_name(launch: Launch) -> None:
    server = launch(app, admin=True, admin_users=["guest"], basic_auth=USERS, oauth_optional=True)
    assert get(f"{server.url}/admin").status_code == 403


def test_a_login_alone_opens_nothing(launch: Launch) -> None:
    server = launch(app, admin=True, basic_auth="algebra")
    assert get(f"{server.url}/admin").status_code == 401
    with browser(server) as client:
        log_in(client, "ada")
        assert client.get("/admin").status_code == 403
        assert client.get(str(server.server.admin_url)).status_code == 200


def test_its_own_sessions_are_nobodys_visitors(launch: Launch, process: Process) -> None:
    created: list[object] = []
    pn.state.on_session_created(created.append)
    server = launch(app, admin=True, admin_token=TOKEN, max_sessions=1, session_history=-1)
    owner = {"Authorization": f"Bearer {TOKEN}"}
    assert get(f"{server.url}/admin", headers=owner).status_code == 200
    assert get(server.url).status_code == 200
    assert get(server.url).status_code == 503
    assert get(f"{server.url}/admin", headers=owner).status_code == 200
    assert len(server.server.host.sessions.seen) == 1
    assert len(created) == 1
    assert pn.state.session_info["total"] == 1


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        pytest.param({"admin_token": "short"}, "at least 16 characters", id="a short token"),
        pytest.param({"admin_users": ["ada"]}, "Expected a login", id="users without logins"),
        pytest.param(
            {"admin_users": ["ada"], "basic_auth": "door"}, "one for everybody", id="names that mean nothing"
        ),
        pytest.param({"admin_endpoint": "/app"}, "rename one", id="an app's path"),
        pytest.param({"admin_endpoint": "/_lanai/x"}, "Expected a path", id="our own path"),
    ],
)
def test_what_cannot_be_is_refused(launch: Launch, settings: dict[str, object], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        launch({"app": app}, **{"admin": True, **settings})


def test_mounted_in_another_application_it_needs_a_token_that_somebody_knows() -> None:
    with pytest.raises(UsageError, match="admin_token"):
        pn.asgi_app(app, admin=True)
    assert pn.asgi_app(app, admin=True, admin_token=TOKEN) is not None


def test_what_others_have_written_is_text(launch: Launch) -> None:
    assert "<b>" not in table("<b>", ["<b>"], [["<b>"]])


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.24, "240 ms"), (3.25, "3.2 s"), (310, "5 min 10 s"), (7500, "2 h 5 min"), (273600, "3 d 4 h")],
)
def test_lengths_of_time_can_be_read(seconds: float, text: str) -> None:
    assert duration(seconds) == text


@pytest.mark.parametrize(("count", "text"), [(999, "999 B"), (1500, "1.5 KB"), (250_000_000, "250 MB")])
def test_sizes_can_be_read(count: int, text: str) -> None:
    assert size(count) == text


def test_one_session_is_found_among_many(launch: Launch) -> None:
    server = launch({"/app": app, "/other": app}, admin=True, admin_token=TOKEN)
    for _ in range(2 * MOST + 1):
        get(f"{server.url}/app")
    get(f"{server.url}/other")
    last = server.server.host.sessions.seen[-2].id
    with Visitor(f"{server.url}/admin", headers={"Authorization": f"Bearer {TOKEN}"}).connect() as admin:

        def press(label: str) -> None:
            admin.browser.event(control(label).id, "click")

        def control(label: str) -> Node:
            return next(node for node in admin.browser.nodes.values() if node.props.get("label") == label)

        def shows(*texts: str) -> Callable[[], bool]:
            return lambda: all(text in str(admin.browser.tree()) for text in texts)

        admin.until(shows(f"Sessions: 1 to {MOST} of {2 * MOST + 2}"))
        assert control("Previous").props.get("disabled")
        press("Next")
        admin.until(shows(f"Sessions: {MOST + 1} to {2 * MOST} of {2 * MOST + 2}"))
        press("Next")
        admin.until(shows(f"Sessions: {2 * MOST + 1} to {2 * MOST + 2} of", "/other", short(last)))
        assert control("Next").props.get("disabled")
        press("Previous")
        admin.until(shows(f"Sessions: {MOST + 1} to"))
        admin.browser.edit(control("Filter").id, {"value": last})
        admin.until(shows(f"Sessions: 1 of 1 ({2 * MOST + 2} in all)", short(last)))
        admin.browser.edit(control("Filter").id, {"value": "other"})
        admin.until(shows(f"Sessions: 1 of 1 ({2 * MOST + 2} in all)", "/other"))
        admin.browser.edit(control("Filter").id, {"value": ""})
        admin.until(shows(f"Sessions: 1 to {MOST} of {2 * MOST + 2}"))


def test_it_shows_visitors_errors_and_the_log(launch: Launch, caplog: pytest.LogCaptureFixture) -> None:
    def failing() -> pn.widgets.Button:
        button = pn.widgets.Button(name="Go")
        button.on_click(lambda _: 1 / 0)
        return button

    server = launch({"/app": failing}, admin=True, admin_token=TOKEN)
    chronicle = server.server.host.listeners.chronicle
    assert chronicle is not None
    with Visitor(f"{server.url}/app").connect() as visitor, caplog.at_level(logging.INFO):
        visitor.until(lambda: visitor.browser.opened)
        visitor.browser.event(visitor.find("Button").id, "click")
        eventually(lambda: chronicle.failed == 1)
        with Visitor(f"{server.url}/admin", headers={"Authorization": f"Bearer {TOKEN}"}) as admin:
            shown = str(admin.browser.tree())
    assert "Sessions: 1 of 1" in shown
    assert "/app" in shown
    assert "ZeroDivisionError" in shown
    assert "click of a Button failed" in shown or "failed in session" in shown
    assert TOKEN not in shown
