"""The policy in a real browser: what an app is made of works under it, and what is injected does not run."""

from __future__ import annotations

import html
import json
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bokeh.models import ColumnDataSource, CustomJS
from bokeh.plotting import figure
from playwright.sync_api import Page, expect

import lanai as pn
from lanai.components.base import Viewable
from lanai.hosts.asgi.assets import Assets
from tests.fuzz.apps import one_of_each
from tests.support.bokehjs import wait_for_plot
from tests.support.chromium import Complaints
from tests.support.images import png
from tests.support.servers import Serve

pytestmark = pytest.mark.browser

STREAMING = Path(__file__).parents[2] / "examples" / "streaming.py"
LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", event => window.violations.push(
  `${event.effectiveDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}:${event.lineNumber}`));
"""


@pytest.fixture
def watched(page: Page) -> Iterator[Page]:
    """A page that notes what its policy forbade; at the end that must be nothing."""
    page.add_init_script(LISTEN)
    yield page
    assert page.evaluate("window.violations") == []


def test_every_component_works_under_it(watched: Page, serve: Serve) -> None:
    def app() -> Viewable:
        page = pn.Column(
            *shown_by_pages(one_of_each()),
            pn.pane.PNG(png(4, 4)),
            pn.pane.HTML('<b style="color: red">styled</b>'),
        )
        page.append(pn.widgets.TextInput(stylesheets=["input { color: red }"], styles={"color": "blue"}))
        page.append(pn.indicators.Progress(value=40, loading=True))
        return page

    watched.goto(serve(app))
    expect(watched.get_by_text("styled", exact=True)).to_have_css("color", "rgb(255, 0, 0)")
    watched.wait_for_load_state("networkidle")


def test_the_streaming_example_works_under_it(watched: Page, serve: Serve) -> None:
    def app() -> None:
        runpy.run_path(str(STREAMING))

    watched.goto(serve(app))
    wait_for_plot(watched)
    before = watched.locator("lanai-bokeh").count()
    assert before > 0
    watched.wait_for_load_state("networkidle")


def test_custom_js_and_js_links_work_under_it(watched: Page, serve: Serve) -> None:
    def app() -> Viewable:
        source = ColumnDataSource({"x": [1, 2], "y": [1, 2]})
        plot = figure()
        plot.line("x", "y", source=source)
        source.js_on_change("data", CustomJS(code="document.title = 'drawn'"))
        more, code = pn.widgets.Button(name="More"), pn.widgets.Button(name="Code")
        more.on_click(lambda _: source.update(data={"x": [3], "y": [3]}))
        code.js_on_click(args={"n": 3}, code="document.title = `ran ${n}`")
        return pn.Column(plot, more, code)

    watched.goto(serve(app))
    wait_for_plot(watched)
    watched.get_by_role("button", name="Code").click()
    expect(watched).to_have_title("ran 3")
    watched.get_by_role("button", name="More").click()
    expect(watched).to_have_title("drawn")


def test_js_links_need_no_code_made_of_text(watched: Page, serve: Serve) -> None:
    def app() -> Viewable:
        code = pn.widgets.Button(name="Code")
        code.js_on_click(code="document.title = 'ran'")
        return code

    watched.goto(serve(app, content_security_policy="strict"))
    watched.get_by_role("button", name="Code").click()
    expect(watched).to_have_title("ran")
    assert watched.evaluate("document.querySelectorAll('head script:not([src])').length") == 0


def test_styles_and_scripts_of_the_settings_load(watched: Page, serve: Serve, tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text("body { --given: 1 }")
    (tmp_path / "a.js").write_text("window.given = 1")

    def app() -> Viewable:
        pn.config.css_files = ["/files/a.css"]
        pn.config.js_files = {"a": "/files/a.js"}
        pn.config.raw_css = ["body { --raw: 1 }"]
        return pn.pane.Str("there")

    watched.goto(serve(app, static_dirs={"files": tmp_path}))
    expect(watched.get_by_text("there")).to_be_visible()
    style = "getComputedStyle(document.body).getPropertyValue('{}')".format
    found = [watched.evaluate(text) for text in ("window.given", style("--given"), style("--raw"))]
    assert found == [1, "1", "1"]


def test_an_injected_script_does_not_run(page: Page, complaints: Complaints, serve: Serve) -> None:
    complaints.expect("Content Security Policy")
    complaints.expect("evil.invalid")
    page.add_init_script(LISTEN)
    page.goto(serve(lambda: pn.pane.Str("there")))
    expect(page.get_by_text("there")).to_be_visible()
    page.evaluate("""() => {
      const script = document.createElement("script");
      script.textContent = "window.pwned = 1";
      document.body.append(script);
      const holder = document.createElement("div");
      holder.innerHTML = '<img src="data:," onerror="window.pwned = 2">';
      document.body.append(holder);
      const foreign = document.createElement("script");
      foreign.src = "https://evil.invalid/x.js";
      document.body.append(foreign);
    }""")
    page.wait_for_function("() => window.violations.length >= 3")
    assert page.evaluate("window.pwned") is None


def forged(place: str = "") -> str:
    """A page of ours as an attacker would write it into the markup of a page of ours: it asks for code to be run."""
    ends = {"target": {"id": 2}, "set": [["value", "value"]]}
    state = {
        "v": 1,
        "ws": f"{place}/_lanai/ws",
        "token": "none",
        "theme": "auto",
        "dev": False,
        "keepAlive": 0,
        "frame": {
            "t": "frame",
            "rev": 1,
            "ack": 0,
            "add": [
                [1, "IntSlider", {"name": "First", "value": 3, "end": 5, "links": [{"id": 0, **ends}]}],
                [2, "IntSlider", {"name": "Second", "end": 5, "links": [{"id": 1, "run": [["value", RUN]]}]}],
            ],
            "roots": [[1, "main"], [2, "main"]],
        },
    }
    return (
        f'<script type="application/json" id="lanai-page" nonce="guess">{json.dumps(state)}</script>'
        '<div id="lanai-root"></div>'
        f'<script type="module" src="/_lanai/static/{Assets().manifest.core}" nonce="guess"></script>'
    )


RUN = "top.pwned = 1"


@pytest.mark.parametrize("setting", [None, "script-src 'unsafe-eval'"])
def test_a_page_that_markup_forges_is_not_begun(
    page: Page, complaints: Complaints, serve: Serve, setting: str | None
) -> None:
    complaints.expect("closed before the connection")

    def app() -> Viewable:
        location: Any = pn.state.location
        inner = html.escape(forged(location.href.rstrip("/")), quote=True)
        return pn.Column(pn.pane.HTML(f'<iframe srcdoc="{inner}"></iframe>'), pn.pane.Str("there"))

    page.goto(serve(app, content_security_policy=setting))
    expect(page.get_by_text("there")).to_be_visible()
    page.wait_for_load_state("networkidle")
    frame = page.frame_locator("iframe")
    expect(frame.locator("#lanai-root")).to_be_attached()
    assert frame.locator("#lanai-root > *").count() == 0
    assert page.evaluate("() => window.pwned") is None


def test_markup_in_the_page_is_not_taken_for_its_state(page: Page, serve: Serve) -> None:
    found = forged().replace("lanai-root", "lanai-root-2")
    page.goto(serve(lambda: pn.pane.HTML(f"{found}<div id='lanai-root'><p>there</p></div>")))
    expect(page.get_by_text("there")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("Second")).to_have_count(0)


TYPES = frozenset(Assets().manifest.components)


def shown_by_pages(components: list[Viewable]) -> list[Viewable]:
    """Those that the front end has: not the classes that others derive from."""
    return [component for component in components if component._spec.type in TYPES]
