"""The admin page, used: a session is ended, a task is run, an error is read, with the keyboard too."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from tests.hosts.visitor import Visitor
from tests.support.axe import grave_violations
from tests.support.servers import Serve

pytestmark = pytest.mark.browser

TOKEN = "a token of sixteen and more"


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """What the slow callback of the app waits for."""
    gate = threading.Event()
    yield gate
    gate.set()


@pytest.fixture
def url(serve: Serve, gate: threading.Event) -> str:
    """A server with an app, a task and an admin page."""

    def app() -> pn.Column:
        fail, slow = pn.widgets.Button(name="Fail"), pn.widgets.Button(name="Slow")
        fail.on_click(lambda _: dict[str, str]()["no such key"])
        slow.on_click(lambda _: gate.wait(20))
        return pn.Column(fail, slow)

    pn.state.schedule_task("sweep", lambda: None, period="1h")
    return serve({"/app": app}, admin=True, admin_token=TOKEN)


def visit(url: str) -> Visitor:
    """A visitor of the app, attached."""
    visitor = Visitor(f"{url}/app").connect()
    visitor.until(lambda: visitor.browser.opened)
    return visitor


def click(visitor: Visitor, label: str) -> None:
    node = next(node for node in visitor.browser.nodes.values() if node.props.get("label") == label)
    visitor.browser.event(node.id, "click")


def open_admin(page: Page, url: str) -> None:
    page.goto(f"{url}/admin?token={TOKEN}")
    expect(page.get_by_role("tab", name="Sessions")).to_be_visible()


def test_a_session_is_ended_when_that_is_confirmed(page: Page, url: str) -> None:
    with visit(url) as visitor:
        open_admin(page, url)
        row = page.get_by_role("row").filter(has=page.get_by_role("cell", name="/app"))
        expect(row).to_contain_text("shown")
        end = page.get_by_role("button", name="End session…")
        expect(end).to_be_disabled()
        page.get_by_role("combobox", name="Session").click()
        page.get_by_role("option", name="· /app").click()
        end.click()
        dialog = page.get_by_role("dialog")
        expect(dialog).to_contain_text("of /app")
        dialog.get_by_role("button", name="Keep it").click()
        expect(dialog).to_be_hidden()
        expect(row).to_have_count(1)
        end.click()
        dialog.get_by_role("button", name="End it").click()
        assert visitor.until_closed() == 1001
        expect(row).to_have_count(0)


def test_a_task_is_run_paused_and_resumed(page: Page, url: str) -> None:
    open_admin(page, url)
    page.get_by_role("tab", name="Tasks").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="sweep"))
    expect(row).to_contain_text("waiting")
    before = pn.state.tasks[0].runs
    page.get_by_role("button", name="Run now").click()
    expect(
        page.get_by_role("region", name="The last runs of sweep").get_by_text("ok", exact=True)
    ).to_have_count(before + 1)
    page.get_by_role("button", name="Pause").click()
    expect(row).to_contain_text("paused")
    expect(page.get_by_role("button", name="Pause")).to_be_disabled()
    page.get_by_role("button", name="Resume").click()
    expect(row).to_contain_text("waiting")


def test_what_runs_and_what_failed_is_told(page: Page, url: str, gate: threading.Event) -> None:
    with visit(url) as visitor:
        click(visitor, "Fail")
        click(visitor, "Slow")
        open_admin(page, url)
        page.get_by_role("tab", name="Callbacks").click()
        expect(page.get_by_role("region", name="Running callbacks: 1")).to_contain_text("event")
        page.get_by_role("tab", name="Errors").click()
        failure = page.locator("details").filter(has_text="KeyError")
        failure.locator("summary").press("Enter")
        expect(failure).to_contain_text("Traceback")
        page.get_by_role("tab", name="Log").click()
        expect(page.locator(".admin-log")).to_contain_text("failed in session")
        gate.set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(page: Page, url: str, scheme: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    with visit(url) as visitor:
        click(visitor, "Fail")
        open_admin(page, url)
        for name in ("Sessions", "Callbacks", "Tasks", "Errors", "Log"):
            tab = page.get_by_role("tab", name=name)
            tab.click()
            expect(tab).to_have_attribute("aria-selected", "true")
            assert grave_violations(page) == []
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) <= 0


def test_looking_ends_where_nobody_looks_on(page: Page, url: str) -> None:
    open_admin(page, url)
    page.get_by_role("switch", name="Live").click()
    with visit(url):
        page.wait_for_timeout(2500)
        expect(page.get_by_role("region", name="Sessions: 0 of 0")).to_be_visible()
        page.get_by_role("switch", name="Live").click()
        expect(page.get_by_role("region", name="Sessions: 1 of 1")).to_be_visible()
