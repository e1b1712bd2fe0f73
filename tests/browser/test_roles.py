"""The kit's table of roles is what Chromium makes of the components."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from lanai.testing.roles import ROLES
from tests.support.kinds import shown_kinds
from tests.support.servers import Run

ROOT = Path(__file__).parents[2]

APP = """
import sys

import lanai as pn

sys.path.insert(0, {root!r})
from tests.support.kinds import make, shown_kinds

pn.extension()
for kind in shown_kinds():
    if kind._spec.type in {types!r}:
        named = dict(name=f"The {{kind._spec.type}}") if issubclass(kind, pn.widgets.Widget) else {{}}
        make(kind, **named).servable()
"""

APART = frozenset({"DataFrame", "Image", "LaTeX", "Modal"})
"""Types that show nothing of their role until they are given something: the second test gives it."""

FILLED = """
import pandas as pd

import lanai as pn

pn.extension("mathjax")
pn.pane.DataFrame(pd.DataFrame({"a": [1]})).servable()
pn.pane.SVG("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'></svg>", alt_text="A square").servable()
pn.pane.LaTeX("$x^2$").servable()
pn.Modal("inside", name="A dialog", open=True).servable()
"""


def element_of(type: str) -> str:
    """The selector of the elements that show components of a type."""
    return "lanai-" + re.sub(r"(?<=[a-z])(?=[A-Z])", "-", type).lower()


def has_role(page: Page, type: str, name: str | None) -> bool:
    """Whether the first component of the type, or something in it, has the role of the table, and the name."""
    role, element = ROLES[type], page.locator(element_of(type)).first
    within = element.get_by_role(role, name=name)  # type: ignore[arg-type]
    found = within.or_(page.locator(f"{element_of(type)}[role={role}]")).first
    try:
        expect(found).to_be_attached()
    except AssertionError:
        return False
    return True


def is_widget(type: str) -> bool:
    return any(kind._spec.type == type and issubclass(kind, pn.widgets.Widget) for kind in shown_kinds())


@pytest.mark.browser
@pytest.mark.timeout(180)  # one page with a component of every type
def test_each_type_has_its_role_and_name(page: Page, run: Run, tmp_path: Path) -> None:
    types = {kind._spec.type for kind in shown_kinds()} & set(ROLES) - APART
    app = tmp_path / "app.py"
    app.write_text(APP.format(types=types, root=str(ROOT)))
    page.goto(run("-m", "lanai", "serve", str(app), "--port", "0").url)
    expect(page.locator(element_of("Tabulator")).last.get_by_role("grid")).to_be_attached()
    wrong = [
        type for type in sorted(types) if not has_role(page, type, f"The {type}" if is_widget(type) else None)
    ]
    assert wrong == []


@pytest.mark.browser
def test_what_needs_content_has_its_role_with_it(page: Page, run: Run, tmp_path: Path) -> None:
    app = tmp_path / "app.py"
    app.write_text(FILLED)
    page.goto(run("-m", "lanai", "serve", str(app), "--port", "0").url)
    expect(page.get_by_role("dialog", name="A dialog")).to_be_visible()
    wrong = [type for type in sorted(APART) if not has_role(page, type, None)]
    assert wrong == []
