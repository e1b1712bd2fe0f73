"""The accessibility checker axe-core, run in a page of a test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

GRAVE = frozenset({"serious", "critical"})


def grave_violations(page: Page) -> list[str]:
    """The serious and critical violations that axe finds, each with the elements it names."""
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']} ({violation['help']}): {_elements(violation)}"
        for violation in found["violations"]
        if violation["impact"] in GRAVE
    ]


def _elements(violation: dict[str, Any]) -> str:
    return "; ".join(str(node["html"])[:200] for node in violation["nodes"][:5])
