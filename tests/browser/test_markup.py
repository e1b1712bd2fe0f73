"""Markdown with markup in it, in a real browser: what people write shows, and styles hold for their pane alone."""

from __future__ import annotations

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from tests.support.chromium import Complaints
from tests.support.servers import Serve

pytestmark = pytest.mark.browser

STYLED = """
<style>
@import url("http://127.0.0.1:9/never.css");
.loud { color: rgb(1, 2, 3); animation: grow 1000s }
@keyframes grow { from { opacity: 0.9 } }
@media (width < 9000px) { .loud { text-indent: 7px } }
} .other { color: rgb(9, 9, 9) } {
body { background: rgb(8, 8, 8) }
</style>

<p class="loud">Styled</p>
"""


def test_styles_in_prose_hold_for_the_prose(page: Page, complaints: Complaints, serve: Serve) -> None:
    complaints.expect("@import rules are not allowed here")
    page.goto(
        serve(lambda: pn.Column(STYLED, pn.pane.HTML('<p class="loud">Plain</p><p class="other">Other</p>')))
    )
    styled = page.get_by_text("Styled", exact=True)
    expect(styled).to_have_css("color", "rgb(1, 2, 3)")
    expect(styled).to_have_css("text-indent", "7px")
    assert styled.evaluate("e => e.getAnimations().length") == 1
    for other in ("Plain", "Other"):
        expect(page.get_by_text(other, exact=True)).to_have_css(
            "color", page.evaluate("getComputedStyle(document.body).color")
        )
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(8, 8, 8)"


def test_a_styler_keeps_its_colours_and_nothing_that_runs(
    page: Page, complaints: Complaints, serve: Serve
) -> None:
    complaints.expect("404")
    frame = pd.DataFrame({"a": ["<img src=x onerror=window.pwned=1>", "b"]})
    styler = frame.style.map(lambda value: "color: rgb(1, 2, 3)" if value == "b" else "")
    page.goto(serve(lambda: pn.pane.DataFrame(styler), content_security_policy="off"))
    expect(page.get_by_role("cell", name="b", exact=True)).to_have_css("color", "rgb(1, 2, 3)")
    assert page.locator("img").count() == 1
    assert page.evaluate("window.pwned") is None


def test_media_tables_and_drawings_show(page: Page, serve: Serve) -> None:
    page.goto(
        serve(
            lambda: pn.pane.Markdown(
                "# Title\n\n[to it](#title)\n\n<details><summary>More</summary>hidden</details>\n\n"
                '<svg viewBox="0 0 10 10" width="50"><defs><linearGradient id="fade"><stop offset="0" stop-color="red"/>'
                '</linearGradient></defs><rect width="10" height="10" fill="url(#fade)"/></svg>\n\n- [x] done\n\n$x^2$'
            )
        )
    )
    page.get_by_text("More").click()
    expect(page.get_by_text("hidden")).to_be_visible()
    expect(page.get_by_role("checkbox", name="done")).to_be_checked()
    expect(page.locator(".katex").first).to_be_visible()
    assert page.locator("svg rect").bounding_box()["width"] == 50  # type: ignore[index]
    page.get_by_role("link", name="to it").click()
    assert page.url.endswith("#title")
