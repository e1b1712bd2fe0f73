"""The one way to load a library that is heavy or optional: when it is needed, by name."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

from lanai.errors import MissingDependency


def load(name: str, *, needed_for: str, extra: str = "") -> ModuleType:
    """Import the module `name` now.

    `needed_for` says what the caller wants it for, in words that complete "is needed for ...". `extra` is the
    package's own extra that brings the module, where there is one.
    Raises `MissingDependency` that names the package to install.
    """
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        package = name.partition(".")[0]
        if error.name is None or error.name.partition(".")[0] != package:
            raise
        wanted = f"lanai[{extra}]" if extra else package
        raise MissingDependency(
            f"The package {package!r} is needed for {needed_for} and is not installed. Run: pip install {wanted}"
        ) from error


def loaded(name: str) -> ModuleType | None:
    """The module `name` if some code has imported it already, else None. Never imports."""
    return sys.modules.get(name)
