"""What is measured inside the page is what a visitor sees."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from itertools import pairwise

import pytest
from playwright.async_api import Page

from benchmarks.browser import chromium, click_to_text, clicks_to_text, find_button, visitor

pytestmark = pytest.mark.browser

SHADOW = """
<div id="host"></div>
<script type="text/plain">Hello 1</script>
<script>
  const root = host.attachShadow({mode: "open"});
  root.innerHTML = `<style>.hello::after { content: "Hello 1" }</style><button>Go</button><p>Hello 0</p>`;
  let count = 0;
  root.querySelector("button").onclick = () => {
    count += 1;
    setTimeout(() => { root.querySelector("p").textContent = `Hello ${count}`; }, 50);
  };
</script>
"""


GRAPH = """
<div id="place"></div>
<script>
  let tick = 0;
  setInterval(() => {
    tick += 1;
    if (tick % 3 === 1) place.replaceChildren(Object.assign(document.createElement("div"), {className: "js-plotly-plot"}));
    place.firstChild.data = [{x: [tick - 1, tick]}];
    place.firstChild.append(document.createElement("p"));
  }, 40);
</script>
"""


@asynccontextmanager
async def page_of(html: str) -> AsyncIterator[Page]:
    """A page with the probe that shows `html`."""
    async with chromium() as browser, visitor(browser) as page:
        await page.goto("about:blank")
        await page.set_content(html)
        yield page


def run(html: str, act: Callable[[Page], Awaitable[None]]) -> None:
    """Do `act` on a page that shows `html`."""

    async def go() -> None:
        async with page_of(html) as page:
            await act(page)

    asyncio.run(go())


def test_a_click_is_timed_until_the_text_changes_in_a_shadow_root() -> None:
    async def act(page: Page) -> None:
        button = await find_button(page, "Go")
        assert 50 <= await click_to_text(page, button, "Hello 1") < 1000
        times = await clicks_to_text(page, button, ["Hello 2", "Hello 3"], 0)
        assert len(times) == 2
        assert all(50 <= time < 1000 for time in times)

    run(SHADOW, act)


def test_text_counts_as_visible_once_it_takes_up_room() -> None:
    waiting = """async text => {
        const frames = async (count) => {
            while (count--) await new Promise(requestAnimationFrame);
        };
        let seen = false;
        const visible = benchmark.textVisible(text).then((time) => { seen = true; return time; });
        await frames(3);
        const early = seen;
        const shown = performance.now();
        document.querySelector("p").style.display = "block";
        return [early, await visible >= shown];
    }"""

    async def act(page: Page) -> None:
        assert await page.evaluate(waiting, "Now") == [False, True]

    run("""<p style="display: none">Now</p>""", act)


def test_a_graph_is_watched_through_its_drawings_also_when_another_takes_its_place() -> None:
    async def act(page: Page) -> None:
        seen = await page.evaluate("benchmark.watchStream(0.8)")
        ticks = [tick for _, tick in seen]
        assert len(ticks) > 4
        assert ticks == sorted(set(ticks))
        moments = [moment for moment, _ in seen]
        assert all(before < after for before, after in pairwise(moments))

    run(GRAPH, act)
