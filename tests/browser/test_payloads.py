"""Every parameter that carries text, given every text that tries to run code. Without the policy: nothing may run.

Each place gets some of the texts, others than its neighbours; all of them with LANAI_ATTACK=all.
"""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import param
import pytest
from playwright.sync_api import Browser, Page, expect

import lanai as pn
from lanai.components.base import Component, Viewable, _walk
from tests.support.hostile import FOUND, IMG, LISTEN, PAYLOADS, STIR, TRUSTED, Cell, cells
from tests.support.servers import Serve
from tests.support.structures import STRUCTURES, vega

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore")]

PARTS = 8
"""Pages that share the cells."""
TEXTS = tuple(PAYLOADS.values())
ALL = os.environ.get("LANAI_ATTACK") == "all"
ROUNDS = range(0, len(TEXTS), 1 if ALL else 7)


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
    """Each cell has another text at first, which changes then."""
    mine = list(itertools.islice(cells(), part, None, PARTS))
    shown = [(cell, component) for turn, cell in enumerate(mine) if (component := made(cell, turn))]
    names: dict[Component, str] = {component: cell.title for cell, component in shown}
    marker = pn.pane.Str("round -1")

    visited.goto(serve(lambda: pn.Column(marker, *names), content_security_policy="off"))
    for turn in ROUNDS:
        for place, (cell, component) in enumerate(shown):
            cell.give(component, TEXTS[(place + turn) % len(TEXTS)])
        assert harm(visited, marker, turn, names) == []
    assert len(shown) > 50


def test_no_text_runs_deep_in_options_and_data(visited: Page, serve: Serve) -> None:
    marker, place = pn.pane.Str("round -1"), pn.Column()

    def app() -> Viewable:
        pn.extension("perspective")
        return pn.Column(marker, place)

    visited.goto(serve(app, content_security_policy="off"))
    for turn in range(0, len(TEXTS), 1 if ALL else 3):
        names: dict[Component, str] = {}
        for number, (title, make) in enumerate(STRUCTURES.items()):
            with suppress(ValueError):  # the text is refused
                structure = make(TEXTS[(turn + number) % len(TEXTS)])
                names.update({each: f"{title}: {type(each).__name__}" for each in _walk(structure)})
                names[structure] = title
        place[:] = [each for each, title in names.items() if title in STRUCTURES]
        assert harm(visited, marker, turn, names) == []
        assert len(place) > len(STRUCTURES) - 3


@pytest.mark.parametrize("kind", [pn.template.FastListTemplate, pn.template.BootstrapTemplate])
def test_no_text_runs_in_templates_and_notifications(visited: Page, serve: Serve, kind: Any) -> None:
    texts = [name for name, each in kind.param.objects().items() if isinstance(each, param.String)]

    def app(text: str) -> Any:
        pn.extension(notifications=True)
        template = kind()
        for name in texts:
            with suppress(ValueError):  # the text is refused
                setattr(template, name, text)
        for area in (template.sidebar, template.header, template.main, template.modal):
            area.append(text)

        def tell() -> None:
            assert pn.state.notifications is not None
            pn.state.notifications.error(text, duration=0)
            pn.state.notifications.send(text, background="red", icon=text, duration=0)

        pn.state.onload(tell)
        return template

    assert {"title", "site", "site_url", "sidebar_footer"} <= set(texts)
    address = serve(
        {str(turn): lambda turn=turn: app(TEXTS[turn]) for turn in ROUNDS}, content_security_policy="off"
    )
    for turn in ROUNDS:
        visited.goto(f"{address.rstrip('/')}/{turn}")
        expect(visited.get_by_role("alert").first).to_be_attached()
        visited.evaluate(STIR)
        assert visited.evaluate(FOUND) == [], TEXTS[turn]
        assert visited.evaluate("window.ran") == 0, TEXTS[turn]


def test_the_source_of_a_chart_is_text(visited: Page, serve: Serve) -> None:
    text = f"</code></pre>{IMG}<script>opener.pwn()</script>"
    visited.goto(serve(lambda: vega(text), content_security_policy="off"))
    visited.get_by_label("Save the chart or see its source").click()
    with visited.expect_popup() as opened:
        visited.locator(".vega-actions a[href='#']").first.click()
    expect(opened.value.get_by_text("<script>opener.pwn()")).to_be_visible()
    assert visited.evaluate("window.ran") == 0
    assert opened.value.locator("img, script").count() == 0


def test_a_tip_of_a_chart_is_harmless(visited: Page, serve: Serve) -> None:
    chart = {
        "tooltip": {"formatter": f"<b>{{b}}</b>{IMG}"},
        "animation": False,
        "xAxis": {"type": "category", "data": [IMG]},
        "yAxis": {},
        "series": [{"type": "bar", "data": [1], "barWidth": "100%"}],
    }
    visited.goto(serve(lambda: pn.pane.ECharts(chart, width=400, height=300), content_security_policy="off"))
    canvas = visited.locator("canvas")
    expect(canvas).to_be_visible()
    tip = visited.locator("b", has_text="onerror=pwn()")
    for step in range(50):  # until the chart listens
        canvas.hover(position={"x": 180 + step, "y": 150})
        if tip.count():
            break
    expect(tip).to_be_visible()
    assert visited.evaluate("window.ran") == 0
    assert visited.evaluate(FOUND) == []


def test_what_runs_is_seen(visited: Page, serve: Serve) -> None:
    """The classes that may hold markup: with them it is certain that this module would notice."""
    assert set(TRUSTED) == {"HTML", "AnyWidgetComponent", "JSComponent", "ReactComponent"}
    trusted = [pn.pane.HTML(text) for text in TEXTS]
    marker = pn.pane.Str("round -1")
    visited.goto(
        serve(
            lambda: pn.Column(marker, *trusted, pn.pane.Markdown(IMG, sanitize_html=False)),
            content_security_policy="off",
        )
    )
    found = harm(visited, marker, 0, {each: str(number) for number, each in enumerate(trusted)})
    assert any("times something ran" in each for each in found)
    for part in (
        "script pwn()",
        "onerror=pwn()",
        "href=java",
        "srcdoc=",
        "ontoggle=",
        "values=javascript",
        "action=javascript",
    ):
        assert any(part in each for each in found), part


def made(cell: Cell, turn: int) -> Viewable | None:
    """The cell's component, with the first of the texts, from the given one on, that it takes."""
    for text in TEXTS[turn % len(TEXTS) :] + TEXTS:
        with suppress(Exception):
            return cell.make(text)
    return None


def harm(page: Page, marker: pn.pane.Str, turn: int, names: Mapping[Component, str]) -> list[str]:
    """What ran in this round, and what would run at the visitor's next move; with the names of the components."""
    marker.object = f"round {turn}"
    expect(page.get_by_text(f"round {turn}", exact=True)).to_be_attached()
    page.evaluate(STIR)
    page.evaluate(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100))))"
    )
    ran = page.evaluate("window.ran")
    page.evaluate("window.ran = 0")
    numbers = {f"#{component._number} ": f"{name}: " for component, name in names.items()}
    found = [re.sub(r"#\d+ ", lambda at: numbers.get(at[0], at[0]), each) for each in page.evaluate(FOUND)]
    return [*found, *([f"{ran} times something ran"] if ran else [])]
