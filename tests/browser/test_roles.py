"""The kit's table of roles is what Chromium makes of the components."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import lanai as pn
from lanai.testing.roles import ROLES
from tests.support.chromium import Complaints
from tests.support.kinds import shown_kinds
from tests.support.servers import Run

APP = """
import lanai as pn
from tests.support.kinds import make, shown_kinds

pn.extension()
for kind in shown_kinds():
    if kind._spec.type in {types!r}:
        named = dict(name=f"The {{kind.__name__}}") if issubclass(kind, pn.widgets.Widget) else {{}}
        make(kind, **named).servable()
"""

APART = frozenset({"DataFrame", "Image", "LaTeX", "Modal"})
"""Types that show nothing of their role until they are given something."""


def element_of(page: Page, type: str) -> str:
    """The selector of the element that shows the first component of a type."""
    return "lanai-" + re.sub(r"(?<=[a-z])(?=[A-Z])", "-", type).lower()


@pytest.mark.browser
def test_each_type_has_its_role_and_name(page: Page, run: Run, tmp_path: Path, complaints: Complaints) -> None:
    types = {kind._spec.type for kind in shown_kinds()} & set(ROLES) - APART
    app = tmp_path / "app.py"
    app.write_text(APP.format(types=types))
    page.goto(run("-m", "lanai", "serve", str(app), "--port", "0").url)
    wrong: dict[str, str] = {}
    for type in sorted(types):
        element = page.locator(element_of(page, type)).first
        expect(element).to_be_attached()
        name = f"The {type}" if hasattr(pn.widgets, type) else None
        found = element.get_by_role(ROLES[type], name=name, include_hidden=False).or_(  # type: ignore[arg-type]
            page.locator(f"{element_of(page, type)}[role={ROLES[type]}]")
        )
        try:
            expect(found.first).to_be_attached(timeout=5000)
        except AssertionError:
            wrong[type] = element.aria_snapshot()
    assert wrong == {}
