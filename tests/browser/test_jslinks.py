"""Links that run in a real browser: with no round trip, and so that Python agrees."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from lanai.components.base import Viewable
from tests.browser.test_bokeh import shows
from tests.session.mirror import figure
from tests.support.bokehjs import wait_for_plot
from tests.support.chromium import Complaints
from tests.support.servers import Serve, eventually

pytestmark = pytest.mark.browser


def step(page: Page, name: str = "x", key: str = "ArrowRight") -> None:
    """Move the slider of that name by one, as a visitor does."""
    page.get_by_role("slider", name=name).press(key)


def test_links_work_while_the_server_is_busy_and_need_no_message(page: Page, serve: Serve) -> None:
    """Everything that the browser shows here it finds out by itself: the session's thread is blocked all the while."""
    go_on = threading.Event()
    sent: list[str] = []

    def app() -> Viewable:
        slider = pn.widgets.IntSlider(name="x", end=10)
        text, box = pn.widgets.StaticText(name="is"), pn.Column(css_classes=["box"])
        slider.jslink(text, value="value")
        slider.jslink(box, code={"value": "target.height = 10 * source.value"})
        block = pn.widgets.Button(name="Block", on_click=lambda _: go_on.wait(20))
        note = pn.widgets.Button(name="Note")
        note.jscallback(args={"text": text}, clicks="text.value = `clicked ${cb_obj.clicks}`")
        return pn.Column(slider, text, box, block, note)

    page.on("websocket", lambda socket: socket.on("framereceived", lambda data: sent.append(str(data))))
    page.goto(serve(app))
    try:
        page.get_by_role("button", name="Block").click()
        step(page)
        expect(page.get_by_text("1", exact=True).last).to_be_visible()
        page.wait_for_function("() => document.querySelector('.box').style.height === '10px'")
        page.get_by_role("button", name="Note").click()
        page.get_by_role("button", name="Note").click()
        expect(page.get_by_text("clicked 2")).to_be_visible()
        assert any('"opened"' in message for message in sent)
        assert not [message for message in sent if '"frame"' in message]
    finally:
        go_on.set()


def test_links_work_with_no_connection(page: Page, serve: Serve) -> None:
    slider, field = pn.widgets.IntSlider(name="x", end=10), pn.widgets.TextInput(name="field")
    slider.jslink(field, value="value")
    page.goto(serve(lambda: pn.Column(slider, field)))
    box = page.get_by_role("textbox", name="field")
    expect(box).to_be_visible()
    page.context.set_offline(True)
    page.evaluate("() => window.dispatchEvent(new Event('offline'))")
    step(page)
    step(page)
    expect(box).to_have_value("2")
    page.context.set_offline(False)
    eventually(lambda: field.value == "2" and slider.value == 2)


def test_python_agrees_with_what_links_change(page: Page, serve: Serve) -> None:
    one, other = pn.widgets.IntSlider(name="one", end=10), pn.widgets.IntSlider(name="other", end=10)
    seen: list[int] = []

    def app() -> Viewable:
        one.jslink(other, value="value", bidirectional=True)
        return pn.Column(one, other)

    other.param.watch(lambda event: seen.append(event.new), "value")
    page.goto(serve(app))
    step(page, "one")
    expect(page.get_by_role("slider", name="other")).to_have_attribute("aria-valuenow", "1")
    eventually(lambda: (one.value, other.value) == (1, 1))
    step(page, "other")
    expect(page.get_by_role("slider", name="one")).to_have_attribute("aria-valuenow", "2")
    eventually(lambda: (one.value, other.value) == (2, 2))
    assert seen == [1, 2]
    one.value = 7
    expect(page.get_by_role("slider", name="other")).to_have_attribute("aria-valuenow", "7")
    eventually(lambda: other.value == 7)


def test_a_slider_drives_a_bokeh_model_and_python_agrees(page: Page, serve: Serve) -> None:
    plot = figure(width=300, height=300, x_range=(0, 10), y_range=(0, 10))
    dots = plot.scatter([1, 2, 3], [1, 2, 3], size=4)
    slider, end = (
        pn.widgets.IntSlider(name="size", start=5, end=50),
        pn.widgets.IntSlider(name="end", end=20, value=10),
    )

    def app() -> Viewable:
        slider.jslink(dots.glyph, value="size")
        end.jscallback(args={"p": plot}, value="p.x_range.end = cb_obj.value")
        end.jslink(plot, value="y_range.end", bidirectional=True)
        return pn.Column(slider, end, plot)

    page.goto(serve(app))
    wait_for_plot(page)
    shows(page, dots.glyph, "size", {"value": 5})
    step(page, "size")
    shows(page, dots.glyph, "size", {"value": 6})
    eventually(lambda: dots.glyph.size in (6, {"value": 6}) or getattr(dots.glyph.size, "value", None) == 6)
    step(page, "end")
    shows(page, plot.x_range, "end", 11)
    eventually(lambda: plot.x_range.end == 11 and plot.y_range.end == 11)
    page.evaluate(
        "id => { for (const v of Bokeh.index.query(() => true)) {"
        " const m = v.model.document?.get_model_by_id(id); if (m) { m.end = 13; return } } }",
        plot.y_range.id,
    )
    expect(page.get_by_role("slider", name="end")).to_have_attribute("aria-valuenow", "13")
    eventually(lambda: end.value == 13)


def test_everyone_has_the_links_of_a_shared_page(page: Page, other_page: Page, serve: Serve) -> None:
    slider, field = pn.widgets.IntSlider(name="x", end=100), pn.widgets.TextInput(name="field")
    text = pn.widgets.StaticText(name="is")
    slider.jslink(field, value="value", bidirectional=True)
    slider.jslink(text, code={"value": "target.text = `at ${source.value}`"})
    url = serve(pn.Column(slider, field, text))
    page.goto(url)
    other_page.goto(url)
    expect(other_page.get_by_role("slider", name="x")).to_be_visible()
    for _ in range(20):
        step(page)
    for each in (page, other_page):
        expect(each.get_by_text("at 20")).to_be_visible()
        expect(each.get_by_role("textbox", name="field")).to_have_value("20")
    eventually(lambda: (slider.value, field.value) == (20, "20"))


def test_visitors_who_move_a_shared_link_at_once_come_to_agree(
    page: Page, other_page: Page, serve: Serve
) -> None:
    one, other = pn.widgets.IntSlider(name="one", end=500), pn.widgets.IntSlider(name="other", end=500)
    one.jslink(other, value="value", bidirectional=True)
    url = serve(pn.Column(one, other))
    traffic: list[str] = []
    for each in (page, other_page):
        each.on("websocket", lambda socket: socket.on("framesent", lambda data: traffic.append(str(data))))
        each.goto(url)
    for number in range(15):
        step(page, "one")
        step(other_page, "other" if number % 2 else "one", "ArrowLeft" if number % 3 == 0 else "ArrowRight")
    page.wait_for_timeout(500)
    traffic.clear()
    page.wait_for_timeout(500)
    assert traffic == []
    shown = [
        each.get_by_role("slider", name=name).get_attribute("aria-valuenow")
        for each in (page, other_page)
        for name in ("one", "other")
    ]
    assert shown == [str(one.value)] * 4
    assert other.value == one.value


def test_links_come_and_go(page: Page, serve: Serve) -> None:
    made: list[Any] = []

    def app() -> Viewable:
        slider, text = pn.widgets.IntSlider(name="x", end=10), pn.widgets.StaticText(value="none")
        state = pn.widgets.StaticText(value="apart")

        def join(_: object) -> None:
            made.append(
                slider.jscallback(args={"text": text}, value="text.value = `moved to ${cb_obj.value}`")
            )
            state.value = "joined"

        def part(_: object) -> None:
            made[0].unlink()
            state.value = "parted"

        join_button, part_button = pn.widgets.Button(name="Join"), pn.widgets.Button(name="Part")
        join_button.on_click(join)
        part_button.on_click(part)
        return pn.Column(slider, text, state, join_button, part_button)

    page.goto(serve(app))
    step(page)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_text("joined")).to_be_visible()
    step(page)
    expect(page.get_by_text("moved to 2")).to_be_visible()
    page.get_by_role("button", name="Part").click()
    expect(page.get_by_text("parted")).to_be_visible()
    step(page)
    expect(page.get_by_role("slider", name="x")).to_have_attribute("aria-valuenow", "3")
    expect(page.get_by_text("moved to 2")).to_be_visible()


def test_a_calculator_in_the_browser(page: Page, serve: Serve) -> None:
    def app() -> Viewable:
        one, two = pn.widgets.IntInput(name="one", value=3), pn.widgets.IntInput(name="two", value=4)
        operator = pn.widgets.Select(name="op", options=["+", "*"])
        result = pn.widgets.StaticText(value="?")
        button = pn.widgets.Button(name="Equals")
        button.jscallback(
            args={"one": one, "two": two, "op": operator, "result": result},
            clicks="""
            const sum = op.value === '+' ? one.value + two.value : one.value * two.value;
            result.text = `makes ${sum}`;
            """,
        )
        return pn.Column(one, operator, two, button, result)

    page.goto(serve(app))
    page.get_by_role("button", name="Equals").click()
    expect(page.get_by_text("makes 7")).to_be_visible()


def test_text_does_not_become_markup(page: Page, serve: Serve) -> None:
    def app() -> Viewable:
        field, pane = pn.widgets.TextInput(name="field"), pn.pane.Markdown("start")
        field.jslink(pane, value="object")
        return pn.Column(field, pane)

    page.goto(serve(app))
    box = page.get_by_role("textbox", name="field")
    box.fill("<img src=x onerror='window.broken = 1'>")
    box.press("Enter")
    expect(page.get_by_text("<img src=x")).to_be_visible()
    assert page.evaluate("() => window.broken") is None


def test_code_that_fails_says_so_and_the_page_goes_on(
    page: Page, complaints: Complaints, serve: Serve
) -> None:
    complaints.expect("link-failed")

    def app() -> Viewable:
        slider, text = pn.widgets.IntSlider(name="x", end=10), pn.widgets.StaticText()
        slider.jscallback(value="this is no JavaScript")
        slider.jslink(text, code={"value": "target.text = `at ${source.value}`"})
        return pn.Column(slider, text)

    page.goto(serve(app))
    step(page)
    expect(page.get_by_text("at 1")).to_be_visible()
    assert any("link-failed" in text for text in complaints.all)
