"""The list of component types that the front end reads is what the Python classes say."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).resolve().parents[2]


def check() -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(PROJECT / "scripts" / "listing.py"), "--check"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def types() -> dict[str, Any]:
    listed: dict[str, Any] = json.loads((PROJECT / "protocol" / "components.json").read_text("utf-8"))
    return dict(listed["types"])


def test_the_list_is_up_to_date() -> None:
    result = check()
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("name", "part", "what"),
    [
        ("Row", "children", "objects"),
        ("Slot", "children", "objects"),
        ("Button", "events", "click"),
        ("TextInput", "events", "enter"),
        ("IntSlider", "edits", "value_throttled"),
        ("Markdown", "defaults", "html"),
        ("Str", "defaults", "text"),
        ("StaticText", "defaults", "text"),
        ("Select", "defaults", "options"),
    ],
)
def test_what_the_front_end_relies_on(types: dict[str, Any], name: str, part: str, what: str) -> None:
    assert what in types[name][part]
