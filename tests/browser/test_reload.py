"""What whoever writes an app sees in the browser when it is saved."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.chromium import Complaints
from tests.support.servers import Serve

pytestmark = pytest.mark.browser

APP = """
import lanai as pn
who = pn.widgets.TextInput(name="Who", value="you")
pn.Column(who, pn.bind(lambda name: f"{greeting} {{name}}", who), pn.pane.Str("tall", height=3000)).servable()
"""


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Path]:
    before = list(sys.path)
    yield save(tmp_path / "greeter.py", "Hello")
    sys.path[:] = before


def save(path: Path, greeting: str, more: str = "") -> Path:
    path.write_text(APP.format(greeting=greeting) + more)
    return path


def enter(page: Page, name: str) -> None:
    page.get_by_role("textbox", name="Who").fill(name)
    page.get_by_role("textbox", name="Who").press("Enter")


def test_a_save_shows_at_once_and_keeps_what_was_entered(page: Page, serve: Serve, app: Path) -> None:
    url = f"{serve(str(app), autoreload=True)}/?a=1#place"
    page.goto(url)
    enter(page, "Ada")
    expect(page.get_by_text("Hello Ada")).to_be_visible()
    page.evaluate("scrollTo(0, 700)")
    save(app, "Good day,")
    expect(page.get_by_text("Good day, Ada")).to_be_attached()
    expect(page.get_by_role("textbox", name="Who")).to_have_value("Ada")
    page.wait_for_function("() => scrollY === 700")
    assert page.url == url
    expect(page.get_by_text("This session has ended")).to_be_hidden()
    assert page.evaluate("sessionStorage.getItem('lanai-renewal')") is None


def test_a_mistake_shows_over_the_page_and_the_next_save_mends_it(
    page: Page, serve: Serve, app: Path
) -> None:
    page.goto(serve(str(app), autoreload=True))
    enter(page, "Ada")
    expect(page.get_by_text("Hello Ada")).to_be_visible()
    save(app, "Hello", more="def (:\n")
    expect(page.get_by_role("alertdialog").get_by_role("heading")).to_have_text("SyntaxError")
    save(app, "Good day,")
    expect(page.get_by_text("Good day, Ada")).to_be_visible()
    expect(page.get_by_role("alertdialog")).to_be_hidden()


def test_an_app_that_fails_says_so_and_comes_back(
    page: Page, serve: Serve, app: Path, complaints: Complaints
) -> None:
    complaints.expect("500 (Internal Server Error)")
    page.goto(serve(str(app), autoreload=True))
    enter(page, "Ada")
    expect(page.get_by_text("Hello Ada")).to_be_visible()
    save(app, "Hello", more="1 / 0\n")
    expect(page.get_by_text("ZeroDivisionError: division by zero")).to_be_visible()
    save(app, "Good day,")
    expect(page.get_by_text("Good day, Ada")).to_be_visible()


def test_an_app_that_is_slow_to_build_comes_back_as_well(
    page: Page, serve: Serve, app: Path, complaints: Complaints
) -> None:
    # The failed page looked for news while it was being replaced already, and asked for its replacement anew.
    complaints.expect("500 (Internal Server Error)")
    save(app, "Hello", more="1 / 0\n")
    page.goto(serve(str(app), autoreload=True))
    expect(page.get_by_text("ZeroDivisionError: division by zero")).to_be_visible()
    save(app, "Good day,", more="import time\ntime.sleep(1.5)\n")
    expect(page.get_by_text("Good day, you")).to_be_visible()


def test_two_tabs_keep_what_is_theirs(page: Page, serve: Serve, app: Path) -> None:
    url = serve(str(app), autoreload=True)
    other = page.context.new_page()
    for tab, name in ((page, "Ada"), (other, "Grace")):
        tab.goto(url)
        enter(tab, name)
        expect(tab.get_by_text(f"Hello {name}")).to_be_visible()
    save(app, "Good day,")
    expect(page.get_by_text("Good day, Ada")).to_be_visible()
    expect(other.get_by_text("Good day, Grace")).to_be_visible()


def test_a_spinner_turns_until_there_is_something(page: Page, serve: Serve, app: Path) -> None:
    page.route("**/core-*.js", lambda route: None)
    page.goto(serve(str(app), global_loading_spinner=True), wait_until="commit")
    root = page.locator("#lanai-root")
    root.wait_for(state="attached")
    assert root.evaluate("(root) => getComputedStyle(root, '::after').animationName") == "lanai-waits"
