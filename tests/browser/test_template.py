"""Templates as a visitor sees and uses them, with a mouse, a keyboard and a phone."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import Any

import pytest
from bokeh.plotting import figure
from playwright.sync_api import Locator, Page, expect

import lanai as pn
from tests.support.axe import grave_violations
from tests.support.bokehjs import wait_for_plot
from tests.support.servers import Serve

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 700}

FILL = """[...Bokeh.index.query(() => true)].map(view => view.model)
  .find(model => model.type === 'Figure').background_fill_color"""
"""The colour in which the page's plot is drawn."""


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def ferries(kind: Any = pn.template.FastListTemplate, **params: Any) -> Callable[[], Any]:
    """A page with something in each area."""

    def app() -> Any:
        name = pn.widgets.TextInput(name="Name", value="Ada")
        ask = pn.widgets.Button(name="Ask")
        template = kind(
            title="Ferries",
            site="Harbour",
            sidebar=[name],
            header=[ask],
            main=[pn.bind(lambda name: f"Captain {name}", name)],
            modal=["Are you sure?"],
            **params,
        )
        ask.on_click(lambda _: template.open_modal())
        return template

    return app


def test_header_sidebar_main_and_modal(page: Page, serve: Serve) -> None:
    page.goto(serve(ferries()))
    expect(page).to_have_title("Ferries")
    expect(page.get_by_role("banner").get_by_role("heading", name="Ferries", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Harbour")).to_have_attribute("href", "/")
    sidebar = page.get_by_role("complementary", name="Sidebar", exact=True)
    sidebar.get_by_role("textbox", name="Name").fill("Grace")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_text("Captain Grace")).to_be_visible()
    assert page.get_by_role("main").count() == 1

    button(page, "Ask").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Are you sure?")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    button(page, "Ask").click()  # Python knows that it was closed
    button(page, "Close dialog").click()
    expect(dialog).to_be_hidden()
    expect(button(page, "Ask")).to_be_focused()


def test_the_sidebar_closes_and_opens(page: Page, serve: Serve) -> None:
    page.goto(serve(ferries()))
    field, main = page.get_by_role("textbox", name="Name"), page.get_by_role("main")
    expect(field).to_be_visible()
    narrow = _width(main)
    button(page, "Close sidebar").click()
    expect(field).to_be_hidden()
    expect(button(page, "Open sidebar")).to_have_attribute("aria-expanded", "false")
    page.wait_for_function("narrow => document.querySelector('main').offsetWidth > narrow + 200", arg=narrow)
    button(page, "Open sidebar").click()
    expect(field).to_be_visible()


def _width(found: Locator) -> float:
    box = found.bounding_box()
    assert box is not None
    return box["width"]


def test_on_a_phone_the_sidebar_is_a_drawer_that_keeps_the_focus(page: Page, serve: Serve) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(serve(ferries()))
    field = page.get_by_role("textbox", name="Name")
    expect(page.get_by_text("Captain Ada")).to_be_visible()
    expect(field).to_be_hidden()
    button(page, "Open sidebar").click()
    drawer = page.get_by_role("dialog", name="Sidebar", exact=True)
    expect(drawer).to_be_visible()
    expect(drawer.get_by_role("button", name="Close sidebar")).to_be_focused()
    for _ in range(5):
        page.keyboard.press("Tab")
        assert not page.evaluate("document.activeElement.closest('main, header')")
    assert grave_violations(page) == []
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    expect(button(page, "Open sidebar")).to_be_focused()
    button(page, "Open sidebar").click()
    page.mouse.click(PHONE["width"] - 10, 400)  # beside it
    expect(field).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_first_tab_leads_past_header_and_sidebar(page: Page, serve: Serve) -> None:
    page.goto(serve(ferries()))
    expect(page.get_by_text("Captain Ada")).to_be_visible()
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_the_theme_switch_is_remembered_and_plots_follow(page: Page, serve: Serve) -> None:
    def app() -> Any:
        plot = figure(width=300, height=200)
        plot.line([1, 2], [3, 4])
        return pn.template.FastListTemplate(title="Plot", main=[plot])

    page.emulate_media(color_scheme="light")
    page.goto(serve(app))
    wait_for_plot(page)
    light = page.evaluate(FILL)
    button(page, "Use dark colours").click()
    expect(page.locator("html")).to_have_class(re.compile("wa-dark"))
    page.wait_for_function(f"light => {FILL} !== light", arg=light)
    page.reload()
    expect(page.locator("html")).to_have_class(re.compile("wa-dark"))
    button(page, "Use light colours").click()
    expect(page.locator("html")).not_to_have_class(re.compile("wa-dark"))


def test_on_a_dark_card_a_plot_has_the_card_s_colour(page: Page, serve: Serve) -> None:
    def app() -> Any:
        plot = figure(width=300, height=200)
        plot.line([1, 2], [3, 4])
        return pn.template.FastListTemplate(theme="dark", main=[plot])

    page.goto(serve(app))
    wait_for_plot(page)
    card = (
        page.get_by_role("main").locator(".cell").evaluate("cell => getComputedStyle(cell).backgroundColor")
    )
    assert card == page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.wait_for_function(f"card => {FILL} === card", arg=card)


def test_the_app_or_the_address_chooses_the_theme(page: Page, serve: Serve) -> None:
    page.emulate_media(color_scheme="light")
    url = serve(ferries(pn.template.MaterialTemplate, theme="dark"))
    page.goto(url)
    expect(page.locator("html")).to_have_class(re.compile("wa-dark"))
    page.goto(f"{url}?theme=default")
    expect(page.locator("html")).to_have_class(re.compile("wa-light"))


def test_a_ring_turns_while_the_session_is_busy(page: Page, serve: Serve) -> None:
    done = threading.Event()

    def app() -> Any:
        work = pn.widgets.Button(name="Work")
        work.on_click(lambda _: done.wait(10))
        return pn.template.BootstrapTemplate(main=[work])

    page.goto(serve(app))
    ring = page.get_by_role("progressbar", name="Working")
    button(page, "Work").click()
    expect(ring).to_be_visible()
    done.set()
    expect(ring).to_be_hidden()


def test_what_lies_in_main_is_as_wide_as_it(page: Page, serve: Serve) -> None:
    def app() -> Any:
        return pn.template.VanillaTemplate(
            sidebar=[pn.widgets.Button(name="Wide")],
            main=[
                pn.Column(
                    pn.widgets.TextInput(name="Stretched"), pn.widgets.TextInput(name="Fixed", width=200)
                ),
                pn.widgets.Button(name="Small"),
            ],
        )

    page.goto(serve(app))
    expect(button(page, "Small")).to_be_visible()
    widths = {
        name: _width(page.get_by_role(role, name=name, exact=True))  # type: ignore[arg-type]
        for role, name in [
            ("textbox", "Stretched"),
            ("textbox", "Fixed"),
            ("button", "Small"),
            ("button", "Wide"),
        ]
    }
    assert widths["Stretched"] > 500
    assert widths["Fixed"] <= 200
    assert widths["Small"] < 150
    assert widths["Wide"] > 250


def test_a_text_being_typed_stays_when_the_area_changes(page: Page, serve: Serve) -> None:
    def app() -> Any:
        template = pn.template.FastListTemplate(main=[pn.widgets.TextInput(name="Note")])
        pn.state.onload(lambda: template.main.insert(0, "A card above"))
        return template

    page.goto(serve(app))
    field = page.get_by_role("textbox", name="Note")
    field.press_sequentially("Half a")
    expect(page.get_by_text("A card above")).to_be_visible()
    field.press_sequentially(" word")
    expect(field).to_have_value("Half a word")
    expect(page.get_by_role("main").locator(".cell").first).to_have_text("A card above")


def test_tabs_by_mouse_and_keyboard(page: Page, serve: Serve) -> None:
    def app() -> Any:
        return pn.template.GoldenTemplate(
            main=[pn.Column("first page", name="One"), pn.Column("second page", name="Two")]
        )

    page.goto(serve(app))
    expect(page.get_by_role("tabpanel", name="One")).to_contain_text("first page")
    page.get_by_role("tab", name="Two").click()
    expect(page.get_by_role("tabpanel", name="Two")).to_contain_text("second page")
    expect(page.get_by_text("first page")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="One")).to_be_focused()
    expect(page.get_by_text("first page")).to_be_visible()


def test_slides_by_buttons_and_keys(page: Page, serve: Serve) -> None:
    def app() -> Any:
        return pn.template.SlidesTemplate(
            main=["slide one", pn.widgets.TextInput(name="Answer"), "slide three"]
        )

    page.goto(serve(app))
    expect(page.get_by_text("slide one")).to_be_visible()
    expect(button(page, "Previous slide")).to_be_disabled()
    page.keyboard.press("ArrowRight")
    answer = page.get_by_role("textbox", name="Answer")
    answer.fill("42")
    page.keyboard.press("ArrowLeft")  # moves the caret
    expect(answer).to_be_visible()
    button(page, "Next slide").click()
    expect(page.get_by_text("slide three")).to_be_visible()
    expect(button(page, "Next slide")).to_be_disabled()
    page.keyboard.press("Home")
    expect(page.get_by_text("slide one")).to_be_visible()


def test_a_grid_lies_as_the_app_says_and_on_a_phone_in_one_column(page: Page, serve: Serve) -> None:
    def app() -> Any:
        template = pn.template.ReactTemplate(row_height=100)
        template.main[0:2, 0:6] = "left"
        template.main[0:1, 6:12] = "right"
        return template

    page.goto(serve(app))
    left, right = page.locator(".cell", has_text="left"), page.locator(".cell", has_text="right")
    expect(right).to_be_visible()
    one, other = left.bounding_box(), right.bounding_box()
    assert one is not None
    assert other is not None
    assert one["y"] == other["y"]
    assert one["x"] + one["width"] <= other["x"]
    assert one["height"] == pytest.approx(2 * other["height"] + 16)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    one, other = left.bounding_box(), right.bounding_box()
    assert one is not None
    assert other is not None
    assert other["y"] > one["y"] + one["height"]


def test_a_dark_text_on_a_light_header(page: Page, serve: Serve) -> None:
    page.goto(serve(ferries(header_background="#ffe08a")))
    heading = page.get_by_role("heading", name="Ferries")
    expect(heading).to_have_css("color", "rgb(20, 22, 29)")
    assert grave_violations(page) == []
