"""The frameworks side by side: one file each, found by being here."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from benchmarks.frameworks.base import APPS, ROOT, Framework

__all__ = ["APPS", "FLOOR", "OURS", "ROOT", "Framework", "frameworks"]

OURS = "lanai"
FLOOR = "floor"


def frameworks() -> dict[str, Framework]:
    """Every framework by name: Lanai first, the peers by name, the floor last."""
    names = (module.name for module in iter_modules(__path__) if module.name != "base")
    found: list[Framework] = [import_module(f"{__name__}.{name}").FRAMEWORK for name in names]
    found.sort(key=lambda framework: (framework.name != OURS, framework.name == FLOOR, framework.name))
    return {framework.name: framework for framework in found}
