"""A real browser behind a network that fails twenty times in a row: nothing is lost, nothing runs twice, no reload."""

from __future__ import annotations

import itertools
import json
import random
import time
from typing import Any

import bokeh.models
import bokeh.plotting
import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from lanai.components.base import Viewable
from tests.support.chromium import Complaints
from tests.support.proxy import Proxy, proxied
from tests.support.servers import Serve, eventually

pytestmark = pytest.mark.browser

FAILURES = 20
KEEP_ALIVE = 300
"""How soon both sides notice that a line is silent, in ms."""


class Desk:
    """A stream, a text field whose text Python repeats, a slow callback and a quick one."""

    def __init__(self) -> None:
        self.numbers = itertools.count(1)
        self.source = bokeh.models.ColumnDataSource({"x": [0], "y": [0]})
        self.log = pn.widgets.StaticText(name="log", value="0")
        self.name = pn.widgets.TextInput(name="name")
        self.echo = pn.widgets.StaticText(name="echo", value="")
        self.quick = pn.widgets.Button(name="quick")
        self.slow = pn.widgets.Button(name="slow")
        self.counts = pn.widgets.StaticText(name="counts", value="")
        self.ran = {"quick": 0, "slow": 0}

    def __call__(self) -> Viewable:
        plot: Any = bokeh.plotting.figure(width=300, height=200)
        plot.line("x", "y", source=self.source)
        self.quick.on_click(lambda _: self.count("quick"))
        self.slow.on_click(self.work)
        self.name.param.watch(lambda event: self.echo.param.update(value=f"<{event.new}>"), "value_input")
        self.timer = pn.state.add_periodic_callback(self.tick, 20)
        shown = (self.name, self.echo, self.quick, self.slow, self.counts, self.log)
        return pn.Column(*shown, pn.pane.Bokeh(plot))

    def tick(self) -> None:
        number = next(self.numbers)
        self.source.stream({"x": [number], "y": [number % 7]}, 500)
        self.log.value = str(number)

    def work(self, _: object) -> None:
        time.sleep(0.15)
        self.count("slow")

    def count(self, name: str) -> None:
        self.ran[name] += 1
        self.counts.value = f"{self.ran['quick']} quick, {self.ran['slow']} slow"


def fail(proxy: Proxy, page: Page, chance: random.Random, way: str) -> None:
    """Let the network fail in that way for a moment, and be well again."""
    if way == "delay":
        proxy.delay(chance.uniform(0.05, 0.3))
        page.wait_for_timeout(chance.uniform(100, 300))
        proxy.delay(0)
    elif way == "cut":
        proxy.cut()
    elif way == "swallow":
        proxy.swallow()
    elif way == "late cut":
        proxy.delay(0.2)
        page.wait_for_timeout(50)
        proxy.cut()
        proxy.delay(0)
    elif way == "outage":
        proxy.refuse(True)
        proxy.cut()
        page.wait_for_timeout(chance.uniform(100, 400))
        proxy.refuse(False)


def bokeh_column(page: Page) -> list[int]:
    """The column `x` as BokehJS holds it."""
    found: list[int] = page.evaluate(
        """() => {
             const source = Bokeh.documents.at(-1).get_model_by_name("stream") ??
               [...Bokeh.documents.at(-1)._all_models.values()].find(({type}) => type === "ColumnDataSource");
             return [...source.data.x];
           }"""
    )
    return found


def test_twenty_failures_of_the_network(page: Page, complaints: Complaints, serve: Serve) -> None:
    complaints.expect("WebSocket connection")
    desk, chance = Desk(), random.Random(4)
    ways = ["cut", "swallow", "delay", "late cut", "outage"]
    clicked = {"quick": 0, "slow": 0}
    typed = ""
    url = serve(desk, keep_alive=KEEP_ALIVE, unused_session_lifetime=60_000)
    with proxied(url) as proxy:
        page.goto(proxy.url, wait_until="load")
        expect(page.get_by_role("button", name="quick")).to_be_visible()
        page.evaluate("window.marker = 'the same page'")
        for number in range(FAILURES):
            for name in ("quick", "slow"):
                page.get_by_role("button", name=name).click()
                clicked[name] += 1
            page.get_by_role("textbox", name="name").press_sequentially("ab")
            fail(proxy, page, chance, ways[number % len(ways)])
            page.get_by_role("textbox", name="name").press_sequentially("c")
            page.get_by_role("button", name="quick").click()
            clicked["quick"] += 1
            typed += "abc"
            page.wait_for_timeout(chance.uniform(0, 400))

        expect(page.get_by_text(f"<{typed}>")).to_be_visible(timeout=15_000)
        eventually(lambda: desk.ran == clicked)
        expect(page.get_by_text(f"{clicked['quick']} quick, {clicked['slow']} slow")).to_be_visible()
        desk.timer.stop()
        expect(page.get_by_text(str(desk.log.value), exact=True)).to_be_visible()
        eventually(lambda: bokeh_column(page) == list(desk.source.data["x"]))
        assert page.get_by_role("textbox", name="name").input_value() == typed == desk.name.value_input
        assert page.evaluate("window.marker") == "the same page"
        assert desk.ran == clicked
        assert proxy.accepted > FAILURES / 2


def test_a_second_page_with_the_same_token_takes_over_and_neither_fights(
    page: Page, other_page: Page, serve: Serve
) -> None:
    clicks = pn.widgets.Button(name="click")
    text = pn.widgets.StaticText(value="0 clicks")
    clicks.on_click(lambda _: text.param.update(value=f"{clicks.clicks} clicks"))
    url = serve(lambda: pn.Column(clicks, text))
    page.goto(url)
    state = page.evaluate("document.getElementById('lanai-page').textContent")
    page.get_by_role("button", name="click").click()
    expect(page.get_by_text("1 clicks")).to_be_visible()

    other_page.add_init_script(
        "const parse = JSON.parse;"
        f"JSON.parse = (text) => parse(text.includes('\"token\"') ? {json.dumps(state)} : text);"
    )
    other_page.goto(url)
    expect(page.get_by_text("This session goes on in another tab.")).to_be_visible()
    expect(other_page.get_by_text("1 clicks")).to_be_visible()
    other_page.wait_for_timeout(1000)
    expect(page.get_by_text("This session goes on in another tab.")).to_be_visible()
    expect(other_page.get_by_role("status").filter(has_text="session")).to_have_count(0)
