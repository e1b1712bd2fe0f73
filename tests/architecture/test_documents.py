"""What the documents promise, tests hold: each promise names some, and those that are named exist."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

LAWS = "docs/design/laws.md"
THREATS = "docs/design/threats.md"
SECURITY = "docs/guide/security.md"

FREE = {
    LAWS: (),
    THREATS: ("What is worth protecting", "Decided", "Left open"),
    SECURITY: (),
}
"""The documents, each with the sections that promise nothing."""

NAMED = re.compile(r"`(tests/[\w/.]+\.py)(?:::(\w+))?`")


def sections(text: str) -> dict[str, str]:
    """The text of each section, by its heading."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@cache
def functions_in(file: Path) -> frozenset[str]:
    tree = ast.parse(file.read_text("utf-8"))
    return frozenset(
        node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    )


def exists(project: Path, file: str, function: str) -> bool:
    place = project / file
    return place.is_file() and (not function or function in functions_in(place))


@pytest.mark.parametrize("document", FREE)
def test_the_tests_that_a_document_names_exist(project: Path, document: str) -> None:
    named = NAMED.findall((project / document).read_text("utf-8"))
    assert named
    assert ["::".join(filter(None, each)) for each in named if not exists(project, *each)] == []


@pytest.mark.parametrize("document", FREE)
def test_each_section_that_promises_something_names_a_test(project: Path, document: str) -> None:
    found = sections((project / document).read_text("utf-8"))
    assert set(FREE[document]) <= set(found)
    assert [
        head for head, text in found.items() if head not in FREE[document] and not NAMED.search(text)
    ] == []


def test_every_law_is_written_down(project: Path) -> None:
    heads = list(sections((project / LAWS).read_text("utf-8")))
    assert [head.partition(".")[0] for head in heads] == [str(number) for number in range(1, 11)]


def test_a_name_that_is_none_is_noticed(project: Path) -> None:
    assert exists(project, "tests/architecture/test_documents.py", "test_a_name_that_is_none_is_noticed")
    assert not exists(project, "tests/architecture/test_documents.py", "test_of_nothing")
    assert not exists(project, "tests/architecture/test_nothing.py", "")
