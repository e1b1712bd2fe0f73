"""The package's own files for the browser: hashed names, compressed when they were built, cached for ever."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from lanai.errors import MissingFrontend
from lanai.hosts.asgi.negotiation import encoding_for
from lanai.hosts.asgi.packing import Shared

STATIC = Path(__file__).resolve().parents[2] / "static"
FOR_EVER = "public, max-age=31536000, immutable"
SUFFIXES = MappingProxyType({"br": ".br", "gzip": ".gz"})
MEDIA_TYPES = MappingProxyType(
    {
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
        ".woff2": "font/woff2",
    }
)


@dataclass(frozen=True)
class Early:
    """What a page carries inside itself, where it holds components of these types only: it shows them at once."""

    css: Shared
    script: Shared
    types: frozenset[str]
    first: str
    more: str
    """The style sheets that it asks for afterwards: those of the types, and those of all others when they come."""


@dataclass(frozen=True)
class Manifest:
    """What the build wrote: the entry, the style sheets, and which further files each component type needs."""

    core: str
    begin: tuple[str, ...]
    """What it needs where the page does not carry its own beginning."""
    css: tuple[str, ...]
    rescue: str
    """The text of the script that such a page carries instead: it asks again for what does not come."""
    components: Mapping[str, tuple[str, ...]]
    early: Early

    def files_for(self, types: Iterable[str]) -> list[str]:
        """The files beside `core` that a page with components of these types loads, each once."""
        return list(dict.fromkeys(file for type in types for file in self.components.get(type, ())))


class Assets:
    """Answers for the files in `folder`, found once at the start; there is nothing else to be had from it.

    Raises `MissingFrontend` where the build has not been run.
    """

    def __init__(self, folder: Path = STATIC) -> None:
        self.manifest = _read_manifest(folder)
        self._variants = _variants(folder)
        self._contents: dict[Path, bytes] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = self._answer(scope["path_params"]["file"], scope)
        await response(scope, receive, send)

    def _answer(self, file: str, scope: Scope) -> Response:
        variants = self._variants.get(file)
        if variants is None:
            return PlainTextResponse("Not found", 404)
        coding = encoding_for(scope, [coding for coding in SUFFIXES if coding in variants])
        headers = file_headers(coding)
        return Response(
            variants[coding].read_bytes(), headers=headers, media_type=MEDIA_TYPES[Path(file).suffix]
        )


def file_headers(coding: str | None) -> dict[str, str]:
    """The headers of a file that never changes under its name."""
    headers = {"cache-control": FOR_EVER, "vary": "Accept-Encoding", "x-content-type-options": "nosniff"}
    return headers if coding is None else {**headers, "content-encoding": coding}


def _read_manifest(folder: Path) -> Manifest:
    try:
        found: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    except FileNotFoundError:
        raise MissingFrontend(
            f"The browser's files are not in {folder}. In a clone of the repository, build them with "
            "`pip install -e .`; else install the package again."
        ) from None
    components = {type: tuple(files) for type, files in found["components"].items()}
    begin, css, early = tuple(found["begin"]), tuple(found["css"]), _read_early(folder, found["early"])
    rescue = (folder / found["rescue"]).read_text("utf-8")
    return Manifest(found["core"], begin, css, rescue, components, early)


def _read_early(folder: Path, found: dict[str, Any]) -> Early:
    css, script = (Shared((folder / found[name]).read_bytes()) for name in ("css", "script"))
    return Early(css, script, frozenset(found["types"]), found["first"], found["more"])


def _variants(folder: Path) -> dict[str, dict[str | None, Path]]:
    """The files that may be asked for, each as it is (None) and as it was compressed."""
    found: dict[str, dict[str | None, Path]] = {}
    for path in folder.iterdir():
        if path.suffix in MEDIA_TYPES and path.name != "manifest.json":
            packed = {coding: path.with_name(path.name + suffix) for coding, suffix in SUFFIXES.items()}
            found[path.name] = {None: path} | {
                coding: file for coding, file in packed.items() if file.exists()
            }
    return found
