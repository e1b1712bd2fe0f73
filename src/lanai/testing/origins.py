"""Whose code a piece of code is: the app's, a framework's that calls it, or that of a library in between."""

from __future__ import annotations

import os
import site
import sysconfig
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from types import CodeType

import param

PACKAGE = Path(__file__).absolute().parents[1]

_DECORATORS = (
    "lanai/callbacks/cache/",
    "lanai/core/binding.py",
    "lanai/core/callables.py",
    "lanai/facades/cache.py",
    "lanai/facades/locking.py",
    "param/depends.py",
    "param/reactive.py",
)
"""What stands between a function and whoever calls it, and calls nothing by itself."""


class Origin(Enum):
    """Whose code it is."""

    APP = "app"
    FRAMEWORK = "framework"
    LIBRARY = "library"


class Origins:
    """Tells the origin of code by its file. `trusted` are files and folders that count as a library's."""

    def __init__(self, trusted: Iterable[str | Path] = ()) -> None:
        own, params = f"{PACKAGE}{os.sep}", _folder(param.__file__)
        packages = _packages()
        rooms = {"lanai": own, "param": params}
        self._decorators = tuple(
            rooms[room] + rest.replace("/", os.sep)
            for room, _, rest in (part.partition("/") for part in _DECORATORS)
        )
        self._frameworks = (own, params, *(f"{place}bokeh{os.sep}" for place in packages))
        self._libraries = (
            *packages,
            *(f"{sysconfig.get_path(name)}{os.sep}" for name in ("stdlib", "platstdlib")),
            str(PACKAGE.parent / "pytest_lanai.py"),
            *(str(Path(path).absolute()) for path in trusted),
        )
        self._known: dict[CodeType, Origin] = {}

    def of(self, code: CodeType) -> Origin:
        """The origin of the code."""
        origin = self._known.get(code)
        if origin is None:
            origin = self._known[code] = self._find(code.co_filename)
        return origin

    def _find(self, file: str) -> Origin:
        if file.startswith(("<", *self._decorators)):
            return Origin.LIBRARY
        if file.startswith(self._frameworks):
            return Origin.FRAMEWORK
        return Origin.LIBRARY if file.startswith(self._libraries) else Origin.APP


def _folder(file: str) -> str:
    return f"{Path(file).absolute().parent}{os.sep}"


def _packages() -> tuple[str, ...]:
    """The folders that hold installed packages."""
    places = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *site.getsitepackages()}
    places.add(site.getusersitepackages())
    return tuple(f"{place}{os.sep}" for place in sorted(places))
