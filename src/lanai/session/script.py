"""Apps in files: compiled once, run once for each session in a fresh module."""

from __future__ import annotations

import itertools
import pathlib
import sys
import types
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from lanai.components.base import Component, Viewable
from lanai.components.pane.base import as_component
from lanai.core.callables import is_coroutine_code
from lanai.errors import AppError, AppNotFound, NoSession
from lanai.session.cells import SUFFIXES, Cell, Prose, cells_of
from lanai.session.current import session_or_none
from lanai.session.session import Session

MODULE = "bokeh_app_"
"""What the names of apps' modules begin with. Scripts written for Bokeh's server ask for it: `__name__.startswith('bokeh')`."""

MAIN = tuple(f"main{suffix}" for suffix in SUFFIXES)
"""The file of a folder that is its app; the first one that is there."""

_runs = itertools.count(1)


def script_app(path: pathlib.Path) -> Callable[[], object]:
    """A builder that runs the file at `path`: a `.py` script, a notebook, or a `.md` document with code blocks.

    A folder stands for the `main.py`, `main.ipynb` or `main.md` in it. Modules beside the file can be imported, as in
    a script that Python runs. Raises `AppNotFound`, and `AppError` for another kind of file. A syntax error shows when
    a session runs it.
    """
    program = _Program(app_file(path))
    return program.run if program.path.suffix == ".py" else program.run_cells


def app_file(path: pathlib.Path) -> pathlib.Path:
    """The file that `path` stands for, absolute. Raises `AppNotFound`, and `AppError` for another kind of file."""
    if path.is_dir():
        path = next((path / name for name in MAIN if (path / name).is_file()), path / MAIN[0])
    if not path.is_file():
        raise AppNotFound(f"There is no app at {str(path)!r}. Give the path of a .py, .ipynb or .md file.")
    if path.suffix not in SUFFIXES:
        raise AppError(f"Cannot serve {str(path)!r}: expected a .py, .ipynb or .md file.")
    return path.resolve()


class _Program:
    """The code of one file. Compiled again only when the file has changed."""

    def __init__(self, path: pathlib.Path) -> None:
        self.path = path
        self._stamp: tuple[int, int] | None = None
        self._cells: list[Cell | Prose] = []
        if (folder := str(path.parent)) not in sys.path:
            sys.path.insert(0, folder)

    def run(self) -> None:
        """Run all of it in the current session, as synchronous code."""
        _run(self._compiled(), self._module(_session()))

    async def run_cells(self) -> None:
        """Run it in the current session: on the event loop what awaits, the rest as synchronous code."""
        session = _session()
        module = self._module(session)
        cells: list[Cell | Prose] = []
        await session.turns.finish(lambda: cells.extend(self._compiled()), counted=False)
        for awaits, some in itertools.groupby(cells, lambda cell: isinstance(cell, Cell) and cell.awaits):
            if awaits:
                await _run_on_loop(some, module)
                await session.turns.settle()  # what it left to be made belongs to the page
            else:
                await session.turns.finish(partial(_run, list(some), module), counted=False)

    def _module(self, session: Session) -> types.ModuleType:
        """A fresh module, which ends with the session."""
        module = types.ModuleType(f"{MODULE}{self.path.stem}_{next(_runs)}")
        module.__file__ = str(self.path)
        sys.modules[module.__name__] = module  # dataclasses and pickle look their module up by name
        session.when_closed(lambda: sys.modules.pop(module.__name__, None))
        return module

    def _compiled(self) -> list[Cell | Prose]:
        found = self.path.stat()
        stamp = found.st_mtime_ns, found.st_size
        if stamp != self._stamp:
            self._cells = cells_of(self.path)
            self._stamp = stamp
        return self._cells


def _session() -> Session:
    session = session_or_none()
    if session is None:
        raise NoSession("An app is built inside a session, and there is none here.")
    return session


def _run(cells: Iterable[Cell | Prose], module: types.ModuleType) -> None:
    for cell in cells:
        if isinstance(cell, Prose):
            _show(cell.text)
            continue
        exec(cell.code, module.__dict__)
        if cell.shown is not None:
            _show(eval(cell.shown, module.__dict__))


async def _run_on_loop(cells: Iterable[Cell | Prose], module: types.ModuleType) -> None:
    for cell in cells:
        if isinstance(cell, Cell):
            await _evaluated(cell.code, module)
            if cell.shown is not None:
                _show(await _evaluated(cell.shown, module))


async def _evaluated(code: types.CodeType, module: types.ModuleType) -> Any:
    """Run a cell: what awaits something on the event loop, the rest on a thread."""
    run = partial(eval, code, module.__dict__)
    session = session_or_none()
    if is_coroutine_code(code):
        return await run()
    return run() if session is None else await session.turns.finish(run)


def _show(value: Any) -> None:
    """Show the value of a cell's last line, as a notebook would."""
    if value is None:
        return
    component: Component = as_component(value)
    if isinstance(component, Viewable):
        component.servable()
