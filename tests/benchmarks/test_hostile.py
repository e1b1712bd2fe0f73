"""The hostile visitor does what it is said to do, and what his neighbours feel is put together as it was."""

from __future__ import annotations

import asyncio
import sys
import zlib
from pathlib import Path

import pytest
from playwright.async_api import Page

from benchmarks import lines
from benchmarks.attackers import FLOODS
from benchmarks.browser import chromium, clicks_for, find_button, visitor
from benchmarks.environments import Environment
from benchmarks.frameworks import APPS, frameworks
from benchmarks.lines import bomb, frame
from benchmarks.measures.hostile import (
    GROUPS,
    PATIENCE_SECONDS,
    TAMPER,
    WORDS,
    Felt,
    flooding,
    metrics,
    sample_of,
)
from benchmarks.servers import serving

SLOW = """
<button>Go</button><p>Clicked 0 times</p>
<script>
  let count = 0;
  document.querySelector("button").onclick = () => {
    count += 1;
    if (count < 4) setTimeout(() => { document.querySelector("p").textContent = `Clicked ${count} times`; }, 30);
  };
</script>
"""


def felt(clicks: list[float], loads: list[float]) -> Felt:
    return Felt(clicks, loads, page_late=[1.0], harness_late=[2.0])


def test_a_kind_is_as_bad_as_its_worst_way() -> None:
    calm = felt([10.0] * 100, [20.0])
    sample = sample_of(calm, {"click": felt([10.0] * 50, [20.0]), "download": felt([2000.0], [90.0])}, 1)
    assert sample["click_callback"] > 1900
    assert sample["load_callback"] == 4.5
    assert (sample["click_of_click"], sample["load_of_download"]) == (10.0, 90.0)
    assert "click_flood" not in sample
    assert sample["restarts"] == 1
    assert set(sample) <= {metric.name for metric in metrics()}


def test_a_server_that_stands_still_is_late_however_few_clicks_there_are() -> None:
    assert felt([5.0] * 60 + [2000.0], [5.0]).click > 1500
    assert felt([5.0] * 60, [5.0] * 3 + [2000.0]).load > 500


def test_every_way_has_its_words_and_every_flood_is_made() -> None:
    assert {way for _, ways in GROUPS.values() for way in ways} == set(WORDS)
    assert set(FLOODS) == set(GROUPS["flood"][1])


@pytest.mark.parametrize("name", ["lanai", "panel", "nicegui", "streamlit"])
def test_an_app_has_no_way_that_nothing_uses(name: str) -> None:
    text = (APPS / name / "hostile.py").read_text(encoding="utf-8")
    ways = {
        line.split('"')[1]
        for line in text.partition("WAYS = {")[2].partition("\n}")[0].splitlines()
        if '"' in line
    }
    assert ways
    assert ways <= set(WORDS)


def test_a_bomb_is_small_and_becomes_large() -> None:
    made = bomb(2**20)
    assert len(made) < 2000
    packed = made[8:] if made[1] & 0x7F == 126 else made[6:]
    assert made[0] == 0xC1
    assert len(zlib.decompressobj(-15).decompress(packed + b"\x00\x00\xff\xff")) == 2**20


@pytest.mark.parametrize(("size", "head"), [(5, 6), (126, 8), (65536, 14)])
def test_a_frame_has_the_length_that_it_says(size: int, head: int) -> None:
    made = frame(lines.TEXT, b"x" * size, final=False)
    assert (len(made), made[0]) == (head + size, 0x01)


@pytest.mark.parametrize("name", ["messages", "pending"])
def test_a_flood_gets_in_and_ends(name: str) -> None:
    async def attack() -> int:
        async with (
            serving(frameworks()["lanai"], Environment(Path(sys.executable), {}), "hostile") as server,
            flooding(server, name, 0.5) as flood,
        ):
            return await flood()

    assert asyncio.run(attack()) >= 10


@pytest.mark.browser
def test_clicks_go_on_until_one_is_lost() -> None:
    async def click() -> list[tuple[float, float]]:
        async with chromium() as browser, visitor(browser) as page:
            await page.set_content(SLOW)
            button = await find_button(page, "Go")
            return await clicks_for(page, button, "Clicked % times", 1, 5.0, 10.0, 400.0)

    found = asyncio.run(click())
    assert [time for time, _ in found][3:] == [400.0]
    assert all(25 < time < 350 and late >= 0 for time, late in found[:3])
    assert PATIENCE_SECONDS > 1


@pytest.mark.browser
def test_a_word_becomes_large_on_its_way() -> None:
    script = """([given, tamper]) => {
      const fake = Object.create(WebSocket.prototype);
      window.tamper = tamper;
      WebSocket.prototype.send.call(fake, typeof given === "string" ? given : new Uint8Array(given));
      return window.said;
    }"""
    # What would be sent is noted, by a send that is there before the tampering one wraps it.
    note = """WebSocket.prototype.send = function (data) {
      window.said = typeof data === "string" ? data : [...data];
    };"""

    async def send(page: Page, given: object, tamper: dict[str, object]) -> str | bytes:
        said = await page.evaluate(script, [given, tamper])
        return said if isinstance(said, str) else bytes(said)

    async def tampered() -> list[str | bytes]:
        async with chromium() as browser, visitor(browser) as page:
            await page.context.add_init_script(note + TAMPER)
            await page.goto("about:blank")
            inner = b"\x0a\x06needle"
            outer = b"\x08\x01\x5a" + bytes([len(inner)]) + inner
            return [
                await send(page, '{"value":"needle"}', {"word": "needle", "text": "[1,1]"}),
                await send(page, '{"value":["needle"]}', {"word": "needle", "times": 3}),
                await send(page, list(outer), {"word": "needle", "text": "x" * 200}),
                await send(page, list(outer), {"word": "other", "text": "x"}),
            ]

    text, several, message, other = asyncio.run(tampered())
    assert text == '{"value":"[1,1]"}'
    assert several == '{"value":["needle","needle","needle"]}'
    assert message == b"\x08\x01\x5a\xcb\x01\x0a\xc8\x01" + b"x" * 200
    assert other == b"\x08\x01\x5a\x08\x0a\x06needle"
