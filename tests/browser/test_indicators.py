"""Indicators in a real browser: what is seen, what a screen reader is told, and what is laid over the busy."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import lanai as pn
from lanai.components.base import Viewable
from tests.support.servers import Serve

pytestmark = pytest.mark.browser


def test_a_bar_tells_how_far_it_is(page: Page, serve: Serve) -> None:
    bar = pn.indicators.Progress(name="Upload", value=3, max=12, width=200, bar_color="danger")
    page.goto(serve(bar))
    shown = page.get_by_role("progressbar", name="Upload")
    expect(shown).to_have_attribute("aria-valuenow", "3")
    expect(shown).to_have_attribute("aria-valuemax", "12")
    filled = page.locator("wa-progress-bar [part=indicator]")
    page.wait_for_function(
        "bar => Math.abs(bar.getBoundingClientRect().width - 50) < 1", arg=filled.element_handle()
    )
    bar.value = 12
    expect(shown).to_have_attribute("aria-valuenow", "12")
    bar.value = -1
    expect(page.locator("wa-progress-bar[indeterminate]")).to_be_visible()
    assert shown.get_attribute("aria-valuenow") is None
    bar.active = False
    expect(page.locator("wa-progress-bar[indeterminate]")).to_have_count(0)


def test_a_loop_in_a_synchronous_callback_shows_how_far_it_is(page: Page, serve: Serve) -> None:
    go_on = threading.Event()

    def app() -> Viewable:
        tqdm, button = pn.indicators.Tqdm(name="Work"), pn.widgets.Button(name="Work")

        def work(_: object) -> None:
            for number in tqdm(range(4), mininterval=0):
                if number == 2:
                    go_on.wait(20)

        button.on_click(work)
        return pn.Column(button, tqdm)

    page.goto(serve(app))
    page.get_by_role("button", name="Work").click()
    bar = page.get_by_role("progressbar")
    expect(bar).to_have_attribute("aria-valuenow", "2")
    expect(page.get_by_text("50% 2/4")).to_be_visible()
    go_on.set()
    expect(bar).to_have_attribute("aria-valuenow", "4")
    expect(page.get_by_text("100% 4/4")).to_be_visible()


def test_a_lamp_is_seen_even_if_it_is_on_for_a_moment_only(page: Page, serve: Serve) -> None:
    lamp = pn.indicators.BooleanStatus(name="Busy", color="success", throttle=400)
    page.goto(serve(lamp))
    shown = page.get_by_role("status", name="Busy: off")
    expect(shown).to_be_visible()
    page.evaluate(
        """() => {
          window.seen = [];
          const lamp = document.querySelector(".lanai-lamp");
          new MutationObserver(() => window.seen.push([lamp.dataset.on, performance.now()]))
            .observe(lamp, {attributes: true, attributeFilter: ["data-on"]});
        }"""
    )
    lamp.value = True
    expect(page.get_by_role("status", name="Busy: on")).to_be_visible()
    lamp.value = False
    expect(shown).to_be_visible()
    (on, began), (off, ended) = page.evaluate("window.seen")
    assert (on, off) == ("on", "off")
    assert ended - began >= 395  # timers of the browser are allowed to round


def test_a_spinner_says_whether_it_turns(page: Page, serve: Serve) -> None:
    spinner = pn.indicators.LoadingSpinner(name="Loading data", value=True, size=40, throttle=0)
    page.goto(serve(spinner))
    expect(page.get_by_role("status", name="Loading data", exact=True)).to_be_visible()
    expect(page.get_by_text("Loading data")).to_be_visible()
    assert page.locator("wa-spinner").bounding_box()["width"] == 40  # type: ignore[index]
    spinner.value = False
    expect(page.get_by_role("status", name="Loading data: idle")).to_be_visible()


def test_a_number_in_its_colour(page: Page, serve: Serve) -> None:
    number = pn.indicators.Number(
        name="Failures",
        value=72,
        format="{value} %",
        colors=[(33, "rgb(0, 128, 0)"), (100, "rgb(255, 0, 0)")],
    )
    page.goto(serve(number))
    expect(page.get_by_text("Failures")).to_be_visible()
    expect(page.get_by_text("72 %")).to_have_css("color", "rgb(255, 0, 0)")
    number.value = 20
    expect(page.get_by_text("20 %")).to_have_css("color", "rgb(0, 128, 0)")
    number.colors = None
    expect(page.get_by_text("20 %")).not_to_have_css("color", "rgb(0, 128, 0)")


def covered(page: Page, selector: str) -> dict[str, Any]:
    """What lies over a component that is loading."""
    found: dict[str, Any] = page.locator(selector).evaluate(
        """element => {
          const veil = getComputedStyle(element, "::before"), ring = getComputedStyle(element, "::after");
          return {busy: element.getAttribute("aria-busy"), veil: veil.content, ring: ring.animationName,
            turn: ring.animationDuration, width: ring.width};
        }"""
    )
    return found


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_what_is_loading_is_veiled(chromium: Browser, serve: Serve, motion: Any) -> None:
    button = pn.widgets.Button(name="Save", loading=True)
    context = chromium.new_context(reduced_motion=motion)
    page = context.new_page()
    page.goto(serve(pn.Row(button)))
    page.get_by_role("button", name="Save").wait_for()
    found = covered(page, "lanai-button")
    assert (found["busy"], found["veil"], found["ring"]) == ("true", '""', "lanai-turn")
    assert found["turn"] == ("3s" if motion == "reduce" else "0.9s")
    button.loading = False
    page.wait_for_function("() => !document.querySelector('[aria-busy]')")
    assert covered(page, "lanai-button")["veil"] == "none"
    context.close()
