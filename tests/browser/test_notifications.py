"""Notifications as a visitor sees, hears and closes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

import lanai as pn
from lanai.components.base import Viewable
from lanai.components.page.notifications import NotificationArea
from tests.support.chromium import Complaints
from tests.support.servers import Serve

pytestmark = pytest.mark.browser


def area() -> NotificationArea:
    found = pn.state.notifications
    assert found is not None
    return found


def page_with(**actions: Callable[[NotificationArea], Any]) -> Callable[[], Viewable]:
    """A button for each action, and the messages that Python holds."""

    def app() -> Viewable:
        pn.extension(notifications=True)
        notifications, held = area(), pn.widgets.StaticText(name="Held", value="[]")
        notifications.param.watch(
            lambda event: held.param.update(value=str([each.message for each in event.new])), "notifications"
        )
        buttons = [pn.widgets.Button(name=name) for name in actions]
        for button in buttons:
            button.on_click(lambda event: actions[event.obj.name](notifications))
        return pn.Column(*buttons, held)

    return app


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def toast(page: Page, text: str) -> Locator:
    return page.locator("lanai-toasts .toast").filter(has_text=text)


def close(page: Page, text: str) -> Locator:
    return toast(page, text).get_by_role("button", name="Close")


def held(page: Page, *messages: str) -> None:
    """Python holds these messages."""
    expect(page.get_by_text(str(list(messages)), exact=True)).to_be_visible()


def test_each_kind_is_shown_as_text_and_announced_by_its_urgency(page: Page, serve: Serve) -> None:
    def send(notifications: NotificationArea) -> None:
        notifications.info("<b>info</b>")
        notifications.success("success")
        notifications.warning("warning")
        notifications.error("error")

    page.goto(serve(page_with(send=send)))
    press(page, "send")
    for role, text, picture in [
        ("status", "<b>info</b>", "Information"),
        ("status", "success", "Success"),
        ("alert", "warning", "Warning"),
        ("alert", "error", "Error"),
    ]:
        expect(page.get_by_role(role).get_by_text(text, exact=True)).to_be_visible()  # type: ignore[arg-type]
        expect(toast(page, text).get_by_role("img", name=picture)).to_be_visible()
    expect(close(page, "warning")).to_have_accessible_description("warning")


def test_it_is_gone_after_its_duration_in_python_too(page: Page, serve: Serve) -> None:
    page.clock.install()
    page.goto(
        serve(page_with(short=lambda n: n.info("short", 60_000), long=lambda n: n.info("long", 600_000)))
    )
    press(page, "long")
    press(page, "short")
    held(page, "long", "short")
    page.clock.run_for(20_000)  # its clock goes on by itself as well, and a machine may be slow
    expect(toast(page, "short")).to_be_visible()
    page.clock.run_for(40_000)
    expect(toast(page, "short")).to_have_count(0)
    held(page, "long")
    page.clock.fast_forward(600_000)
    held(page)


def test_of_duration_0_it_stays_until_it_is_closed(page: Page, serve: Serve) -> None:
    page.clock.install()
    page.goto(serve(page_with(stay=lambda n: n.error("stays", 0))))
    press(page, "stay")
    expect(toast(page, "stays")).to_be_visible()
    page.clock.fast_forward(3_600_000)
    expect(toast(page, "stays")).to_be_visible()
    close(page, "stays").click()
    expect(toast(page, "stays")).to_have_count(0)
    held(page)


def test_whoever_reads_it_may_take_their_time(page: Page, serve: Serve) -> None:
    page.clock.install()
    page.goto(serve(page_with(send=lambda n: n.info("to be read"))))
    press(page, "send")
    toast(page, "to be read").hover()
    page.clock.fast_forward(60_000)
    expect(toast(page, "to be read")).to_be_visible()
    page.mouse.move(5, 5)
    page.clock.fast_forward(3000)
    expect(toast(page, "to be read")).to_have_count(0)


def test_the_keyboard_reaches_and_closes_it_and_comes_back(page: Page, serve: Serve) -> None:
    page.clock.install()
    page.goto(serve(page_with(send=lambda n: (n.info("one", 30_000), n.error("two", 30_000)))))
    button = page.get_by_role("button", name="send")
    button.focus()
    page.keyboard.press("Enter")
    expect(toast(page, "two")).to_be_visible()
    page.keyboard.press("Tab")
    expect(close(page, "one")).to_be_focused()
    page.clock.fast_forward(60_000)
    page.keyboard.press("Escape")
    expect(toast(page, "one")).to_have_count(0)
    expect(close(page, "two")).to_be_focused()
    page.keyboard.press("Enter")
    expect(toast(page, "two")).to_have_count(0)
    expect(button).to_be_focused()
    held(page)


def test_python_takes_them_away(page: Page, serve: Serve) -> None:
    kept: list[Any] = []

    def send(notifications: NotificationArea) -> None:
        kept.extend(notifications.info(text, 0) for text in ("one", "two", "three"))

    page.goto(serve(page_with(send=send, destroy=lambda _: kept[1].destroy(), clear=lambda n: n.clear())))
    press(page, "send")
    expect(page.locator("lanai-toasts .text")).to_have_text(["one", "two", "three"])
    press(page, "destroy")
    expect(page.locator("lanai-toasts .text")).to_have_text(["one", "three"])
    press(page, "clear")
    expect(page.locator("lanai-toasts .text")).to_have_count(0)


@pytest.mark.parametrize(
    "position", ["bottom-right", "bottom-left", "top-center", "center-center", "top-right"]
)
def test_the_position(page: Page, serve: Serve, position: str) -> None:
    def send(notifications: NotificationArea) -> None:
        notifications.position = position
        notifications.error("first", 0)
        notifications.info("last", 0)

    page.emulate_media(reduced_motion="reduce")
    page.goto(serve(page_with(send=send)))
    press(page, "send")
    first, last = (toast(page, text).bounding_box() for text in ("first", "last"))
    assert first is not None
    assert last is not None
    edge, side = position.split("-")
    assert (last["y"] < first["y"]) == (edge == "top")  # the latest is nearest to the edge
    middle = {"x": last["x"] + last["width"] / 2, "y": (first["y"] + last["y"] + last["height"]) / 2}
    assert {"left": middle["x"] < 300, "center": 400 < middle["x"] < 600, "right": middle["x"] > 700}[side]
    assert {"top": middle["y"] < 200, "center": 300 < middle["y"] < 500, "bottom": middle["y"] > 600}[edge]


def test_on_a_telephone_it_fits_and_long_words_break(page: Page, serve: Serve) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(serve(page_with(send=lambda n: n.info("W" * 300, 0))))
    press(page, "send")
    expect(toast(page, "WWW")).to_be_visible()
    box = toast(page, "WWW").bounding_box()
    assert box is not None
    assert box["x"] >= 8
    assert box["x"] + box["width"] <= 352
    assert toast(page, "WWW").evaluate("element => element.scrollWidth <= element.clientWidth")


def test_ready_is_said_once_the_app_is_loaded(page: Page, serve: Serve) -> None:
    def app() -> Viewable:
        pn.extension(ready_notification="Application fully loaded.")
        return pn.widgets.StaticText(value="page")

    page.goto(serve(app))
    expect(page.get_by_role("status").get_by_text("Application fully loaded.")).to_be_visible()
    expect(toast(page, "loaded")).to_have_count(1)


def test_what_the_page_says_when_the_server_stops(page: Page, serve: Serve, complaints: Complaints) -> None:
    def app() -> Viewable:
        pn.extension(disconnect_notification="Connection lost, try reloading the page!")
        return pn.widgets.TextInput(name="Name", value="still readable")

    page.goto(serve(app))
    box = page.get_by_role("textbox", name="Name")
    expect(box).to_have_value("still readable")
    expect(page.get_by_text("Connection lost")).to_have_count(0)
    pn.state.kill_all_servers()
    expect(page.get_by_role("status").get_by_text("Connection lost, try reloading the page!")).to_be_visible()
    expect(box).to_have_value("still readable")
    complaints.expect("WebSocket")


def test_after_a_lost_connection_nothing_is_shown_twice(page: Page, serve: Serve) -> None:
    lines: list[Any] = []

    def carry(line: Any) -> None:
        lines.append(line)
        line.connect_to_server()

    page.route_web_socket("**/_lanai/ws", carry)
    page.goto(serve(page_with(send=lambda n: (n.info("one", 0), n.info("two", 0)))))
    press(page, "send")
    expect(toast(page, "two")).to_be_visible()
    lines[0].close()
    close(page, "one").click()
    held(page, "two")
    assert len(lines) == 2
    expect(page.locator("lanai-toasts .text")).to_have_text(["two"])
