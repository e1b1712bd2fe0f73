"""Images in a real browser: what is seen, what is said, and the place that is kept."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from lanai.components.base import Viewable
from tests.support.chromium import Complaints
from tests.support.images import png
from tests.support.servers import Serve

pytestmark = pytest.mark.browser

_DRAWN = "image => image.complete && image.naturalWidth > 0"
SQUARE = '<svg viewBox="0 0 10 10"><script>window.ran = true</script><rect width="10" height="10"/></svg>'


def box(page: Page, selector: str = "lanai-image img") -> tuple[float, float]:
    """Width and height in px of the one that matches."""
    found = page.locator(selector).bounding_box()
    assert found is not None
    return found["width"], found["height"]


def test_an_async_bound_function_shows_another_image_in_the_same_place(page: Page, serve: Serve) -> None:
    def app() -> Viewable:
        slider = pn.widgets.IntSlider(name="Size", start=1, end=10)

        async def draw(size: int) -> Any:
            await asyncio.sleep(0)
            return pn.pane.JPG(png(40 * size, 30), alt_text=f"Size {size}")

        return pn.Column(slider, pn.bind(draw, slider))

    page.goto(serve(app))
    image = page.get_by_role("img", name="Size 1")
    assert image.evaluate(_DRAWN)
    assert box(page) == (40, 30)
    page.get_by_role("slider", name="Size").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("img", name="Size 2")).to_be_visible()
    assert box(page) == (80, 30)


def test_a_coroutine_sets_the_image_of_a_pane(page: Page, serve: Serve) -> None:
    def app() -> Viewable:
        slider, image = pn.widgets.IntSlider(name="Size", end=10), pn.pane.JPG()

        async def update(event: Any) -> None:
            await asyncio.sleep(0)
            image.object = png(40 + event.new, 30)

        slider.param.watch(update, "value")
        slider.param.trigger("value")
        return pn.Column(slider, image)

    page.goto(serve(app))
    expect(page.locator("lanai-image img")).to_have_attribute("width", "40")
    page.get_by_role("slider", name="Size").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("lanai-image img")).to_have_attribute("width", "41")


@pytest.mark.parametrize(
    ("params", "size"),
    [
        ({}, (80, 40)),
        ({"width": 200}, (200, 100)),
        ({"height": 20}, (40, 20)),
        ({"width": 100, "height": 100}, (100, 100)),
        ({"max_height": 20}, (40, 20)),
        ({"max_width": 40}, (40, 20)),
        ({"sizing_mode": "stretch_width", "margin": 0}, (968, 484)),
        ({"sizing_mode": "scale_width", "width": 80, "height": 40, "margin": 0}, (968, 484)),
    ],
)
def test_its_size(page: Page, serve: Serve, params: dict[str, Any], size: tuple[float, float]) -> None:
    page.goto(serve(pn.pane.PNG(png(80, 40), **params)))
    page.locator("lanai-image img").wait_for()
    assert box(page) == pytest.approx(size, abs=0.5)


def test_a_large_image_is_no_wider_than_its_place(page: Page, serve: Serve) -> None:
    page.goto(serve(pn.Row(pn.pane.PNG(png(3000, 30)), pn.pane.PNG(png(300, 30)))))
    page.locator("lanai-image img").last.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_place_is_kept_before_the_image_is_there(page: Page, serve: Serve) -> None:
    """Its size is known, so that nothing below moves when it is drawn: an image still to come is as large."""
    page.goto(serve(pn.Column(pn.pane.PNG(png(80, 40), width=200), "below")))
    page.locator("lanai-image img").wait_for()
    sizes = page.evaluate(
        """() => {
          const image = document.querySelector("lanai-image img"), coming = image.cloneNode();
          coming.src = image.src + "#";
          image.before(coming);
          const { width, height } = coming.getBoundingClientRect();
          return { complete: coming.complete, width, height };
        }"""
    )
    assert sizes == {"complete": False, "width": 200, "height": 100}


def test_an_image_that_does_not_load_says_what_it_would_show(
    page: Page, serve: Serve, complaints: Complaints
) -> None:
    complaints.expect("no-such-image")
    complaints.expect("404")
    pane = pn.pane.PNG(alt_text="The harbour at dawn", width=200)
    url = serve(pane)
    pane.object = f"{url}/no-such-image.png"
    page.goto(url)
    expect(page.get_by_text("The harbour at dawn")).to_be_visible()
    expect(page.get_by_role("img", name="The harbour at dawn")).to_be_visible()
    pane.object = png(80, 40)
    expect(page.locator("lanai-image img")).to_have_attribute("alt", "The harbour at dawn")


def test_a_script_in_an_svg_does_not_run(page: Page, serve: Serve) -> None:
    column = pn.Column(pn.pane.SVG(SQUARE, alt_text="one"), pn.pane.SVG(SQUARE, encode=False, alt_text="two"))
    page.goto(serve(column))
    for name in ("one", "two"):
        assert page.get_by_role("img", name=name).evaluate(_DRAWN)
    assert page.evaluate("window.ran") is None
    assert page.locator("lanai-image svg").count() == 0


def test_caption_and_link(page: Page, serve: Serve) -> None:
    page.goto(
        serve(
            pn.pane.PNG(
                png(80, 40), caption="<b>Ours</b>", alt_text="A house", link_url="https://example.org/house"
            )
        )
    )
    expect(page.get_by_text("<b>Ours</b>")).to_be_visible()
    link = page.get_by_role("link", name="A house")
    expect(link).to_have_attribute("href", "https://example.org/house")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", re.compile("noopener"))
