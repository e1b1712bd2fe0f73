"""A real Chromium: the system's, driven by Playwright. A page that logs an error fails its test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.support.servers import Serve

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def executable() -> str:
    """The path of the system's Chromium. Fails the test where there is none."""
    found = os.environ.get("LANAI_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.fail(
            "Chromium is needed for the browser tests. Install it (Debian: apt-get install chromium) or name it in "
            "LANAI_CHROMIUM."
        )
    return found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the tests of a module; each takes a fresh page of it.

    Not one for the whole run: while Playwright runs, this thread has a running event loop, and no test can run another.
    """
    expect.set_options(timeout=15_000)  # a machine may be slow; what is there is seen at once all the same
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        yield browser
        browser.close()


class Complaints:
    """What a page complained of: console errors, uncaught exceptions, requests that failed."""

    def __init__(self, page: Page) -> None:
        self.all: list[str] = []
        self.expected: list[str] = []
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.all.append(f"exception: {error}"))
        page.on("requestfailed", lambda request: self.all.append(f"failed: {request.url}"))

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.all.append(f"{message.type}: {message.text}")

    def expect(self, part: str) -> None:
        """Complaints that hold `part` belong to the test."""
        self.expected.append(part)

    @property
    def unexpected(self) -> list[str]:
        """Those that no test announced."""
        return [text for text in self.all if not any(part in text for part in self.expected)]


@pytest.fixture
def complaints(page: Page) -> Complaints:
    """What the test's page complained of so far."""
    found: Complaints = page.lanai_complaints  # type: ignore[attr-defined]
    return found


@pytest.fixture
def page(chromium: Browser, serve: Serve) -> Iterator[Page]:
    """A fresh page in a profile of its own. Its complaints fail the test.

    It asks for `serve` so that it is closed while the server still runs: a page that is loading the last of its parts
    when a test is over would complain of a server that has gone.
    """
    context = chromium.new_context(viewport={"width": 1000, "height": 800})
    page = context.new_page()
    page.set_default_timeout(10_000)
    complaints = Complaints(page)
    page.lanai_complaints = complaints  # type: ignore[attr-defined]
    yield page
    context.cookies()  # any question will do: what the page said before its answer has arrived
    unexpected = complaints.unexpected
    context.close()
    assert unexpected == []


@pytest.fixture
def other_page(chromium: Browser, serve: Serve) -> Iterator[Page]:
    """Another visitor's page, in a profile of its own."""
    context = chromium.new_context()
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()
