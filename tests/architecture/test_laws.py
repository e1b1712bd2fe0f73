"""The laws are written down, and each names tests that hold it and that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

LAWS = range(1, 11)


def sections(text: str) -> dict[int, str]:
    """The text of each law, by its number."""
    parts = re.split(r"^## (\d+)\. ", text, flags=re.MULTILINE)
    return {int(number): part for number, part in zip(parts[1::2], parts[2::2], strict=True)}


def named_tests(section: str) -> list[str]:
    return re.findall(r"`(tests/[\w/.]+\.py)`", section)


@pytest.fixture(scope="module")
def laws(project: Path) -> dict[int, str]:
    return sections((project / "docs" / "design" / "laws.md").read_text("utf-8"))


def test_every_law_is_written_down(laws: dict[int, str]) -> None:
    assert list(laws) == list(LAWS)


@pytest.mark.parametrize("number", LAWS)
def test_the_tests_of_a_law_exist(project: Path, laws: dict[int, str], number: int) -> None:
    named = named_tests(laws[number])
    assert named, f"Law {number} names no test."
    assert [name for name in named if not (project / name).is_file()] == []
