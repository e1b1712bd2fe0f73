"""Apps in files: compiled once, run once for each session in a fresh module."""

from __future__ import annotations

import itertools
import pathlib
import sys
import types
from collections.abc import Callable
from typing import Any

from lanai.components.base import Component, Viewable
from lanai.components.pane.base import as_component
from lanai.core.context import current_session
from lanai.errors import AppError, AppNotFound, NoSession
from lanai.session.cells import Cell, Prose, cells_of

_runs = itertools.count(1)


def script_app(path: pathlib.Path) -> Callable[[], None]:
    """A builder that runs the file at `path`: a `.py` script, or a `.md` document with code blocks.

    Raises `AppNotFound`, and `AppError` for another kind of file. A syntax error shows when a session runs it.
    """
    path = _resolve(path)
    program = _Program(path)
    return program.run


def _resolve(path: pathlib.Path) -> pathlib.Path:
    if path.is_dir():
        path = path / "main.py"
    if not path.is_file():
        raise AppNotFound(f"There is no app at {str(path)!r}. Give the path of a .py or .md file.")
    if path.suffix not in (".py", ".md"):
        raise AppError(f"Cannot serve {str(path)!r}: expected a .py or .md file.")
    return path.resolve()


class _Program:
    """The code of one file. Compiled again only when the file has changed."""

    def __init__(self, path: pathlib.Path) -> None:
        self._path = path
        self._stamp = 0.0
        self._cells: list[Cell | Prose] = []

    def run(self) -> None:
        """Run it in the current session."""
        session = current_session()
        if session is None:
            raise NoSession("An app is built inside a session, and there is none here.")
        module = types.ModuleType(f"lanai_app_{self._path.stem}_{next(_runs)}")
        module.__file__ = str(self._path)
        sys.modules[module.__name__] = module  # dataclasses and pickle look their module up by name
        session.when_closed(lambda: sys.modules.pop(module.__name__, None))
        for cell in self._compiled():
            _run(cell, module)

    def _compiled(self) -> list[Cell | Prose]:
        stamp = self._path.stat().st_mtime
        if stamp != self._stamp:
            self._cells = cells_of(self._path)
            self._stamp = stamp
        return self._cells


def _run(cell: Cell | Prose, module: types.ModuleType) -> None:
    if isinstance(cell, Prose):
        _show(cell.text)
        return
    exec(cell.code, module.__dict__)
    if cell.shown is not None:
        _show(eval(cell.shown, module.__dict__))


def _show(value: Any) -> None:
    """Show the value of a cell's last line, as a notebook would."""
    if value is None:
        return
    component: Component = as_component(value)
    if isinstance(component, Viewable):
        component.servable()
