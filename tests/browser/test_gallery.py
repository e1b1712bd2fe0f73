"""Every page of the gallery opens, complains of nothing, and is accessible in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.axe import grave_violations
from tests.support.chromium import Complaints
from tests.support.servers import Program

pytestmark = pytest.mark.browser

GALLERY = Path(__file__).resolve().parents[2] / "examples" / "gallery"
PAGES = sorted(GALLERY.glob("*.py"))


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    """The address of a server of all the pages, a program of its own: what they import is nothing to other tests."""
    program = Program(["-m", "lanai", "serve", *map(str, PAGES), "--port", "0"], GALLERY)
    yield program.url
    program.stop()


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
