"""Whoever keeps a server running asks it for figures."""

from __future__ import annotations

import asyncio
import re
import sys

import pytest

import lanai as pn
from lanai.errors import MissingDependency
from tests.hosts.visitor import Visitor, get
from tests.support.servers import Serve, eventually


def figures(url: str, **headers: str) -> dict[str, float]:
    """What the server answers, by name and labels."""
    answer = get(f"{url}/metrics", headers=headers)
    assert answer.status_code == 200
    return {
        name: float(value) for name, value in re.findall(r"^([^#\s]\S*) (\S+)$", answer.text, re.MULTILINE)
    }


def broken() -> None:
    raise ValueError("no data")


def test_sessions_refusals_and_failures_are_counted(serve: Serve) -> None:
    url = serve({"/app": lambda: pn.widgets.Button(name="Go"), "/broken": broken}, metrics=True)
    assert figures(url)['lanai_sessions{endpoint="/app"}'] == 0
    with Visitor(f"{url}/app").connect():
        assert get(f"{url}/app").status_code == 200
        assert get(f"{url}/broken").status_code == 500
        found = figures(url)
        assert found['lanai_sessions{endpoint="/app"}'] == 2
        assert found['lanai_sessions_connected{endpoint="/app"}'] == 1
        assert found['lanai_sessions_created_total{endpoint="/broken"}'] == 1
        assert found['lanai_app_failures_total{endpoint="/broken"}'] == 1
        assert found["process_resident_memory_bytes"] > 1e7
    eventually(lambda: figures(url)['lanai_sessions_connected{endpoint="/app"}'] == 0)


def test_what_was_refused_is_counted_by_its_code(serve: Serve) -> None:
    url = serve(lambda: pn.widgets.Button(name="Go"), metrics=True)
    with Visitor(url) as visitor:
        visitor.dial().send('{"t":"open","v":1,"token":"forged","rev":1}')
        eventually(lambda: figures(url).get('lanai_refusals_total{code="bad-token"}') == 1)


def test_callbacks_frames_and_messages_are_counted(serve: Serve) -> None:
    def app() -> pn.Column:
        button, text = pn.widgets.Button(name="Go"), pn.widgets.StaticText()

        def order(event: object) -> None:
            if text.value:
                raise ValueError("sold out")
            text.value = "ordered"

        button.on_click(order)
        return pn.Column(button, text)

    url = serve({"/app": app}, metrics=True)
    with Visitor(f"{url}/app").connect() as visitor:
        visitor.until(lambda: visitor.browser.opened)
        for _ in range(2):
            visitor.browser.event(visitor.find("Button").id, "click")
        eventually(lambda: figures(url).get('lanai_callback_seconds_count{kind="event"}') == 2)
        found = figures(url)
        assert found['lanai_callback_seconds_bucket{kind="event",le="+Inf"}'] == 2
        assert found['lanai_callback_wait_seconds_count{kind="event"}'] == 2
        assert found['lanai_callback_errors_total{kind="event"}'] == 1
        assert found['lanai_callback_seconds_count{kind="build"}'] == 1
        assert found['lanai_messages_received_total{kind="event"}'] == 2
        assert found["lanai_frames_sent_total"] >= 1
        assert found["lanai_frame_bytes_sent_total"] > 20
        assert found["lanai_session_age_oldest_seconds"] > 0
        assert found["lanai_connections_total"] == 1


def test_how_sessions_come_back_and_end_is_counted(serve: Serve) -> None:
    url = serve(
        {"/app": lambda: "# Hello", "/broken": broken},
        metrics=True,
        unused_session_lifetime=2000,
        check_unused_sessions=200,
    )
    with Visitor(f"{url}/app").connect() as visitor:
        visitor.until(lambda: visitor.browser.opened)
        visitor.leave()
        visitor.connect()
        visitor.until(lambda: visitor.browser.opened)
        assert figures(url)["lanai_reconnects_total"] == 1
    assert get(f"{url}/broken").status_code == 500
    assert figures(url)['lanai_sessions_ended_total{reason="failed"}'] == 1
    eventually(lambda: figures(url).get('lanai_sessions_ended_total{reason="expired"}') == 1)
    assert figures(url)["lanai_session_lifetime_seconds_count"] == 2


def test_how_late_the_event_loop_is_can_be_told(serve: Serve) -> None:
    async def app() -> str:
        end = asyncio.get_running_loop().time() + 1.2
        while asyncio.get_running_loop().time() < end:
            sum(range(1000))  # what nobody should do on the loop
        return "late"

    url = serve(app, metrics=True)
    assert figures(url)["lanai_loop_lag_worst_seconds"] < 0.5
    assert get(url).status_code == 200
    eventually(lambda: figures(url)["lanai_loop_lag_worst_seconds"] > 0.5)
    assert figures(url)["lanai_loop_lag_seconds_count"] > 0


def test_the_admins_sessions_do_not_count(serve: Serve) -> None:
    token = "a token of sixteen and more"
    url = serve({"/app": lambda: "# Hello"}, metrics=True, admin=True, admin_token=token)
    with Visitor(f"{url}/admin", headers={"Authorization": f"Bearer {token}"}).connect() as admin:
        admin.until(lambda: admin.browser.opened)
        found = figures(url)
    assert found['lanai_sessions{endpoint="/app"}'] == 0
    assert not any("/admin" in name for name in found)
    assert "lanai_frames_sent_total" in found
    assert found["lanai_connections_total"] == 0


def test_there_are_no_figures_unless_they_are_asked_for(serve: Serve) -> None:
    assert get(f"{serve(lambda: '# Hello')}/metrics").status_code == 404


def test_a_token_keeps_them_from_others_and_lets_them_past_a_login(serve: Serve) -> None:
    url = serve(lambda: "# Hello", metrics=True, metrics_token="s3cret", basic_auth="door")
    refused = get(f"{url}/metrics", headers={"Authorization": "Bearer wrong"})
    assert refused.status_code == 401
    assert "--metrics-token" in refused.text
    found = figures(url, Authorization="Bearer s3cret")
    assert found['lanai_refusals_total{code="bad-metrics-token"}'] == 1


def test_without_a_token_a_login_is_needed_where_there_are_logins(serve: Serve) -> None:
    url = serve(lambda: "# Hello", metrics=True, basic_auth="door")
    assert get(f"{url}/metrics").status_code in (302, 303, 307, 401)


def test_the_missing_package_is_named(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    with pytest.raises(MissingDependency, match=r"pip install lanai\[metrics\]"):
        serve(lambda: "# Hello", metrics=True)
