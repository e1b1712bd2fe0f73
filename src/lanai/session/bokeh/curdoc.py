"""`bokeh.io.curdoc()` inside a session is the session's document, on every thread and task.

Bokeh asks a list in `bokeh.io.doc` for the document that is current just now. Here that list is one that looks at
the context: what `patch_curdoc` has put there, else the session's document. Outside sessions Bokeh finds its own.
It takes its place as soon as Bokeh is imported, by whomever, so that `from bokeh.io import curdoc` needs no order.
"""

from __future__ import annotations

import importlib.abc
import sys
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, SupportsIndex, cast

from lanai.core.context import current_session
from lanai.core.lazy import loaded

MODULE = "bokeh.io.doc"

Current = Callable[[], Any]
"""Gives a document: a weak reference, or a call."""

_patched: ContextVar[tuple[Current, ...]] = ContextVar("lanai_patched_documents", default=())


class CurrentDocuments(list[Current]):
    """Bokeh's stack of current documents: weak references, or other calls.

    Each context has its own, so that two threads do not take down what the other has put up. `outer` is the stack
    that stood here before.
    """

    def __init__(self, outer: list[Current]) -> None:
        super().__init__()
        self._outer = outer

    def __len__(self) -> int:
        return len(self._outer) if self._current() is None else 1

    def __getitem__(self, index: Any) -> Any:
        return self._current() or self._outer[index]

    def append(self, item: Current) -> None:
        _patched.set((*_patched.get(), item))

    def pop(self, index: SupportsIndex = -1) -> Current:
        mine = _patched.get()
        if not mine:
            return self._outer.pop(index)
        _patched.set(mine[:-1])
        return mine[-1]

    def _current(self) -> Current | None:
        for reference in reversed(_patched.get()):
            if reference() is not None:  # a context that was copied may outlive what was put up in it
                return reference
        document = getattr(current_session(), "document", None)
        return None if document is None else cast(Current, document.get)


def install() -> None:
    """Let `bokeh.io.curdoc()` see sessions, now or as soon as it is imported. Once is enough; more is harmless."""
    module = loaded(MODULE)
    if module is not None:
        _replace(module)
    elif not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


def _replace(module: ModuleType) -> None:
    known = getattr(module, "_PATCHED_CURDOCS", None)  # None while another thread is importing it
    if known is not None and not isinstance(known, CurrentDocuments):
        module._PATCHED_CURDOCS = CurrentDocuments(known)  # type: ignore[attr-defined]


class _Finder(importlib.abc.MetaPathFinder):
    """Finds one module, by the other finders, and has it looked after once it is executed."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != MODULE:
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(fullname, path, target)
            if spec is not None and spec.loader is not None:
                spec.loader = _Loader(spec.loader)
                return spec
        return None


class _Loader(importlib.abc.Loader):
    """Loads a module as `loader` does, and then puts the session's documents in."""

    def __init__(self, loader: importlib.abc.Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        module.__loader__ = self._loader
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        _replace(module)
