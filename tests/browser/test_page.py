"""A visitor in a real browser."""

from __future__ import annotations

import threading
from typing import Literal

import pytest
from playwright.sync_api import Page, Route, expect

import lanai as pn
from lanai.components.base import Viewable
from tests.support.servers import Serve

pytestmark = pytest.mark.browser

LOOKS = """() => [...document.querySelectorAll('.lanai')].map((element) => {
  const inner = element.querySelector('wa-button')?.shadowRoot.querySelector('button')
    ?? element.querySelector('.lanai-still') ?? element;
  const box = ({ x, y, width, height }) => [x, y, width, height];
  const { color, backgroundColor, borderTopColor, borderRadius, font, opacity } = getComputedStyle(inner);
  const faint = element.querySelector('wa-button') ? getComputedStyle(element.querySelector('wa-button')).opacity : opacity;
  return [element.localName, box(element.getBoundingClientRect()), box(inner.getBoundingClientRect()),
    color, backgroundColor, borderTopColor, borderRadius, font, faint];
})"""
"""Where each component lies, and how it looks."""


def counter() -> Viewable:
    button, text = pn.widgets.Button(name="Increment"), pn.widgets.StaticText(value="0")
    button.on_click(lambda _: text.param.update(value=str(button.clicks)))
    return pn.Column(button, text)


def test_a_click_changes_the_text(page: Page, serve: Serve) -> None:
    page.goto(serve(counter))
    button = page.get_by_role("button", name="Increment")
    for number in range(1, 4):
        button.click()
        expect(page.get_by_text(str(number), exact=True)).to_be_visible()


def test_the_counter_page_is_small_and_asks_no_other_host(page: Page, serve: Serve) -> None:
    url = serve(counter)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    weights: list[float] = []
    hosts: set[str] = set()
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.goto(url)
    page.get_by_role("button", name="Increment").click()
    expect(page.get_by_text("1", exact=True)).to_be_visible()
    assert len(weights) + 1 <= 6  # and the WebSocket
    assert (
        sum(weights) <= 62_500
    )  # of which 2 KB ask again for what does not come, and see that nothing forged is run
    assert hosts == {url.split("/")[2]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_state_shows_before_any_file_has_come_and_nothing_moves_afterwards(
    page: Page, serve: Serve, scheme: Literal["light", "dark"]
) -> None:
    kinds = ("default", "primary", "success", "warning", "danger", "light")
    styles = ("solid", "outline")

    def app() -> Viewable:
        buttons = [
            pn.widgets.Button(name=f"{kind} {style}", button_type=kind, button_style=style)
            for style in styles
            for kind in kinds
        ]
        sized = [
            pn.widgets.Button(name="wide", width=300),
            pn.widgets.Button(name="high", height=70, disabled=True),
            pn.widgets.Button(name="stretched", sizing_mode="stretch_width"),
        ]
        return pn.Column("# Title", pn.Row(*buttons[:6]), pn.Row(*buttons[6:]), *sized, "The end")

    waiting: list[Route] = []
    page.emulate_media(color_scheme=scheme)
    page.route("**/_lanai/static/**", lambda route: waiting.append(route))
    page.goto(serve(app))
    expect(page.get_by_text("The end")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    before = page.evaluate(LOOKS)
    page.unroute("**/_lanai/static/**")  # lets those go on that wait
    assert waiting
    expect(page.get_by_role("button")).to_have_count(15)
    expect(page.locator(".lanai-still")).to_have_count(0)
    assert page.evaluate(LOOKS) == before


def test_a_press_on_a_button_whose_code_has_not_come_is_kept(page: Page, serve: Serve) -> None:
    waiting: list[Route] = []
    page.route("**/_lanai/static/**", lambda route: waiting.append(route))
    page.goto(serve(counter))
    page.locator(".lanai-still", has_text="Increment").click(click_count=2)
    expect(page.get_by_text("0", exact=True)).to_be_visible()
    page.unroute("**/_lanai/static/**")
    expect(page.get_by_text("2", exact=True)).to_be_visible()
    page.get_by_role("button", name="Increment").click()
    expect(page.get_by_text("3", exact=True)).to_be_visible()


def test_a_blocked_callback_shows_its_change_and_delays_no_other_visitor(
    page: Page, other_page: Page, serve: Serve
) -> None:
    go_on = threading.Event()

    def app() -> Viewable:
        slow, quick = pn.widgets.Button(name="Slow"), pn.widgets.Button(name="Quick")
        text = pn.widgets.StaticText(value="idle")

        def work(_: object) -> None:
            text.value = "working"
            go_on.wait(20)
            text.value = "done"

        slow.on_click(work)
        quick.on_click(lambda _: text.param.update(value="quick"))
        return pn.Column(slow, quick, text)

    url = serve(app)
    page.goto(url)
    page.get_by_role("button", name="Slow").click()
    expect(page.get_by_text("working")).to_be_visible()

    other_page.goto(url)
    other_page.get_by_role("button", name="Quick").click()
    expect(other_page.get_by_text("quick", exact=True)).to_be_visible()

    expect(page.get_by_text("working")).to_be_visible()
    go_on.set()
    expect(page.get_by_text("done")).to_be_visible()


def test_widgets_work_both_ways(page: Page, serve: Serve) -> None:
    widgets: dict[str, Viewable] = {
        "Toggle": pn.widgets.Toggle(name="Toggle"),
        "Check": pn.widgets.Checkbox(name="Check"),
        "Choice": pn.widgets.Select(name="Choice", options=["one", "two", "three"]),
        "Text": pn.widgets.TextInput(name="Text"),
        "Number": pn.widgets.IntInput(name="Number", start=0, end=100, value=5),
        "Slider": pn.widgets.IntSlider(name="Slider", start=0, end=10),
    }
    shown = pn.widgets.StaticText(value="")

    def show(*_: object) -> None:
        shown.value = " ".join(f"{name}={widget.value}" for name, widget in widgets.items())  # type: ignore[attr-defined]

    for widget in widgets.values():
        widget.param.watch(show, "value")
    page.goto(serve(pn.Column(*widgets.values(), shown)))

    page.get_by_role("button", name="Toggle").click()
    page.get_by_role("checkbox", name="Check").click()
    choice = page.get_by_role("combobox", name="Choice")
    choice.click()
    page.get_by_role("option", name="two").click()
    page.get_by_role("textbox", name="Text").fill("hello")
    page.get_by_role("textbox", name="Text").press("Enter")
    page.get_by_role("spinbutton", name="Number").fill("42")
    page.get_by_role("spinbutton", name="Number").press("Enter")
    slider = page.get_by_role("slider", name="Slider")
    slider.focus()
    slider.press("ArrowRight")
    slider.press("ArrowRight")
    expect(
        page.get_by_text("Toggle=True Check=True Choice=two Text=hello Number=42 Slider=2")
    ).to_be_visible()

    widgets["Slider"].value = 7  # type: ignore[attr-defined]
    widgets["Text"].value = "from Python"  # type: ignore[attr-defined]
    widgets["Choice"].value = "three"  # type: ignore[attr-defined]
    widgets["Check"].value = False  # type: ignore[attr-defined]
    widgets["Toggle"].value = False  # type: ignore[attr-defined]
    widgets["Number"].value = 1  # type: ignore[attr-defined]
    expect(slider).to_have_attribute("aria-valuenow", "7")
    expect(page.get_by_role("textbox", name="Text")).to_have_value("from Python")
    expect(page.get_by_role("checkbox", name="Check")).not_to_be_checked()
    expect(page.get_by_role("button", name="Toggle")).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_role("spinbutton", name="Number")).to_have_value("1")
    expect(page.get_by_role("combobox", name="Choice")).to_have_value("three")


def test_typing_keeps_focus_and_caret_while_the_page_changes_around_it(page: Page, serve: Serve) -> None:
    text, column = pn.widgets.TextInput(name="Name"), pn.Column("first", "last")
    column.insert(1, text)
    page.goto(serve(column))
    box = page.get_by_role("textbox", name="Name")
    box.click()
    page.keyboard.type("abc")
    column.objects = [pn.pane.Str("new"), text, *column.objects[2:], "more"]
    expect(page.get_by_text("new", exact=True)).to_be_visible()
    page.keyboard.type("def")
    expect(box).to_have_value("abcdef")
    expect(box).to_be_focused()


def test_a_bokeh_model_changed_on_a_thread_without_the_lock_arrives(page: Page, serve: Serve) -> None:
    from bokeh.models import ColumnDataSource  # noqa: PLC0415
    from bokeh.plotting import figure  # noqa: PLC0415

    def app() -> Viewable:
        source = ColumnDataSource({"x": [1, 2], "y": [1, 2]})
        plot = figure(height=200)
        plot.line("x", "y", source=source)
        button = pn.widgets.Button(name="Go")
        thread = threading.Thread(target=lambda: source.stream({"x": [3], "y": [30]}))
        button.on_click(lambda _: thread.start())
        return pn.Column(button, plot)

    page.goto(serve(app))
    page.locator("lanai-bokeh canvas").first.wait_for()
    page.get_by_role("button", name="Go").click()
    page.wait_for_function(
        "() => [...Bokeh.index.query(v => v.model.renderers)][0].model.renderers[0].data_source.data.y"
        " ? Array.from([...Bokeh.index.query(v => v.model.renderers)][0].model.renderers[0].data_source.data.y)"
        ".includes(30) : Array.from([...Bokeh.index.query(v => v.model.renderers)][0].model.renderers[0]"
        ".data_source.data.get('y')).includes(30)"
    )


def test_a_shared_component_is_everyones(page: Page, other_page: Page, serve: Serve) -> None:
    slider = pn.widgets.IntSlider(name="Level", start=0, end=10)
    url = serve(pn.Column(slider, pn.bind(lambda level: f"Level is {level}", slider)))
    page.goto(url)
    other_page.goto(url)
    handle = page.get_by_role("slider", name="Level")
    handle.focus()
    handle.press("ArrowRight")
    expect(page.get_by_text("Level is 1")).to_be_visible()
    expect(other_page.get_by_text("Level is 1")).to_be_visible()


def test_the_page_goes_on_after_a_lost_connection(page: Page, serve: Serve) -> None:
    text = pn.widgets.StaticText(value="before")
    button = pn.widgets.Button(name="Count")
    button.on_click(lambda _: text.param.update(value=f"clicked {button.clicks}"))
    page.goto(serve(pn.Column(button, text)))
    expect(page.get_by_text("before")).to_be_visible()
    page.evaluate("() => { window.stays = true }")
    page.context.set_offline(True)
    page.evaluate("() => window.dispatchEvent(new Event('offline'))")
    text.value = "while away"
    page.context.set_offline(False)
    expect(page.get_by_text("while away")).to_be_visible()
    page.get_by_role("button", name="Count").click()
    expect(page.get_by_text("clicked 1")).to_be_visible()
    assert page.evaluate("() => window.stays")
