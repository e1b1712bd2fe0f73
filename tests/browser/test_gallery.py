"""Every page of the gallery opens, complains of nothing, and is accessible in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from lanai.session.process import Process, enter_process
from tests.support.axe import grave_violations
from tests.support.chromium import Complaints

pytestmark = pytest.mark.browser

GALLERY = Path(__file__).resolve().parents[2] / "examples" / "gallery"
PAGES = sorted(GALLERY.glob("*.py"))


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    """The address of a server of all the pages."""
    leave = enter_process(Process())
    server = pn.serve(
        {f"/{page.stem}": page for page in PAGES},
        port=0,
        address="127.0.0.1",
        show=False,
        verbose=False,
        threaded=True,
    )
    yield str(server.url)
    server.stop()
    leave()


def test_there_is_a_gallery() -> None:
    assert len(PAGES) > 3


@pytest.mark.timeout(120)
@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.stem))
def test_a_page_of_the_gallery(page: Page, gallery: str, path: Path, complaints: Complaints) -> None:
    complaints.expect("GPU stall due to ReadPixels")  # what Chromium says of WebGL where there is no GPU
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(f"{gallery}/{path.stem}")
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.locator('[aria-busy="true"]')).to_have_count(0)
    assert grave_violations(page) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.wait_for_timeout(200)  # for colours that change over time
    assert grave_violations(page) == []
