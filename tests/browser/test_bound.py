"""Bound functions in a real browser: what they give is patched in place, comes late, or fails, each in its own place."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Iterator

import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from tests.support.servers import Serve

pytestmark = pytest.mark.browser


def test_all_four_kinds_follow_a_slider(page: Page, serve: Serve) -> None:
    def plain(n: int) -> str:
        return f"plain {n}"

    async def coroutine(n: int) -> str:
        await asyncio.sleep(0.01)
        return f"coroutine {n}"

    def steps(n: int) -> Iterator[str]:
        yield f"first {n}"
        yield f"steps {n}"

    async def async_steps(n: int) -> AsyncIterator[str]:
        yield f"first {n}"
        await asyncio.sleep(0.01)
        yield f"async steps {n}"

    def app() -> pn.Column:
        slider = pn.widgets.IntSlider(name="n", end=10)
        nested = pn.bind(lambda text: text.upper(), pn.bind(plain, slider))
        bound = [pn.bind(function, slider) for function in (plain, coroutine, steps, async_steps)]
        return pn.Column(slider, *bound, nested, slider.rx() * 100)

    page.goto(serve(app))
    expect(page.get_by_text("async steps 0")).to_be_visible()
    page.get_by_role("slider", name="n").press("ArrowRight")
    for text in ("plain 1", "coroutine 1", "steps 1", "async steps 1", "PLAIN 1", "100"):
        expect(page.get_by_text(text, exact=True)).to_be_visible()
    expect(page.get_by_text("first 1")).to_have_count(0)


def test_text_is_patched_in_place(page: Page, serve: Serve) -> None:
    slider = pn.widgets.IntSlider(name="n", end=10)
    page.goto(serve(pn.Column(slider, pn.bind(lambda n: f"n is {n}", slider))))
    expect(page.get_by_text("n is 0")).to_be_visible()
    page.evaluate("() => { document.querySelector('lanai-markdown').stays = true }")
    page.get_by_role("slider", name="n").press("ArrowRight")
    expect(page.get_by_text("n is 1")).to_be_visible()
    assert page.evaluate("() => document.querySelector('lanai-markdown').stays")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_error_shows_in_place_and_goes(
    page: Page, serve: Serve, scheme: str, caplog: pytest.LogCaptureFixture
) -> None:
    def app() -> pn.Column:
        slider = pn.widgets.IntSlider(name="n", end=10)
        return pn.Column(slider, pn.bind(lambda n: f"ten by {n} is {10 / n:g}", slider), "neighbour")

    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    with caplog.at_level(logging.CRITICAL, "lanai"):
        page.goto(serve(app))
        alert = page.get_by_role("alert")
        expect(alert).to_have_text("ZeroDivisionError: division by zero")
        assert contrast(page) >= 4.5
        expect(page.get_by_text("neighbour")).to_be_visible()
        page.get_by_role("slider", name="n").press("ArrowRight")
        expect(page.get_by_text("ten by 1 is 10")).to_be_visible()
        expect(alert).to_have_count(0)


def contrast(page: Page) -> float:
    """How much the error's text stands out from its ground, as WCAG measures it."""
    return float(
        page.evaluate(
            """() => {
              const style = getComputedStyle(document.querySelector('.lanai-error [role=alert]'));
              const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
              const light = (color) => {
                canvas.fillStyle = color;
                canvas.fillRect(0, 0, 1, 1);
                const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
                  const share = part / 255;
                  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
                });
                return 0.2126 * r + 0.7152 * g + 0.0722 * b;
              };
              const [dim, bright] = [light(style.color), light(style.backgroundColor)].sort((a, b) => a - b);
              return (bright + 0.05) / (dim + 0.05);
            }"""
        )
    )


def test_deferred_output_comes_after_the_page_with_a_spinner_before(page: Page, serve: Serve) -> None:
    gate = threading.Event()

    def slow() -> str:
        gate.wait(20)
        return "slow"

    async def quick() -> str:
        return "quick"

    def app() -> pn.Column:
        return pn.Column("page", pn.panel(slow, defer_load=True), pn.panel(quick, defer_load=True))

    page.goto(serve(app))
    expect(page.get_by_text("page", exact=True)).to_be_visible()
    expect(page.get_by_text("quick", exact=True)).to_be_visible()
    waiting = page.locator("lanai-slot[aria-busy=true]")
    expect(waiting).to_have_count(1)
    box = waiting.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 28  # room for the ring
    gate.set()
    expect(page.get_by_text("slow", exact=True)).to_be_visible()
    expect(waiting).to_have_count(0)


def test_a_slow_function_shows_its_spinner_at_once(page: Page, serve: Serve) -> None:
    gate = threading.Event()
    gate.set()

    def slow(n: int) -> str:
        gate.wait(20)
        return f"n is {n}"

    def app() -> pn.Column:
        pn.extension(loading_indicator=True)
        slider = pn.widgets.IntSlider(name="n", end=10)
        return pn.Column(slider, pn.bind(slow, slider))

    page.goto(serve(app))
    expect(page.get_by_text("n is 0")).to_be_visible()
    gate.clear()
    page.get_by_role("slider", name="n").press("ArrowRight")
    expect(page.locator("lanai-slot[aria-busy=true]")).to_have_count(1)
    expect(page.get_by_text("n is 0")).to_be_visible()
    gate.set()
    expect(page.get_by_text("n is 1")).to_be_visible()
    expect(page.locator("lanai-slot[aria-busy=true]")).to_have_count(0)
