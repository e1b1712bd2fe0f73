"""The sign of the connection: silent for a blink, helpful for an absence, honest about an end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

import lanai as pn
from lanai.components.base import Viewable
from tests.support.chromium import Complaints
from tests.support.servers import Serve

pytestmark = pytest.mark.browser


class Network:
    """Carries the page's connections to the server, and may cut them."""

    def __init__(self, page: Page) -> None:
        complaints: Complaints = page.lanai_complaints  # type: ignore[attr-defined]
        complaints.expect("WebSocket connection to")  # what Chromium says of attempts that fail
        self.works = True
        self.attempts = 0
        self._lines: list[Any] = []
        page.route_web_socket("**/_lanai/ws", self._carry)

    def _carry(self, line: Any) -> None:
        self.attempts += 1
        if self.works:
            line.connect_to_server()
            self._lines.append(line)
        else:
            line.close()

    def cut(self) -> None:
        """Every connection breaks, and no other comes about until `works` is True again."""
        self.works = False
        while self._lines:
            self._lines.pop().close()


def greeter(sessions: list[Any]) -> Callable[[], Viewable]:
    """Greets by name; notes its session."""

    def app() -> Viewable:
        sessions.append(pn.state.session())
        name = pn.widgets.TextInput(name="Name")
        return pn.Column(name, pn.bind(lambda value: f"Hello {value}!", name))

    return app


def sign(page: Page) -> Locator:
    return page.locator(".lanai-status")


def words(page: Page) -> Locator:
    return sign(page).get_by_role("status")


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def end(session: Any) -> None:
    """End the session as its expiry would."""
    session.turns.call(lambda: session.turns.spawn(session.close, counted=False, final=True))


def test_a_short_absence_is_nobodys_business(page: Page, serve: Serve) -> None:
    network = Network(page)
    page.add_init_script(
        """window.said = [];
        new MutationObserver(() => {
          const sign = document.querySelector('.lanai-status');
          if (sign) window.said.push(sign.dataset.sign);
        }).observe(document, {subtree: true, childList: true, characterData: true, attributes: true});"""
    )
    page.goto(serve(greeter([])))
    expect(page.get_by_text("Hello !")).to_be_visible()
    page.wait_for_function("() => document.querySelector('.lanai-status')")
    network.cut()
    network.works = True
    page.get_by_role("textbox", name="Name").fill("Ada")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Hello Ada!")).to_be_visible()
    assert network.attempts == 2
    assert set(page.evaluate("window.said")) == {"quiet"}
    expect(words(page)).to_be_empty()


def test_of_a_lost_connection_it_says_so_and_what_is_edited_meanwhile_arrives(
    page: Page, serve: Serve
) -> None:
    network = Network(page)
    page.goto(serve(greeter([])))
    expect(page.get_by_text("Hello !")).to_be_visible()
    network.cut()
    expect(words(page)).to_have_text("Reconnecting…")
    page.get_by_role("textbox", name="Name").fill("Ada")
    page.keyboard.press("Enter")
    network.works = True
    expect(words(page)).to_have_text("Connected again")
    expect(page.get_by_text("Hello Ada!")).to_be_visible()
    expect(words(page)).to_be_empty()


def test_try_now_does_not_wait_for_the_next_attempt(page: Page, serve: Serve, complaints: Complaints) -> None:
    complaints.expect(
        "closed before the connection is established"
    )  # an attempt that the quick clock gave up
    network = Network(page)
    page.clock.install()
    page.goto(serve(greeter([])))
    expect(page.get_by_text("Hello !")).to_be_visible()
    network.cut()
    page.clock.run_for(60_000)
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)  # no attempt of its own comes between
    before = network.attempts
    assert 4 <= before <= 40
    network.works = True
    button(page, "Try now").click()
    expect(words(page)).to_have_text("Connected again")
    assert network.attempts == before + 1
    page.clock.resume()


def test_it_knows_when_the_visitor_is_offline(page: Page, serve: Serve) -> None:
    network = Network(page)
    page.goto(serve(greeter([])))
    expect(page.get_by_text("Hello !")).to_be_visible()
    page.context.set_offline(True)
    network.cut()
    expect(words(page)).to_have_text("You are offline. What you change is kept until you are back.")
    network.works = True
    page.context.set_offline(False)
    expect(words(page)).to_have_text("Connected again")


def test_the_apps_own_words_come_first(page: Page, serve: Serve) -> None:
    def app() -> Viewable:
        pn.extension(disconnect_notification="The <b>laboratory</b> does not answer.")
        return pn.widgets.StaticText(value="page")

    network = Network(page)
    page.goto(serve(app))
    expect(page.get_by_text("page", exact=True)).to_be_visible()
    network.cut()
    expect(words(page)).to_have_text("The <b>laboratory</b> does not answer. Reconnecting…")
    network.works = True


def test_of_a_session_that_is_gone_it_says_so_and_the_url_is_kept(page: Page, serve: Serve) -> None:
    sessions: list[Any] = []
    page.goto(serve(greeter(sessions)) + "/?room=5&name=a%20b#end")
    box = page.get_by_role("textbox", name="Name")
    box.fill("Ada")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Hello Ada!")).to_be_visible()
    page.evaluate("window.before = true")
    end(sessions[0])
    expect(words(page)).to_contain_text("This session has ended.")
    expect(box).to_have_value("Ada")
    page.wait_for_timeout(500)
    assert page.evaluate("window.before")  # it does not reload by itself
    button(page, "Start afresh").click()
    expect(page.get_by_text("Hello !")).to_be_visible()
    assert page.url.endswith("/?room=5&name=a%20b#end")
    assert sessions[1].request.arguments == {"room": [b"5"], "name": [b"a b"]}
    expect(words(page)).to_be_empty()


def test_a_session_that_ended_during_the_absence_is_gone_too(
    page: Page, serve: Serve, complaints: Complaints
) -> None:
    complaints.expect("session-gone")
    sessions: list[Any] = []
    network = Network(page)
    page.goto(serve(greeter(sessions)))
    expect(page.get_by_text("Hello !")).to_be_visible()
    network.cut()
    expect(words(page)).to_have_text("Reconnecting…")
    end(sessions[0])
    network.works = True
    expect(words(page)).to_contain_text("This session has ended.")
    attempts = network.attempts
    page.wait_for_timeout(1000)
    assert network.attempts == attempts


def test_toasts_make_room_for_it(page: Page, serve: Serve) -> None:
    def app() -> Viewable:
        pn.extension(notifications=True)
        assert pn.state.notifications is not None
        pn.state.notifications.position = "bottom-center"
        pn.state.notifications.info("A toast", 0)
        return pn.widgets.StaticText(value="page")

    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 360, "height": 640})
    network = Network(page)
    page.goto(serve(app))
    toast = page.locator("lanai-toasts .toast")
    expect(toast).to_be_visible()
    network.cut()
    expect(words(page)).to_contain_text("Reconnecting…")
    above, below = toast.bounding_box(), sign(page).bounding_box()
    assert above is not None
    assert below is not None
    assert above["y"] + above["height"] <= below["y"]
    network.works = True
