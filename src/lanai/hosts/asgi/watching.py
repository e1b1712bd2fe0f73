"""Which files an app is made of, and when they change."""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import site
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import aclosing, suppress
from pathlib import Path
from types import ModuleType

from lanai.core.lazy import load
from lanai.session.cells import cells_of
from lanai.session.script import MODULE

LOOK = 1000
"""ms after which is looked whether the apps have imported further modules."""
CALM = 50
"""ms without a change after which what has changed is told."""

OWN = __name__.partition(".")[0]
"""This package: it is never imported anew, even where an app lies above it."""


def local_modules(folders: Iterable[Path], places: dict[str, Path]) -> dict[str, Path]:
    """The imported modules whose files lie below `folders`, by name; neither installed ones nor the apps themselves.

    `places` keeps where each module's file really lies: there may be thousands, and to find that out takes its time.
    """
    roots = tuple(folders)
    installed = _installed()
    found = {}
    for name, module in list(sys.modules.items()):
        path = _file_of(module, places)
        outside = (
            path is None or name == "__main__" or name.startswith(MODULE) or name.partition(".")[0] == OWN
        )
        if not outside and path is not None and _below(path, roots) and not _below(path, installed):
            found[name] = path
    return found


def forget_modules(modules: Iterable[str], changed: Iterable[Path]) -> None:
    """Let the next import of `modules` read their files. `changed`: whose compiled forms may be out of date.

    Python compares those by seconds and size, which two savings in a row may share.
    """
    for path in changed:
        if path.suffix == ".py":
            Path(importlib.util.cache_from_source(str(path))).unlink(missing_ok=True)
    for name in modules:
        sys.modules.pop(name, None)
    importlib.invalidate_caches()


def fault_in(paths: Iterable[Path]) -> Exception | None:
    """Why one of these files cannot be run: a `SyntaxError`, an `AppError` of a notebook. None where all can."""
    for path in paths:
        try:
            if path.suffix in (".ipynb", ".md"):
                cells_of(path)
            elif path.suffix == ".py":
                compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
        except Exception as error:
            return error.with_traceback(None)
    return None


async def changes(files: Callable[[], set[Path]]) -> AsyncIterator[set[Path]]:
    """The files that have changed, each time some have, of those that `files` names at the time.

    `files` looks at folders and at every module, so it is called on a thread; but first at once, before anybody visits.
    Their folders are watched, not they themselves, as editors put a new file in the place of the old one.
    Raises `MissingDependency` without the package watchfiles.
    """
    watch = load("watchfiles", needed_for="reloading apps when their files change").awatch
    folders = _folders(files())
    while True:
        looking = watch(
            *folders,
            watch_filter=None,
            recursive=False,
            step=CALM,
            rust_timeout=LOOK,
            yield_on_timeout=True,
            stop_event=asyncio.Event(),
        )
        async with aclosing(looking) as events:
            async for event in events:
                known = await asyncio.to_thread(files)
                changed = {Path(path) for _, path in event} & known
                if changed := {path for path in changed if path.exists()}:
                    yield changed
                if _folders(known) != folders:
                    folders = _folders(known)
                    break


def _folders(files: Iterable[Path]) -> set[Path]:
    return {path.parent for path in files if path.parent.is_dir()}


def _file_of(module: ModuleType, places: dict[str, Path]) -> Path | None:
    file = getattr(module, "__file__", None)
    if not isinstance(file, str):
        return None
    with suppress(OSError):
        return places.get(file) or places.setdefault(file, Path(file).resolve())
    return None


def _below(path: Path, roots: Iterable[Path]) -> bool:
    return any(path.is_relative_to(root) for root in roots)


def _installed() -> tuple[Path, ...]:
    """Where packages are installed: an environment may lie in the app's own folder."""
    return tuple(Path(folder).resolve() for folder in (*site.getsitepackages(), site.getusersitepackages()))
