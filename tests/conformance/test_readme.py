"""What README and CONTRIBUTING tell a newcomer to type, typed."""

from __future__ import annotations

import datetime as dt
import pathlib
import re
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.support.servers import Run

ROOT = pathlib.Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    """The contents of the fenced code blocks of that language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


SNIPPETS = blocks(README, "python")
PRELUDE = "import lanai as pn\n"
"""What the first snippet begins with and the others go on from."""


def test_every_snippet_has_its_test_below() -> None:
    assert len(SNIPPETS) == 3
    assert PRELUDE in SNIPPETS[0]
    assert blocks(CONTRIBUTING, "python") == []


@pytest.mark.browser
def test_the_first_app_served_as_it_is_told(page: Page, run: Run, tmp_path: pathlib.Path) -> None:
    commands = [line for block in blocks(README, "sh") for line in block.splitlines()]
    [command] = [line for line in commands if line.startswith("lanai serve app.py")]
    program, *arguments = command.split()
    (tmp_path / "app.py").write_text(SNIPPETS[0])
    page.goto(run("-m", program, *arguments, "--port", "0").url)
    expect(page.get_by_role("heading", name="Squares")).to_be_visible()
    expect(page.get_by_text("The square of 3 is 9.")).to_be_visible()
    slider = page.get_by_role("slider", name="Number")
    slider.focus()
    slider.press("ArrowRight")
    expect(page.get_by_text("The square of 4 is 16.")).to_be_visible()


@pytest.mark.browser
def test_the_function_served_from_python(page: Page, run: Run, tmp_path: pathlib.Path) -> None:
    assert SNIPPETS[1].count("port=5006") == 1
    (tmp_path / "program.py").write_text(PRELUDE + SNIPPETS[1].replace("port=5006", "port=0"))
    page.goto(run("program.py").url)
    expect(page.get_by_text("Clicked 0 times")).to_be_visible()
    page.get_by_role("button", name="Click me").click()
    expect(page.get_by_text("Clicked 1 times")).to_be_visible()


@pytest.mark.browser
def test_the_clock(page: Page, run: Run, tmp_path: pathlib.Path) -> None:
    (tmp_path / "clock.py").write_text(PRELUDE + SNIPPETS[2])
    page.goto(run("-m", "lanai", "serve", "clock.py", "--port", "0").url)
    shown = page.get_by_text(re.compile(r"\d\d:\d\d:\d\d"))
    expect(shown).to_be_visible()
    first = shown.inner_text()
    expect(shown).not_to_have_text(first)
    now = dt.datetime.strptime(shown.inner_text()[-8:], "%H:%M:%S")
    assert (dt.datetime.now() - now).seconds < 30


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_every_script_and_file_it_names_is_there(text: str) -> None:
    named = set(re.findall(r"scripts/\w+", text)) | set(re.findall(r"\]\(([^)#:]+)\)", text))
    named |= set(re.findall(r"^\| `([\w./]+/)`", text, flags=re.MULTILINE))
    assert len(named) >= 5
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_contributing_names_the_python_that_is_needed() -> None:
    [minimum] = re.findall(
        r'^requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE
    )
    for text in (README, CONTRIBUTING):
        assert f"Python {minimum} or newer" in text
    assert sys.version_info >= tuple(map(int, minimum.split(".")))
