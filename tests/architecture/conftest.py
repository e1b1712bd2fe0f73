"""The package's own source, parsed once, for the tests that hold its laws."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture.source import Module, read_modules

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's folder."""
    return PROJECT


@pytest.fixture(scope="session")
def modules() -> tuple[Module, ...]:
    """Every Python module of the package."""
    return read_modules(PROJECT / "src")
