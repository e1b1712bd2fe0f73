"""Names of a package that are loaded when they are first used, each by itself (PEP 562)."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping
from typing import Any


def exports(module: str, names: Mapping[str, str]) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """`__getattr__` and `__dir__` of the module called `module`, which has its names from others.

    `names` are by the module that they come from, ".date" for one in the package `module`; several are divided by
    spaces. A name stays in `module` once it is loaded. Threads that ask for one at the same time get the same object:
    one of them loads it, while Python's lock of its module lets the others wait.
    """
    origins = {name: origin for origin, several in names.items() for name in several.split()}

    def load(name: str) -> Any:
        origin = origins.get(name)
        if origin is None:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        found = getattr(importlib.import_module(origin, module), name)
        setattr(sys.modules[module], name, found)
        return found

    def public() -> list[str]:
        return sorted(sys.modules[module].__all__)

    return load, public
