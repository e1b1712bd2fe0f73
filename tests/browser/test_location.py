"""The address bar of a real browser and an app's parameters."""

from __future__ import annotations

import re
from typing import Any

import param
import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from lanai.components.base import Viewable
from lanai.components.page.location import Location
from tests.support.servers import Serve

pytestmark = pytest.mark.browser


def here() -> Location:
    """The location of the visitor in whose turn this is called."""
    found = pn.state.location
    assert found is not None
    return found


def app() -> Viewable:
    """A text and a number in the query, by two calls of `sync`, and what the app knows of both."""
    name = pn.widgets.TextInput(name="Name")
    number = pn.widgets.IntInput(name="Number", value=1, start=0, end=10)
    bad = pn.widgets.StaticText(name="Refused", value="nothing")
    here().sync(name, {"value": "name"})
    here().sync(number, {"value": "n"}, on_error=lambda failed: bad.param.update(value=str(failed)))
    more, load = pn.widgets.Button(name="More"), pn.widgets.Button(name="Load")
    more.on_click(lambda _: number.param.update(value=(number.value or 0) + 1))
    load.on_click(lambda _: here().param.update(reload=True))
    part, elsewhere = pn.widgets.Button(name="Part"), pn.widgets.Button(name="Elsewhere")
    part.on_click(lambda _: here().param.update(hash="#part"))
    elsewhere.on_click(lambda _: here().param.update(pathname="/elsewhere"))
    known = pn.pane.Str(pn.bind(lambda href: f"at {href}", here().param.href))
    return pn.Column(name, number, bad, more, load, part, elsewhere, known)


def at(url: str, rest: str) -> re.Pattern[str]:
    return re.compile("^" + re.escape(url.rstrip("/") + rest) + "$")


def number(page: Page) -> Any:
    return page.get_by_role("spinbutton", name="Number")


def test_the_first_load_reads_the_query(page: Page, serve: Serve) -> None:
    url = serve(app)
    page.goto(f"{url.rstrip('/')}/?n=7&name=Ann%20B&other=1#top")
    expect(number(page)).to_have_value("7")
    expect(page.get_by_role("textbox", name="Name")).to_have_value("Ann B")
    expect(page).to_have_url(at(url, "/?n=7&name=Ann%20B&other=1#top"))
    expect(page.get_by_text(f"at {page.url}", exact=True)).to_be_visible()


def test_typing_changes_the_url_and_back_and_forward_the_app(page: Page, serve: Serve) -> None:
    url = serve(app)
    page.goto(url)
    expect(page).to_have_url(at(url, "/?name=&n=1"))
    steps = page.evaluate("history.length")
    field = page.get_by_role("textbox", name="Name")
    field.fill("Zoë & 7")
    field.press("Enter")
    expect(page).to_have_url(at(url, "/?name=Zo%C3%AB%20%26%207&n=1"))
    page.wait_for_timeout(600)  # what follows at once is the same step
    page.get_by_role("button", name="More").click()
    expect(page).to_have_url(at(url, "/?name=Zo%C3%AB%20%26%207&n=2"))
    assert page.evaluate("history.length") == steps + 2

    page.go_back()
    expect(number(page)).to_have_value("1")
    expect(field).to_have_value("Zoë & 7")
    page.go_back()
    expect(field).to_have_value("")
    page.go_forward()
    page.go_forward()
    expect(number(page)).to_have_value("2")
    expect(page).to_have_url(at(url, "/?name=Zo%C3%AB%20%26%207&n=2"))


def test_a_bad_value_is_told_and_changes_nothing(page: Page, serve: Serve) -> None:
    url = serve(app)
    page.goto(f"{url.rstrip('/')}/?n=99")
    expect(page.get_by_text("{'value': 99}")).to_be_visible()
    expect(number(page)).to_have_value("1")
    page.evaluate("location.hash = '#x'")
    expect(page.get_by_text("#x", exact=False)).to_be_visible()
    expect(number(page)).to_have_value("1")


def test_the_hash_goes_both_ways(page: Page, serve: Serve) -> None:
    url = serve(app)
    page.goto(url)
    page.wait_for_function("() => document.querySelector('lanai-location')?.component")
    page.evaluate("location.hash = '#mine'")
    expect(page.get_by_text(re.compile("^at .*#mine$"))).to_be_visible()
    page.get_by_role("button", name="Part").click()
    expect(page).to_have_url(at(url, "/?name=&n=1#part"))
    page.go_back()
    expect(page.get_by_text(re.compile("^at .*#mine$"))).to_be_visible()


def test_the_path_changes_without_a_load_and_reload_loads(page: Page, serve: Serve) -> None:
    url = serve({"/": app, "/elsewhere": app})
    page.goto(url)
    page.evaluate("window.same = true")
    page.get_by_role("button", name="Elsewhere").click()
    expect(page).to_have_url(at(url, "/elsewhere?name=&n=1"))
    assert page.evaluate("window.same")
    page.wait_for_timeout(600)
    page.get_by_role("button", name="More").click()
    expect(page).to_have_url(at(url, "/elsewhere?name=&n=2"))
    with page.expect_navigation():
        page.get_by_role("button", name="Load").click()
    expect(number(page)).to_have_value("2")
    assert page.evaluate("window.same") is None


def test_a_slider_that_is_dragged_is_one_step(page: Page, serve: Serve) -> None:
    def app() -> Viewable:
        slider = pn.widgets.IntSlider(name="Size", start=0, end=100)
        here().sync(slider, {"value": "size"})
        return slider

    url = serve(app)
    page.goto(url)
    expect(page).to_have_url(at(url, "/?size=0"))
    steps = page.evaluate("history.length")
    box = page.get_by_role("slider", name="Size").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    for distance in range(0, 100, 5):
        page.mouse.move(box["x"] + distance, box["y"] + box["height"] / 2)
        page.wait_for_timeout(30)
    page.mouse.up()
    expect(page).not_to_have_url(at(url, "/?size=0"))
    page.wait_for_timeout(300)
    assert page.evaluate("history.length") == steps + 1
    page.go_back()
    expect(page.get_by_role("slider", name="Size")).to_have_attribute("aria-valuenow", "0")


def test_a_stream_of_values_ends_with_the_last(page: Page, serve: Serve) -> None:
    class Feed(param.Parameterized):
        n = param.Integer(default=0)

    feed = Feed()

    def app() -> Viewable:
        here().sync(feed, ["n"])
        button = pn.widgets.Button(name="Run")

        def run(_: object) -> None:
            for n in range(1, 1001):
                feed.n = n

        button.on_click(run)
        return button

    url = serve(app)
    page.goto(url)
    page.get_by_role("button", name="Run").click()
    expect(page).to_have_url(at(url, "/?n=1000"))


def test_the_services_take_no_space(page: Page, serve: Serve) -> None:
    url = serve(app)
    page.goto(url)
    expect(number(page)).to_have_value("1")
    assert page.locator("lanai-location").bounding_box() is None
    assert page.locator(".lanai-services").bounding_box() is None
    assert page.get_by_role("main").count() == 1


def test_what_the_browser_says_of_itself(page: Page, serve: Serve) -> None:
    names = ["dark_mode", "device_pixel_ratio", "language", "timezone", "timezone_offset", "webdriver"]

    def app() -> Viewable:
        info = pn.state.browser_info
        assert info is not None
        facts: dict[str, Any] = {name: info.param[name] for name in names}
        return pn.pane.Str(pn.bind(lambda **all: f"says {all}", **facts))

    page.goto(serve(app))
    said = page.evaluate(
        "({r: devicePixelRatio, l: navigator.language, z: Intl.DateTimeFormat().resolvedOptions().timeZone,"
        " o: new Date().getTimezoneOffset()})"
    )
    facts = {
        "dark_mode": False, "device_pixel_ratio": said["r"], "language": said["l"], "timezone": said["z"],
        "timezone_offset": said["o"], "webdriver": True,
    }  # fmt: skip
    expect(page.get_by_text(f"says {facts}")).to_be_visible()
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_text(f"says {facts | {'dark_mode': True}}")).to_be_visible()


def test_behind_a_prefix_the_path_is_the_browsers(page: Page, serve: Serve) -> None:
    url = serve({"/app": app}, prefix="/base")
    page.goto(f"{url.rstrip('/').removesuffix('/base')}/base/app?n=3")
    expect(page).to_have_url(re.compile(r"/base/app\?n=3&name=$"))
    expect(page.get_by_text(f"at {page.url}", exact=True)).to_be_visible()


class Network:
    """Carries the page's connections to the server, and may cut them."""

    def __init__(self, page: Page) -> None:
        self.works = True
        self._lines: list[Any] = []
        page.route_web_socket("**/_lanai/ws", self._carry)

    def _carry(self, line: Any) -> None:
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


def test_what_happens_to_the_url_while_the_network_is_away(page: Page, serve: Serve) -> None:
    class Shared(param.Parameterized):
        n = param.Integer(default=1)
        word = param.String(default="a")

    shared = Shared()

    def app() -> Viewable:
        here().sync(shared, ["n", "word"])
        return pn.Param(shared.param.word)

    network, url = Network(page), serve(app)
    page.goto(url)
    expect(page).to_have_url(at(url, "/?n=1&word=a"))
    network.cut()
    shared.n = 5
    page.wait_for_timeout(200)
    expect(page).to_have_url(at(url, "/?n=1&word=a"))
    network.works = True
    expect(page).to_have_url(at(url, "/?n=5&word=a"))

    page.evaluate("history.pushState(null, '', '?n=6&word=b')")
    network.cut()
    page.go_back()
    page.go_forward()
    network.works = True
    expect(page.get_by_role("textbox")).to_have_value("b")
    assert (shared.n, shared.word) == (6, "b")
    expect(page).to_have_url(at(url, "/?n=6&word=b"))


def test_a_session_that_is_gone_is_started_afresh_at_the_same_url(page: Page, serve: Serve) -> None:
    sessions: list[Any] = []

    def noted() -> Viewable:
        sessions.append(pn.state.session())
        return app()

    url = serve(noted)
    page.goto(url)
    page.get_by_role("button", name="More").click()
    expect(page).to_have_url(at(url, "/?name=&n=2"))
    session = sessions[0]
    session.turns.call(lambda: session.turns.spawn(session.close, counted=False, final=True))
    page.get_by_role("button", name="Start afresh").click()
    expect(number(page)).to_have_value("2")
    expect(page).to_have_url(at(url, "/?name=&n=2"))
    assert len(sessions) == 2
