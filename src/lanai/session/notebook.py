"""Jupyter notebooks, as far as they are programs."""

from __future__ import annotations

import ast
import json
import logging
from collections.abc import Iterator
from typing import Any

from lanai.errors import AppError

log = logging.getLogger("lanai")

OLDEST = 4
"""The version of the format from which on a notebook is a list of cells."""

WRAPPERS = ("time", "capture", "timeit", "prun", "python", "python3")
"""Cell magics whose cell is Python all the same. Any other one makes its cell something else."""

MAGICS = ("%", "!", "?")
"""What a line of IPython's own begins with."""


def code_of(text: str, filename: str) -> Iterator[tuple[int, str]]:
    """The code cells of a notebook's JSON `text`, each with its number: 1 for the first one.

    Lines that only IPython understands are left out, with a warning. Raises `AppError` for what is no notebook.
    """
    number = 0
    for place, cell in enumerate(_cells(text, filename), 1):
        kind, source = cell.get("cell_type"), _source(cell, place, filename)
        if kind == "code":
            number += 1
            yield number, _python(source, f"{filename}, code cell {number}")


def prose_of(text: str, filename: str) -> str:
    """The text of the first Markdown cell, or ''. Raises `AppError` for what is no notebook."""
    for place, cell in enumerate(_cells(text, filename), 1):
        if cell.get("cell_type") == "markdown":
            return _source(cell, place, filename)
    return ""


# -- the file ---------------------------------------------------------------------------------------


def _cells(text: str, filename: str) -> list[dict[str, Any]]:
    try:
        notebook = json.loads(text)
    except ValueError as error:
        raise AppError(
            f"Expected a notebook in {filename!r}, and it is no JSON: {error}. Save it again in Jupyter."
        ) from None
    if not isinstance(notebook, dict) or not isinstance(notebook.get("nbformat"), int):
        raise AppError(f"Expected a notebook in {filename!r}: a JSON object with 'nbformat' and 'cells'.")
    if notebook["nbformat"] < OLDEST:
        raise AppError(
            f"Expected a notebook of format {OLDEST} or later in {filename!r}, got format {notebook['nbformat']}. "
            "Open it in Jupyter and save it."
        )
    cells = notebook.get("cells")
    if not isinstance(cells, list) or not all(isinstance(cell, dict) for cell in cells):
        raise AppError(f"Expected a list of cells under 'cells' in the notebook {filename!r}.")
    _check_language(notebook, filename)
    return cells


def _check_language(notebook: dict[str, Any], filename: str) -> None:
    metadata = notebook.get("metadata")
    spec = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    language = spec.get("language", "python") if isinstance(spec, dict) else "python"
    if language != "python":
        raise AppError(f"Expected a notebook in Python in {filename!r}, got one in {language!r}.")


def _source(cell: dict[str, Any], place: int, filename: str) -> str:
    source = cell.get("source")
    lines: list[Any] = source if isinstance(source, list) else [source]
    if not all(isinstance(line, str) for line in lines):
        raise AppError(
            f"Expected text under 'source' of cell {place} in the notebook {filename!r}, got {type(source).__name__}."
        )
    return "".join(lines)


# -- what only IPython understands ------------------------------------------------------------------


def _python(source: str, place: str) -> str:
    """The cell without magics. Lines keep their numbers."""
    first, _, rest = source.lstrip().partition("\n")
    if first.startswith("%%"):
        name = first[2:].split()[0] if first[2:].split() else ""
        if name not in WRAPPERS:
            log.warning("%s is left out: a served app has no %%%%%s", place, name)
            return ""
        log.warning("%s runs without %%%%%s, which only IPython has", place, name)
        source = f"\n{rest}"
    return _without_magic_lines(source, place)


def _without_magic_lines(source: str, place: str) -> str:
    """Each line at which Python stumbles and that looks like a magic becomes a `pass`.

    Python itself finds them, as a line in a text or in an expression may begin with the same signs.
    """
    lines = source.split("\n")
    for _ in lines:
        number = _stumbles_at("\n".join(lines))
        line = lines[number] if number is not None and number < len(lines) else ""
        if number is None or not _is_magic(line.strip()):
            break
        log.warning(
            "%s, line %d is left out, as only IPython understands it: %s", place, number + 1, line.strip()
        )
        lines[number] = f"{line[: len(line) - len(line.lstrip())]}pass"
    return "\n".join(lines)


def _is_magic(line: str) -> bool:
    return line.startswith(MAGICS) or line.endswith("?")


def _stumbles_at(source: str) -> int | None:
    """The index of the line in which Python finds a syntax error."""
    try:
        compile(
            source, "", "exec", flags=ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True
        )
    except SyntaxError as error:
        return (error.lineno or 1) - 1
    return None
