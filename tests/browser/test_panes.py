"""Documents, formulas, trees, players, alerts and places in a real browser."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from lanai.components.base import Viewable
from lanai.components.pane.waveform import wav_of
from tests.support.chromium import Complaints
from tests.support.documents import pdf
from tests.support.servers import Serve

pytestmark = pytest.mark.browser

RATE = 8000


def tone(seconds: float) -> Any:
    """Samples of a quiet sine."""
    return 0.1 * np.sin(np.arange(int(RATE * seconds)) / 10)


def test_formulas_are_shown_in_markdown_latex_and_html(page: Page, serve: Serve) -> None:
    def app() -> Viewable:
        formula = pn.pane.LaTeX(r"The sum $\sum_i x_i$ of all.")
        change = pn.widgets.Button(name="Change")
        change.on_click(lambda _: setattr(formula, "object", r"\frac{1}{2}"))
        return pn.Column(
            formula,
            change,
            pn.pane.Markdown("An $a^2$ for $5 and $10.\n\n$$\nb^2\n$$\n"),
            pn.pane.HTML(r"<p>\(c^2\)</p>", disable_math=False),
            pn.pane.HTML("<p>$d^2$</p>"),
        )

    page.goto(serve(app))
    latex = page.locator("lanai-la-te-x")
    expect(latex.locator(".katex")).to_have_count(1)
    expect(latex).to_contain_text("of all.")
    markdown = page.locator("lanai-markdown")
    expect(markdown.locator(".katex")).to_have_count(2)
    expect(markdown.locator(".katex-display")).to_have_count(1)
    expect(markdown).to_contain_text("for $5 and $10.")
    expect(page.locator("lanai-html .katex")).to_have_count(1)
    expect(page.get_by_text("$d^2$")).to_be_visible()
    assert page.evaluate(
        "document.fonts.ready.then(fonts => [...fonts].some(font => font.family === 'KaTeX_Main' && font.status === 'loaded'))"
    )
    page.get_by_role("button", name="Change").click()
    expect(latex.locator(".katex-display .mfrac")).to_be_visible()


def test_what_is_wrong_in_a_formula_is_shown_and_runs_nothing(page: Page, serve: Serve) -> None:
    page.goto(
        serve(pn.pane.LaTeX(r"$\nosuch{<img src=x onerror=window.ran=1>}$ and $\href{javascript:1}{x}$"))
    )
    expect(page.locator(".katex, .katex-error").first).to_be_visible()
    assert page.evaluate("window.ran") is None
    assert page.locator("lanai-la-te-x :is(a, img)").count() == 0


def test_a_tree_of_json_opens_and_closes(page: Page, serve: Serve) -> None:
    def app() -> Viewable:
        tree = pn.pane.JSON(
            {"big": 2**60, "deep": {"er": [1, None]}, "<b>": "<img src=x>"}, hover_preview=True
        )
        depth = pn.widgets.IntInput(name="Depth", value=1)
        depth.link(tree, value="depth")
        break_it = pn.widgets.Button(name="Break")
        break_it.on_click(lambda _: setattr(tree, "object", "{"))
        return pn.Column(tree, depth, break_it)

    page.goto(serve(app))
    tree = page.locator("lanai-json")
    expect(tree.get_by_text("1152921504606846976", exact=True)).to_be_visible()
    expect(tree.get_by_text('"<img src=x>"', exact=True)).to_be_visible()
    expect(tree.get_by_text("er", exact=True)).to_have_count(0)
    branch = tree.locator("summary:has(> .lanai-json-key)")
    branch.hover()
    expect(branch.get_by_text("{er: […]}")).to_be_visible()
    branch.focus()
    page.keyboard.press("Enter")
    expect(tree.get_by_text("er", exact=True)).to_be_visible()
    page.get_by_label("Depth").fill("3")
    page.keyboard.press("Enter")
    expect(tree.get_by_text("null", exact=True)).to_be_visible()
    page.get_by_role("button", name="Break").click()
    expect(tree.get_by_text("This is no JSON")).to_be_visible()


def test_a_player_follows_python_and_python_follows_the_player(
    page: Page, serve: Serve, complaints: Complaints
) -> None:
    complaints.expect("sound.wav")  # a part of it that was on its way when another was sought

    def app() -> Viewable:
        audio = pn.pane.Audio(tone(20), sample_rate=RATE, name="Hum", muted=True, throttle=50, volume=50)
        play, seek = pn.widgets.Button(name="Play"), pn.widgets.Button(name="Seek")
        play.on_click(lambda _: setattr(audio, "paused", not audio.paused))
        seek.on_click(lambda _: setattr(audio, "time", 12))

        def state(paused: bool, time: float, volume: float, muted: bool) -> str:
            return f"paused {paused} muted {muted} volume {volume:.0f} time {time:.2f}"

        parameters = audio.param
        told = pn.bind(state, parameters.paused, parameters.time, parameters.volume, parameters.muted)
        return pn.Column(audio, play, seek, pn.pane.Str(told))

    page.goto(serve(app))
    player = page.get_by_label("Hum")
    expect(page.get_by_text("paused True muted True volume 50 time 0.00")).to_be_visible()
    assert player.evaluate("p => p.volume") == 0.5
    page.get_by_role("button", name="Play").click()
    expect(page.get_by_text(re.compile(r"paused False .* time (0\.[1-9]|[1-9])"))).to_be_visible()
    page.get_by_role("button", name="Seek").click()
    expect(page.get_by_text(re.compile(r"time 1[2-4]\."))).to_be_visible()
    player.evaluate("p => { p.pause(); p.volume = 0.2; p.muted = false; p.currentTime = 3 }")
    expect(page.get_by_text("paused True muted False volume 20 time 3.00")).to_be_visible()


def test_a_film_is_loaded_in_parts_from_a_file(page: Page, serve: Serve, tmp_path: Path) -> None:
    film = tmp_path / "a film.wav"  # a player of films plays sound as well
    film.write_bytes(wav_of(tone(2), RATE))
    page.goto(serve(lambda: pn.pane.Video(film, name="Film", width=200)))
    player = page.get_by_label("Film")
    expect(page.locator("lanai-video > video")).to_have_js_property("duration", 2)
    address = str(player.evaluate("p => p.src"))
    request = urllib.request.Request(address, headers={"Range": "bytes=4-7"})
    with urllib.request.urlopen(request) as answer:
        assert (answer.status, answer.read()) == (206, film.read_bytes()[4:8])
        assert answer.headers["content-range"] == f"bytes 4-7/{film.stat().st_size}"
    for wrong in (
        address.replace("/a%20film", "x/a%20film"),
        re.sub(r"/files/[^/]+", "/files/other", address),
    ):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(wrong)


def test_what_cannot_be_played_says_so(page: Page, serve: Serve) -> None:
    page.goto(serve(lambda: pn.pane.Video(b"no film at all", name="Film")))
    expect(page.locator("lanai-video[data-broken]")).to_be_visible()


def test_a_document_is_shown_or_linked(page: Page, serve: Serve, complaints: Complaints) -> None:
    page.goto(serve(lambda: pn.Column(pn.pane.PDF(pdf("Hello"), name="Report", start_page=2))))
    shown = page.locator("lanai-pdf :is(iframe, a)")
    expect(shown).to_have_count(1)
    address = str(shown.evaluate("e => e.src ?? e.href")).partition("#")[0]
    with urllib.request.urlopen(address) as answer:
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.read() == pdf("Hello")
    complaints.expect("failed:")  # a browser without a viewer downloads it


def test_alerts_say_what_they_are(page: Page, serve: Serve) -> None:
    def app() -> Viewable:
        alert = pn.pane.Alert("## Look\n**out**", alert_type="warning")
        calm = pn.widgets.Button(name="Calm")
        calm.on_click(lambda _: alert.param.update(object="Fine.", alert_type="success"))
        return pn.Column(alert, calm)

    page.goto(serve(app))
    expect(page.get_by_role("alert")).to_contain_text("out")
    page.get_by_role("button", name="Calm").click()
    expect(page.get_by_role("note")).to_have_text("Fine.")


def test_a_place_shows_one_thing_after_the_other(page: Page, serve: Serve) -> None:
    def app() -> Viewable:
        place = pn.pane.Placeholder("Before")
        swap, lend = pn.widgets.Button(name="Swap"), pn.widgets.Button(name="Lend")
        swap.on_click(lambda _: place.update(pn.widgets.TextInput(name="Inside")))
        lent: list[str] = []

        def lending(_: Any) -> None:
            with place:
                place.object = "While"
                lent.append(str(place.object))

        lend.on_click(lending)
        return pn.Column(place, swap, lend)

    page.goto(serve(app))
    expect(page.get_by_text("Before")).to_be_visible()
    page.get_by_role("button", name="Swap").click()
    expect(page.get_by_label("Inside")).to_be_visible()
    page.get_by_role("button", name="Lend").click()
    expect(page.get_by_label("Inside")).to_be_visible()
    expect(page.get_by_text("While")).to_have_count(0)


def test_text_that_streams_arrives(page: Page, serve: Serve) -> None:
    def app() -> Viewable:
        text = pn.pane.Str("a", enable_streaming=True)
        more = pn.widgets.Button(name="More")
        more.on_click(lambda _: setattr(text, "object", text.object + "b"))
        return pn.Column(text, more)

    page.goto(serve(app))
    for _ in range(3):
        page.get_by_role("button", name="More").click()
    expect(page.locator("lanai-str")).to_have_text("abbb")


def test_arguments_become_widgets(page: Page, serve: Serve) -> None:
    def app() -> Viewable:
        def line(n: int = 3, loud: bool = False, word: str = "ho") -> str:
            return " ".join([word.upper() if loud else word] * n)

        return pn.interact(line, n=(1, 5), word=["hey", "ho"])  # type: ignore[no-any-return]

    page.goto(serve(app))
    expect(page.get_by_text("ho ho ho", exact=True)).to_be_visible()
    page.get_by_role("slider", name="n").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("ho ho ho ho", exact=True)).to_be_visible()
    page.get_by_role("checkbox", name="loud").check()
    expect(page.get_by_text("HO HO HO HO", exact=True)).to_be_visible()
