"""A file as cells of code: a script is one, a document has one for each block of code and each stretch of text."""

from __future__ import annotations

import ast
import linecache
import pathlib
import types
from collections.abc import Iterator
from typing import NamedTuple

from lanai.core.callables import is_coroutine_code
from lanai.core.lazy import load
from lanai.session.notebook import code_of

LANGUAGES = ("python", "py", "{pyodide}", "pyodide")
"""Names after the fence of a code block that is run."""

SUFFIXES = (".py", ".ipynb", ".md")
"""Of the files that can be served."""


class Cell(NamedTuple):
    """Code to run, and the expression in its last line whose value is shown, if there is one.

    Either may be a coroutine, where it awaits something.
    """

    code: types.CodeType
    shown: types.CodeType | None = None

    @property
    def awaits(self) -> bool:
        """Whether it has to run on the event loop."""
        return any(is_coroutine_code(code) for code in (self.code, self.shown) if code)


class Prose(NamedTuple):
    """Markdown text to show."""

    text: str


def cells_of(path: pathlib.Path) -> list[Cell | Prose]:
    """The cells of the file at `path`, compiled.

    Raises SyntaxError with the file's own lines, and `AppError` for a notebook that is none.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        return list(_document(text, str(path)))
    if path.suffix == ".ipynb":
        return list(_notebook(text, str(path)))
    return [Cell(compile(text, str(path), "exec", dont_inherit=True))]


def _notebook(text: str, filename: str) -> Iterator[Cell]:
    """Code alone: a notebook shows what it marks `servable`. Tracebacks name the cell and quote its lines."""
    for number, source in code_of(text, filename):
        place = f"{filename}, code cell {number}"
        linecache.cache[place] = len(source), None, source.splitlines(keepends=True), place
        yield Cell(_compile(ast.parse(source, place), place))


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
    # Blank lines before it, so that a syntax error names the document's own line, too.
    tree = ast.parse("\n" * line + source, filename)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        return Cell(_compile(tree, filename))
    tree.body.pop()
    return Cell(_compile(tree, filename), _compile(ast.Expression(last.value), filename))


def _compile(tree: ast.Module | ast.Expression, filename: str) -> types.CodeType:
    """Code in which `await` may stand outside functions, as in a notebook."""
    mode = "eval" if isinstance(tree, ast.Expression) else "exec"
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    code: types.CodeType = compile(tree, filename, mode, flags=flags, dont_inherit=True)
    return code
