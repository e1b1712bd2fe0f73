"""The code that a component class brings for the browser: found, its imports resolved, and named by what it is."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from lanai.errors import BadArgument

SUFFIXES = (".js", ".mjs", ".jsx", ".ts", ".tsx")
_IMPORT = re.compile(r"""(\b(?:from|import)\s*\(?\s*)(["'])([^"'\n]+)\2""")


class Script(NamedTuple):
    """A module for the browser. `name` is the same for the same text, so it may be kept for ever."""

    name: str
    text: str
    addresses: tuple[str, ...]
    """What it imports from other hosts."""


def text_of(owner: type, attribute: str, given: Any) -> str:
    """What `given`, the value of a class's attribute, says: a text, or what the file holds whose path it is.

    Paths are relative to the file that defines the class. Raises `BadArgument` where there is no such file.
    """
    if not isinstance(given, PurePath) and ("\n" in given or not given.strip().endswith((*SUFFIXES, ".css"))):
        return str(given)
    folder = _folder_of(owner, attribute)
    path = folder / os.fspath(given)
    if not path.is_file():
        raise BadArgument(
            f"{owner.__qualname__}.{attribute} names the file {str(given)!r}, which is not in {folder}. Give its path, "
            "relative to the file that defines the class, or the code itself."
        )
    return path.read_text(encoding="utf-8")


def script_of(owner: type, code: str, importmap: Mapping[str, Any]) -> Script:
    """The module that `code` is, with what it imports by a name of `importmap` imported from there."""
    unknown = set(importmap) - {"imports"}
    if unknown:
        raise BadArgument(
            f"{owner.__qualname__}._importmap may hold 'imports' alone, a dict of names to addresses; got "
            f"{sorted(unknown)}."
        )
    imports: Mapping[str, str] = importmap.get("imports", {})
    text = _IMPORT.sub(lambda found: f"{found[1]}{found[2]}{_resolved(found[3], imports)}{found[2]}", code)
    named = (*imports.values(), *(found[3] for found in _IMPORT.finditer(text)))
    addresses = tuple(dict.fromkeys(each for each in named if each.startswith(("http://", "https://", "//"))))
    return Script(f"{hashlib.sha256(text.encode()).hexdigest()[:24]}.js", text, addresses)


def subclasses(kind: type) -> Iterator[Any]:
    """All classes below `kind` that are alive."""
    children: list[Any] = kind.__subclasses__()
    for child in children:
        yield child
        yield from subclasses(child)


def _resolved(name: str, imports: Mapping[str, str]) -> str:
    if name in imports:
        return imports[name]
    folders = [key for key in imports if key.endswith("/") and name.startswith(key)]
    if not folders:
        return name
    longest = max(folders, key=len)
    return imports[longest] + name[len(longest) :]


def _folder_of(owner: type, attribute: str) -> Path:
    """Where the class that has the attribute is defined."""
    definer = next((kind for kind in owner.__mro__ if attribute in vars(kind)), owner)
    file = getattr(sys.modules.get(definer.__module__), "__file__", None)
    return Path(file).parent if file else Path.cwd()
