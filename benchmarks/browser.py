"""The one browser of a run, and the pages measured in it."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Browser, BrowserContext, CDPSession, ElementHandle, Page, async_playwright

from benchmarks.errors import BrowserError

PROBE = Path(__file__).with_name("probe.js").read_text(encoding="utf-8")

ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@contextlib.asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Chromium while the block runs: `BENCH_CHROMIUM`, else the system's, else Playwright's own."""
    system = next(filter(None, map(shutil.which, NAMES)), None)
    # Chromium refuses to run as root with its sandbox; only the pages of this harness are opened.
    sandbox = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=os.environ.get("BENCH_CHROMIUM") or system, args=[*ARGUMENTS, *sandbox]
        )
        try:
            yield browser
        finally:
            await browser.close()


@contextlib.asynccontextmanager
async def visitor(browser: Browser) -> AsyncIterator[Page]:
    """An empty page of a visitor with a cold cache, with the probe in place."""
    context: BrowserContext = await browser.new_context()
    try:
        await context.add_init_script(PROBE)
        yield await context.new_page()
    finally:
        await context.close()


async def open_page(page: Page, url: str, text: str) -> float:
    """Open `url`; the time in ms from the start of the navigation to the first frame that shows `text`."""
    await page.goto(url, wait_until="commit")
    return float(await page.evaluate("text => benchmark.textVisible(text)", text))


async def find_button(page: Page, name: str) -> ElementHandle:
    """The button of that accessible name, through shadow roots. Raises BrowserError when there is none."""
    button = await page.get_by_role("button", name=name, exact=True).element_handle()
    if button is None:
        raise BrowserError(f"expected a button called {name!r} on {page.url}, found none")
    return button


async def click_to_text(page: Page, button: ElementHandle, text: str) -> float:
    """The time in ms, taken inside the page, from a click on `button` to `text` in the page."""
    return float(
        await page.evaluate("([button, text]) => benchmark.clickToText(button, text)", [button, text])
    )


async def clicks_to_text(page: Page, button: ElementHandle, texts: list[str], pause: float) -> list[float]:
    """`click_to_text` for each of `texts`, one after the other, with a pause in ms between them."""
    script = "([button, texts, pause]) => benchmark.clicks(button, texts, pause)"
    return [float(time) for time in await page.evaluate(script, [button, texts, pause])]


async def clicks_for(
    page: Page, button: ElementHandle, text: str, number: int, seconds: float, pause: float, patience: float
) -> list[tuple[float, float]]:
    """Clicks on `button` for so many seconds, `pause` ms apart, as `clicksFor` in the page does it.

    `text` is what the page says then, with % for a number that begins at `number`. Each click is its time to the text and what
    the page's own timer was late by, in ms; one that is not answered within `patience` ms counts as that, and is the last.
    """
    script = "(given) => benchmark.clicksFor(...given)"
    given = [button, text, number, seconds, pause, patience]
    return [(float(time), float(late)) for time, late in await page.evaluate(script, given)]


@dataclass
class Traffic:
    """What a page has fetched: requests, bytes on the wire, and text received over WebSockets.

    `/favicon.ico` is left out: the browser asks for it of its own accord, and not every time.
    """

    requests: int = 0
    transferred: float = 0
    socket_bytes: int = 0
    ignored: set[str] = field(default_factory=set)

    def requested(self, event: dict[str, Any]) -> None:
        """A request was sent; a redirect counts as another one."""
        address = urlsplit(event["request"]["url"])
        if address.path == "/favicon.ico":
            self.ignored.add(event["requestId"])
        elif address.scheme in {"http", "https"}:
            self.requests += 1

    def finished(self, event: dict[str, Any]) -> None:
        """An answer has come, with so many bytes on the wire."""
        if event["requestId"] not in self.ignored:
            self.transferred += event["encodedDataLength"]

    def received(self, event: dict[str, Any]) -> None:
        """A WebSocket message has come."""
        self.socket_bytes += len(event["response"]["payloadData"])


async def watch_traffic(page: Page) -> Traffic:
    """Count what `page` fetches from now on, by the browser's own account (DevTools protocol)."""
    traffic = Traffic()
    devtools: CDPSession = await page.context.new_cdp_session(page)
    devtools.on("Network.requestWillBeSent", traffic.requested)
    devtools.on("Network.loadingFinished", traffic.finished)
    devtools.on("Network.webSocketFrameReceived", traffic.received)
    await devtools.send("Network.enable")
    return traffic
