"""What the measured processes are given by the one that measures."""

from __future__ import annotations

import pytest

from benchmarks.environments import variables
from benchmarks.frameworks.lanai import FRAMEWORK as LANAI
from benchmarks.frameworks.panel import FRAMEWORK as PANEL


def test_bytecode_is_kept_whatever_the_shell_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert "PYTHONDONTWRITEBYTECODE" not in variables(LANAI)


def test_a_peer_does_not_see_our_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    assert variables(LANAI)["PYTHONPATH"] == "/somewhere"
    assert "PYTHONPATH" not in variables(PANEL)
