"""What of markup in Markdown stays, and what goes. That nothing of it runs, Chromium shows: tests/browser/test_payloads.py."""

from __future__ import annotations

import importlib.util
import re
import time
from typing import Any

import pytest
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.attrs import attrs_plugin

import lanai as pn
from lanai import testing
from lanai.components.chat.prose import Prose
from lanai.components.pane import kept
from lanai.components.pane.sanitizing import sanitize
from tests.support.hostile import IMG, PAYLOADS


def shown(text: str, **options: Any) -> str:
    markup: str = pn.pane.Markdown(text, **options)._shown
    return markup


@pytest.mark.parametrize(
    "markup",
    [
        '<div class="box" style="color: red; display: grid" title="t" data-x="1" aria-label="l" dir="ltr">x</div>',
        '<table border="1"><thead><tr><th colspan="2" align="left">h</th></tr></thead><tbody><tr><td>x</td></tr></tbody></table>',
        '<details open=""><summary>s</summary>more</details>',
        '<img src="https://example.org/a.png" alt="a" width="10" loading="lazy">',
        '<img src="data:image/png;base64,AAAA">',
        '<img src="assets/a.png" srcset="a.png 1x, https://example.org/b.png 2x">',
        '<video src="https://example.org/a.mp4" controls="" poster="p.png"></video>',
        '<audio controls=""><source src="a.mp3" type="audio/mpeg"></audio>',
        '<iframe src="https://example.org/" width="300" allowfullscreen="" allow="autoplay; fullscreen"></iframe>',
        (
            '<svg viewBox="0 0 9 9"><defs><linearGradient id="g"><stop offset="0" stop-color="red"></stop></linearGradient></defs>'
            '<path d="M0 0" fill="url(#g)"></path><use href="#g"></use>'
            '<animate attributeName="opacity" values="0;1" dur="1s" repeatCount="indefinite"></animate></svg>'
        ),
        '<a href="https://example.org/" target="_blank" rel="noopener">a</a>',
        '<a href="mailto:a@example.org" rel="noopener">a</a>',
        '<a href="#part" rel="noopener">a</a>',
        '<h2 id="part">p</h2><center><font color="red" size="2">x</font></center><kbd>k</kbd><mark>m</mark>',
        '<progress value="3" max="9"></progress><ruby>a<rt>b</rt></ruby>',
    ],
)
def test_what_people_write_stays(markup: str) -> None:
    assert sanitize(markup) == markup
    assert markup in shown(f"{markup}\n")


@pytest.mark.parametrize(
    ("markup", "left"),
    [
        ("<p onclick=x>a<script>b</script></p>", "<p>a</p>"),
        ('<a href="javascript:x">a</a>', '<a rel="noopener">a</a>'),
        ('<a href="data:text/html,x" target="frame">a</a>', '<a rel="noopener">a</a>'),
        ('<iframe src="https://x" srcdoc="x" name="n" allow="camera"></iframe>', '<iframe src="https://x"></iframe>'),
        ('<iframe src="data:text/html,x"></iframe>', "<iframe></iframe>"),
        ('<form name="x" action="y"><button formaction="z">b</button></form>', "b"),
        ('<base href="x"><meta http-equiv="refresh" content="0"><link rel="stylesheet" href="x"><object data="x"></object>', ""),
        ('<b id="__proto__">a</b><b id="lanai-page">b</b><b id="Bokeh">c</b><img name="cookie">', "<b>a</b><b>b</b><b>c</b><img>"),
        ('<svg><use href="data:image/svg+xml,x#a"></use><use href="https://x#a"></use></svg>', "<svg><use></use><use></use></svg>"),
        ('<svg><a><set attributeName="href" to="javascript:x"></set></a></svg>', '<svg><a rel="noopener"></a></svg>'),
        ("<svg><foreignObject><p>x</p></foreignObject></svg>", "<svg></svg>"),
        ("<math><mi>x</mi></math>", ""),
        ('<b data-lanai="3" data-x="1">a</b>', '<b data-x="1">a</b>'),
        ('<style>a{content:"<img src=x>"} a>b{}</style>', '<style type="text/lanai">a{content:"\\3c img src=x>"} a>b{}</style>'),
    ],
)  # fmt: skip
def test_what_could_run_or_stand_in_for_the_page_goes(markup: str, left: str) -> None:
    assert sanitize(markup) == left


@pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS)
def test_what_is_safe_stays_as_it_is(text: str) -> None:
    once = sanitize(text)
    assert sanitize(once) == once


def test_strings_and_results_of_functions_are_made_safe() -> None:
    bound = pn.bind(lambda: IMG)
    everything = pn.Column(
        IMG, bound, pn.pane.Alert(IMG), pn.Tabs(("a", IMG)), pn.Card(IMG), pn.panel(IMG), f"`x` {IMG}"
    )
    with testing.Site(everything) as site:
        user = site.visit()
        shown = [each.read("html") for each in user.elements() if each.type in ("Markdown", "Alert")]
    assert len(shown) == 7
    assert not [markup for markup in shown if "onerror" in markup or "<img" not in markup]


def test_trusted_markdown_stays_as_it_is() -> None:
    pane = pn.pane.Markdown(IMG, sanitize_html=False)
    assert pane._shown == IMG
    pane.sanitize_html = True
    assert pane._shown == '<img src="x">'
    pane.sanitize_hook = str.upper
    assert pane._shown == IMG.upper()


def test_what_plugins_write_stays() -> None:
    text = (
        "# A title\n\n- [x] done\n\n$x$ and\n\n$$\ny < z\n$$\n\n```python\nx = 1\n```\n\nNote[^1].\n\n[^1]: Small.\n\n"
        "!!! note\n    Mind.\n\nword{.red}\n\n```mermaid\ngraph TD\n```\n"
    )
    markup = shown(text, plugins=[admon_plugin, attrs_plugin])
    for part in (
        '<h1 id="a-title">',
        'class="task-list-item-checkbox"',
        'type="checkbox"',
        'checked="',
        '<span class="lanai-math">x</span>',
        '<div class="lanai-math" data-display="">y &lt; z</div>',
        '<code class="language-python"><span class="hl-n">x</span>',
        '<code class="language-mermaid">graph TD',
        'href="#fn1" id="fnref1"',
        '<div class="admonition note">',
    ):
        assert part in markup, part


def test_every_renderer_is_made_safe() -> None:
    installed = [
        "markdown-it",
        *(name for name in ("markdown", "myst_parser") if importlib.util.find_spec(name)),
    ]
    for renderer in (name.removesuffix("_parser") for name in installed):
        assert "onerror" not in shown(f"a\n\n{IMG}", renderer=renderer), renderer
        assert "onerror" in shown(f"a\n\n{IMG}", renderer=renderer, sanitize_html=False), renderer


def test_a_growing_text_is_made_safe() -> None:
    prose = Prose("a", renderer_options={"html": True})
    for end in ("a <b>c</b>\n\n", f"{IMG}\n\nmore", f" {IMG}"):
        prose.object += end
        assert "onerror" not in prose._shown + prose.tail
    assert "<img" in prose._shown + prose.tail


def test_the_only_field_is_the_box_of_a_task() -> None:
    field = sanitize('<input name="q" type="password" value="x" autofocus>')
    assert 'type="checkbox"' in field
    assert "disabled" in field
    assert not {"name", "password", "value", "autofocus"} & set(re.split(r"\W+", field))


def test_tangled_markup_is_shown_as_text_in_no_time() -> None:
    for tangled in ("<div>" * 100_000, "<path/>" * 20_000 + "<p></p>" * 20_000, "<b><p>" * 50_000):
        before = time.thread_time()
        assert "<div" not in sanitize(tangled)[:4000] or "<b>" in tangled
        assert time.thread_time() - before < 2
    drawing = f"<svg>{'<path d=x />' * 20_000}</svg>"
    assert sanitize(drawing).startswith("<svg><path")
    table = f"<table>{'<tr><td>x<td>y</tr>' * 20_000}</table>"
    assert sanitize(table).startswith("<table><tbody><tr><td>x</td>")


def test_the_same_text_is_made_once() -> None:
    kept._remembered.cache_clear()
    for _ in range(3):
        pn.pane.Markdown("the *same*")
    assert kept._remembered.cache_info().misses == 1
    pn.pane.Markdown("the *same*", sanitize_html=False)
    assert kept._remembered.cache_info().misses == 2
    pn.pane.Markdown("*x*" * kept.LONGEST)
    pn.pane.Markdown("the *same*", plugins=[attrs_plugin])
    assert kept._remembered.cache_info().misses == 2


def test_half_of_a_character_is_shown_as_one_that_nobody_knows() -> None:
    assert sanitize("<b>\udfff</b><script>1</script>") == "<b>\N{REPLACEMENT CHARACTER}</b>"
    assert "\N{REPLACEMENT CHARACTER}" in pn.pane.Markdown("*\ud800*")._shown
