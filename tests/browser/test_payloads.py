"""Every parameter that carries text, given every text that tries to run code. Without the policy: nothing may run."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, Page, expect

import lanai as pn
from lanai.components.base import Viewable
from tests.support.hostile import FOUND, LISTEN, PAYLOADS, STIR, Cell, cells
from tests.support.servers import Serve

pytestmark = pytest.mark.browser

PARTS = 8
"""Pages that share the cells."""


@pytest.fixture
def visited(chromium: Browser, serve: Serve) -> Iterator[Page]:
    """A page that counts what ran. That hostile texts are complained of is no matter here."""
    context = chromium.new_context(viewport={"width": 1000, "height": 800})
    context.add_init_script(LISTEN)
    page = context.new_page()
    page.set_default_timeout(30_000)
    page.on("dialog", lambda dialog: dialog.dismiss())
    yield page
    context.close()


@pytest.mark.parametrize("part", range(PARTS))
def test_no_text_runs_in_any_parameter(visited: Page, serve: Serve, part: int) -> None:
    """Each cell has another text at first; then each gets the next one, until each has had all."""
    mine = list(itertools.islice(cells(), part, None, PARTS))
    texts = list(PAYLOADS.values())
    shown = [(cell, component) for turn, cell in enumerate(mine) if (component := made(cell, texts, turn))]
    marker = pn.pane.Str("round 0")

    found: list[str] = []
    visited.goto(serve(lambda: pn.Column(marker, *(each for _, each in shown)), content_security_policy="off"))
    for turn in range(len(texts)):
        for place, (cell, component) in enumerate(shown):
            cell.give(component, texts[(place + turn) % len(texts)])
        marker.object = f"round {turn + 1}"
        expect(visited.get_by_text(f"round {turn + 1}", exact=True)).to_be_attached()
        if turn % 4 == 0:
            visited.evaluate(STIR)
        found += [f"round {turn}: {each}" for each in harm(visited)]
    names = {f"#{component._number} ": f"#{cell.title} " for cell, component in shown}
    assert [re.sub(r"#\d+ ", lambda at: names.get(at[0], at[0]), each) for each in found] == []
    assert len(shown) > 50


def made(cell: Cell, texts: list[str], turn: int) -> Viewable | None:
    """The cell's component, with the first of the texts, from the given one on, that it takes."""
    for text in texts[turn % len(texts) :] + texts:
        with suppress(Exception):
            return cell.make(text)
    return None


def harm(page: Page) -> list[str]:
    """What ran since it was asked last, and what would run at the visitor's next move."""
    ran = page.evaluate("window.ran")
    page.evaluate("window.ran = 0")
    return [*page.evaluate(FOUND), *([f"{ran} times something ran"] if ran else [])]
