"""A file as cells of code: a script is one, a Markdown document has one for each block and each stretch of text."""

from __future__ import annotations

import ast
import pathlib
import types
from collections.abc import Iterator
from typing import NamedTuple

from lanai.core.lazy import load

LANGUAGES = ("python", "py", "{pyodide}", "pyodide")
"""Names after the fence of a code block that is run."""


class Cell(NamedTuple):
    """Code to run, and the expression in its last line whose value is shown, if there is one."""

    code: types.CodeType
    shown: types.CodeType | None = None


class Prose(NamedTuple):
    """Markdown text to show."""

    text: str


def cells_of(path: pathlib.Path) -> list[Cell | Prose]:
    """The cells of the `.py` or `.md` file at `path`, compiled. Raises SyntaxError with the file's own lines."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return list(_document(text, str(path)))
    return [Cell(compile(text, str(path), "exec", dont_inherit=True))]


def _document(text: str, filename: str) -> Iterator[Cell | Prose]:
    markdown = load("markdown_it", needed_for="apps written in Markdown").MarkdownIt()
    lines = text.splitlines()
    start = 0
    for token in markdown.parse(text):
        if token.type == "fence" and token.info.strip() in LANGUAGES and token.level == 0:
            first, last = token.map
            yield from _prose(lines[start:first])
            yield _cell(token.content, filename, first + 1)
            start = last
    yield from _prose(lines[start:])


def _prose(lines: list[str]) -> Iterator[Cell | Prose]:
    text = "\n".join(lines).strip()
    if text:
        yield Prose(text)


def _cell(source: str, filename: str, line: int) -> Cell:
    tree = ast.parse(source, filename)
    ast.increment_lineno(tree, line)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        return Cell(compile(tree, filename, "exec", dont_inherit=True))
    tree.body.pop()
    shown = ast.Expression(last.value)
    return Cell(
        compile(tree, filename, "exec", dont_inherit=True),
        compile(shown, filename, "eval", dont_inherit=True),
    )
