"""The page of an app with a template: what its head and its root say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import param
import pytest

import lanai as pn
from lanai.components.template.design import DarkTheme
from tests.hosts.conftest import Launch
from tests.hosts.visitor import get, state_of


def test_the_head_describes_the_page(launch: Launch) -> None:
    def app() -> Any:
        return pn.template.VanillaTemplate(
            title="Ferries & more",
            favicon="/icon.png",
            manifest="/app.webmanifest",
            meta_author='Ada "the first"',
            meta_description="Crossings",
            meta_refresh="60",
            raw_css=["i { color: teal }"],
            js_modules={"own": "/own.js?a=1&b=2"},
        )

    text = get(launch(app).url).text
    assert "<title>Ferries &amp; more</title>" in text
    assert '<meta name="author" content="Ada &quot;the first&quot;">' in text
    assert '<meta name="description" content="Crossings">' in text
    assert '<meta http-equiv="refresh" content="60">' in text
    assert '<link rel="icon" href="/icon.png">' in text
    assert '<link rel="manifest" href="/app.webmanifest">' in text
    assert "i { color: teal }" in text
    assert re.search(r'<script type="module" src="/own\.js\?a=1&amp;b=2" nonce="[\w-]+"', text)


def test_a_theme_may_bring_a_style_sheet(launch: Launch, tmp_path: Path) -> None:
    sheet = tmp_path / "night.css"
    sheet.write_text("b { color: silver }")

    class Night(DarkTheme):
        """Dark, with a style sheet."""

        css: Any = param.Filename(default=str(sheet))

    text = get(launch(lambda: pn.template.VanillaTemplate(theme=Night)).url).text
    assert state_of(text)["theme"] == "dark"
    assert "b { color: silver }" in text


@pytest.mark.parametrize(
    ("settings", "template", "query", "expected"),
    [
        ({}, {}, "", "auto"),
        ({"theme": "dark"}, {}, "", "dark"),
        ({"theme": "dark"}, {"theme": "default"}, "", "light"),
        ({}, {"theme": "dark"}, "?theme=default", "light"),
        ({}, {}, "?theme=<b>", "auto"),
    ],
    ids=["the system's", "the setting", "the template", "the address", "nonsense"],
)
def test_who_says_which_theme(
    launch: Launch, settings: dict[str, Any], template: dict[str, Any], query: str, expected: str
) -> None:
    def app() -> Any:
        pn.extension(**settings)
        return pn.template.MaterialTemplate(**template)

    assert state_of(get(f"{launch(app).url}/{query}").text)["theme"] == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, "native"),
        ({"design": "material"}, "material"),
        ({"design": pn.theme.Bootstrap}, "bootstrap"),
        ({"template": "fast"}, "fast"),
        ({"template": "fast", "design": "native"}, "native"),
    ],
    ids=["none", "by name", "by class", "the template's", "over the template's"],
)
def test_who_says_which_design(launch: Launch, settings: dict[str, Any], expected: str) -> None:
    def app() -> None:
        pn.extension(**settings)
        pn.pane.Str("x").servable()

    assert f'data-design="{expected}"' in get(launch(app).url).text


def test_how_what_loads_looks(launch: Launch) -> None:
    def app() -> None:
        pn.extension(loading_spinner="dots", loading_color="#d9480f", global_css=["u { top: 0 }"])

    text = get(launch(app).url).text
    assert 'data-spinner="dots"' in text
    assert 'style="--lanai-loading-color: #d9480f"' in text
    assert "u { top: 0 }" in text
