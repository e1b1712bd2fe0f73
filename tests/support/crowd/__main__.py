"""`python -m tests.support.crowd FOLDER`: pictures of the admin page while a crowd uses its server, into that folder."""

from __future__ import annotations

import asyncio
import sys
import threading
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.support.chromium import FLAGS, executable
from tests.support.crowd.guests import crowd
from tests.support.servers import Program

HERE = Path(__file__).parent
VISITORS = 200
TOKEN = "a token for the pictures"
LOOK_MS = 70_000
"""How long the crowd uses the server before it is looked at."""


def main(folder: Path) -> None:
    """Serve, let the crowd in, look."""
    arguments = [
        "-m",
        "lanai",
        "serve",
        str(HERE / "market.py"),
        "--port",
        "0",
        "--setup",
        str(HERE / "clerk.py"),
    ]
    program = Program([*arguments, "--admin", "--admin-token", TOKEN], Path.cwd())
    try:
        threading.Thread(
            target=asyncio.run, args=(crowd(program.url, "/market", VISITORS),), daemon=True
        ).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
            for theme, width in (("light", 1280), ("dark", 1280), ("phone", 390)):
                look(browser, program.url, folder, theme, width)
            browser.close()
    finally:
        program.stop()


def look(browser: Any, url: str, folder: Path, theme: str, width: int) -> None:
    """One picture, `admin-THEME.png`."""
    scheme = "dark" if theme == "dark" else "light"
    page: Page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(f"{url}/admin?token={TOKEN}&theme={scheme}")
    page.goto(f"{url}/admin?theme={scheme}")
    page.wait_for_timeout(LOOK_MS if theme == "light" else 25_000)
    page.screenshot(path=folder / f"admin-{theme}.png")
    page.close()


main(Path(sys.argv[1]))
