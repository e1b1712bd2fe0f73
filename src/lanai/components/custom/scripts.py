"""The scripts of all classes of the app's own that are alive."""

from __future__ import annotations

from typing import Literal

from lanai.components.custom.script import Script, subclasses
from lanai.core.lazy import loaded

BASES = "lanai.components.custom.esm"


def scripts(kind: Literal["ReactiveESM", "ReactComponent"] = "ReactiveESM") -> list[Script]:
    """The modules of all classes below `kind` that have code. There are none where no app has asked for `kind`."""
    base = getattr(loaded(BASES), kind, None)
    return [] if base is None else [each.script() for each in (base, *subclasses(base)) if each._esm]


def find_script(name: str) -> Script | None:
    """The module of that name among those of all classes that are alive."""
    return next((script for script in scripts() if script.name == name), None)
