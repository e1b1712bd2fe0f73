"""Files that do not come are asked for again, the page says so, and what was pressed meanwhile is kept."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import plotly.graph_objects as go
import pytest
from bokeh.models import Button as BokehButton  # type: ignore[attr-defined]
from playwright.sync_api import Page, Route, expect

import lanai as pn
from lanai.components.base import Viewable
from lanai.hosts.asgi.assets import STATIC, Assets
from tests.browser.test_csp import shown_by_pages
from tests.fuzz.apps import one_of_each
from tests.support.chromium import Complaints
from tests.support.servers import Serve

pytestmark = pytest.mark.browser

MISSING = ".lanai-missing"
EXPECTED = ("failed:", "ERR_FAILED", "net::", "GPU stall")
MANIFEST = Assets().manifest


class Losses:
    """Aborts the first `times` requests for each file that is chosen."""

    def __init__(self, page: Page, chosen: Callable[[str], bool], times: int = 2) -> None:
        self.asked: Counter[str] = Counter()
        self._chosen, self._times = chosen, times
        page.route("**/_lanai/**", self._answer)

    @property
    def lost(self) -> set[str]:
        """The files that were asked for, of those chosen."""
        return set(self.asked)

    def _answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        name = path.rpartition("/")[2]
        if self._chosen(name):
            self.asked[name] += 1
            if self.asked[name] <= self._times:
                return route.abort()
        return route.continue_()


@pytest.fixture
def losing(page: Page, complaints: Complaints) -> Page:
    for part in EXPECTED:
        complaints.expect(part)
    return page


def counter() -> Viewable:
    button, text = pn.widgets.Button(name="More"), pn.pane.Str("0")
    button.on_click(lambda _: setattr(text, "object", str(button.clicks)))
    return pn.Column(button, text)


ALWAYS = sorted({MANIFEST.core, MANIFEST.early.first, *MANIFEST.components["Button"]})


@pytest.mark.parametrize("file", ALWAYS)
def test_a_press_is_kept_while_a_file_of_a_page_does_not_come(losing: Page, serve: Serve, file: str) -> None:
    losses = Losses(losing, lambda name: name == file, times=5)
    losing.goto(serve(counter))
    losing.get_by_text("More", exact=True).click()
    expect(losing.locator(MISSING)).to_be_visible()
    expect(losing.get_by_text("1", exact=True)).to_be_visible()
    expect(losing.locator(MISSING)).to_have_count(0)
    assert losses.asked[file] > 2
    losing.get_by_role("button", name="More").click()
    expect(losing.get_by_text("2", exact=True)).to_be_visible()


PLAIN = sorted({MANIFEST.core, *MANIFEST.begin, *MANIFEST.css, *MANIFEST.components["IntSlider"]})


@pytest.mark.parametrize("file", PLAIN)
def test_a_file_of_a_page_that_shows_nothing_without_it(losing: Page, serve: Serve, file: str) -> None:
    losses = Losses(losing, lambda name: name == file)
    losing.goto(serve(lambda: pn.Column(pn.widgets.IntSlider(name="Size"), pn.pane.Str("there"))))
    expect(losing.get_by_role("slider")).to_be_visible()
    expect(losing.get_by_text("there")).to_be_visible()
    expect(losing.locator(MISSING)).to_have_count(0)
    assert losses.asked[file] > 2
    sheets = losing.evaluate("() => [...document.styleSheets].filter(({ href }) => href).length")
    assert sheets == len(MANIFEST.css)


def test_the_others_are_shown_while_one_does_not_come(losing: Page, serve: Serve) -> None:
    own = MANIFEST.components["IntSlider"][0]
    Losses(losing, lambda name: name == own, times=1000)
    ready: list[bool] = []

    def app() -> Viewable:
        pn.state.onload(lambda: ready.append(True))
        return pn.Column(pn.widgets.IntSlider(name="Size"), pn.widgets.TextInput(name="Word"))

    losing.goto(serve(app))
    expect(losing.get_by_role("textbox", name="Word")).to_be_visible()
    expect(losing.locator(MISSING)).to_contain_text("did not load")
    assert ready == [True]
    losing.unroute_all()
    losing.get_by_role("button", name="Try now").click()
    expect(losing.get_by_role("slider")).to_be_visible(timeout=2000)


def test_the_next_of_its_kind_asks_again(losing: Page, serve: Serve) -> None:
    own = MANIFEST.components["IntSlider"][0]
    losses = Losses(losing, lambda name: name == own, times=3)

    def app() -> Viewable:
        column, button = pn.Column(), pn.widgets.Button(name="Add")
        button.on_click(lambda _: column.append(pn.widgets.IntSlider(name="Size")))
        return pn.Column(button, column)

    losing.goto(serve(app))
    for _ in range(2):
        losing.get_by_role("button", name="Add").click()
    expect(losing.get_by_role("slider")).to_have_count(2)
    assert losses.asked[own] == 4


LANGUAGES: tuple[str, ...] = (
    "python",
    "javascript",
    "json",
    "html",
    "css",
    "sql",
    "markdown",
    "yaml",
    "xml",
    "c_cpp",
    "java",
    "rust",
)
LANGUAGES += (
    "r",
    "julia",
    "sh",
    "toml",
    "ini",
    "dockerfile",
    "lua",
    "ruby",
    "perl",
    "powershell",
    "golang",
    "diff",
)
LANGUAGES += ("latex", "csharp", "swift", "haskell")


class Plain(pn.custom.JSComponent):
    _esm = "export function render({ el }) { el.textContent = 'own code' }"


class Reacting(pn.custom.ReactComponent):
    _esm = "export function render() { return <b>own JSX</b> }"


def icons() -> list[Viewable]:
    """An icon of each file of them."""
    names = [
        re.search(r'[{,]"?([a-z][a-z0-9-]*)"?:\[\[', file.read_text()) for file in STATIC.glob("tabler_*.js")
    ]
    return [pn.widgets.ButtonIcon(icon=found[1]) for found in names if found]


def everything() -> Viewable:
    """All components, and what else of the front end is loaded by name."""
    pn.config.notifications = True
    state: Any = pn.state
    state.notifications.info("noted", duration=0)
    state.location.sync(pn.widgets.TextInput())
    state.browser_info.param.watch(lambda _: None, "dark_mode")
    pn.state.sync_busy(pn.indicators.LoadingSpinner())
    failing = pn.widgets.Button(name="Fail")
    failing.on_click(lambda _: 1 / 0)
    linked = pn.widgets.IntSlider(name="Linked")
    linked.jslink(pn.widgets.IntSlider(), value="value")
    return pn.Column(
        failing,
        linked,
        *shown_by_pages(one_of_each()),
        Plain(),
        Reacting(),
        pn.chat.ChatMessage("said"),
        *icons(),
        pn.pane.LaTeX("$x^2$"),
        pn.pane.Bokeh(BokehButton(label="Bokeh")),
        pn.pane.Plotly(go.Figure(go.Scatter(y=[1, 2]))),
        pn.pane.Vega({"mark": "bar", "data": {"values": []}}),
        pn.pane.ECharts({"series": []}),
        *(pn.widgets.CodeEditor(value="1", language=language) for language in LANGUAGES),
    )


def a_template() -> None:
    """What only a page with a template shows, an app in use, and a file that is asked for."""
    pn.config.template = "fast"
    pn.config.error_notification = "It did not work."
    failing = pn.widgets.Button(name="Fail")
    failing.on_click(lambda _: 1 / 0)
    pn.Column(
        failing, pn.widgets.FileDownload(callback=lambda: io.StringIO("text"), filename="a.txt")
    ).servable()


BUILT = {file.name for file in STATIC.iterdir() if file.suffix in (".js", ".css", ".wasm")}
INSIDE = {name for name in BUILT if name.startswith(("early-", "rescue-", "first-", "more-"))}
"""What is in the page itself, or tried above."""
OF_LIBRARIES = ("vanilla-picker",)
"""What a library asks for by itself when something in it is pressed; it asks again with the next press."""


def lose_everything(page: Page) -> Losses:
    return Losses(page, lambda name: name in BUILT or name.startswith(("bokeh", "plotly")))


@pytest.mark.timeout(240)
def test_every_file_that_was_built_may_fail_to_come(losing: Page, serve: Serve) -> None:
    """Fonts apart: the browser shows the text in another one, and tells nobody."""
    losses = lose_everything(losing)
    losing.goto(serve(everything, dev=True))
    losing.get_by_role("button", name="Fail").click(timeout=60_000)
    expect(losing.locator(MISSING)).to_have_count(0, timeout=90_000)
    expect(losing.get_by_text("This component's own code failed")).to_have_count(0)
    expect(losing.get_by_text("own JSX")).to_be_visible()
    assert {name: times for name, times in losses.asked.items() if times < 3} == {}
    losing.unroute_all()

    more = lose_everything(losing)
    losing.goto(serve(a_template))
    losing.get_by_role("button", name="Fail").click(timeout=60_000)
    with losing.expect_download(timeout=30_000):
        losing.get_by_text("a.txt").click()
    expect(losing.get_by_text("It did not work.")).to_be_visible(timeout=30_000)
    expect(losing.locator(MISSING)).to_have_count(0, timeout=90_000)
    left = BUILT - INSIDE - losses.lost - more.lost
    assert [name for name in sorted(left) if not name.startswith(OF_LIBRARIES)] == []
