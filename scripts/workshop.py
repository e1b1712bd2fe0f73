"""What the scripts beside this file share: an environment that is up to date, and commands run in it.

Standard library only, and written so that an older Python 3 can read it far enough to find a newer one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

OLDEST_PYTHON = (3, 10)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11", "python3.10")

SCRIPTS = Path(__file__).resolve().parent
ROOT = SCRIPTS.parent
WINDOWS = os.name == "nt"

CHROMIUM_PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def use_newer_python() -> None:
    """Go on in Python 3.10 or newer: this one, or one found on the PATH."""
    if sys.version_info >= OLDEST_PYTHON:
        return
    for name in NEWER_PYTHONS:
        program = shutil.which(name)
        if program and subprocess.run([program, "-c", ""], check=False, capture_output=True).returncode == 0:
            os.execv(program, [program, *sys.argv])
    stop(f"Lanai needs Python 3.10 or newer. This is Python {sys.version.split()[0]}, at {sys.executable}.")


class Environment:
    """The project's virtual environment, `.venv`, with the package installed from its sources.

    `group` names a dependency group of `pyproject.toml` that is installed beside it.
    """

    def __init__(self, group: str | None = None) -> None:
        self.folder = ROOT / ".venv"
        self.group = group
        self.programs = self.folder / ("Scripts" if WINDOWS else "bin")
        self.stamps = {self.folder / f".lanai-{name}" for name in ("package", group or "package")}

    def prepare(self) -> None:
        """Make the environment, or bring it up to date; nothing to do is quick."""
        wanted = _fingerprint()
        if all(stamp.exists() and stamp.read_text() == wanted for stamp in self.stamps):
            return
        if not any(self.folder.glob(".lanai-*")):
            self._create()
        say(f"Installing Lanai into {self.folder.name}")
        # Dependency groups came with pip 25.1.
        self.run("python", "-m", "pip", "install", "--quiet", "--upgrade", "pip>=25.1")
        self.run("python", "-m", "pip", "install", "--quiet", "--editable", str(ROOT), *self._group())
        for stamp in self.stamps:
            stamp.write_text(wanted)

    def become(self, program: str, *arguments: str) -> NoReturn:
        """End as a program of the environment, run in the project's folder: signals are its own to answer."""
        if WINDOWS:
            sys.exit(self.call(program, *arguments))
        os.chdir(ROOT)
        found = self._find(program)
        os.execv(found, [found, *arguments])

    def run(self, program: str, *arguments: str) -> None:
        """Run a program of the environment in the project's folder; where it fails, end with its exit code."""
        code = self.call(program, *arguments)
        if code:
            sys.exit(code)

    def call(self, program: str, *arguments: str) -> int:
        """The exit code of a program of the environment, run in the project's folder."""
        try:
            return subprocess.run([self._find(program), *arguments], cwd=ROOT, check=False).returncode
        except KeyboardInterrupt:
            return 130

    def output(self, program: str, *arguments: str) -> list[str]:
        """What a program of the environment prints, word by word."""
        command = [self._find(program), *arguments]
        return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout.split()

    def _find(self, program: str) -> str:
        return shutil.which(program, path=str(self.programs)) or program

    def _group(self) -> list[str]:
        return ["--group", f"{ROOT / 'pyproject.toml'}:{self.group}"] if self.group else []

    def _create(self) -> None:
        say(f"Making {self.folder.name} with Python {sys.version.split()[0]}")
        made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(self.folder)], check=False)
        if made.returncode:
            stop("Python could not make a virtual environment. On Debian: sudo apt-get install python3-venv")


def need_chromium() -> None:
    """Find the Chromium that the browser tests drive; install it where that is possible."""
    if _chromium():
        return
    install = ("apt-get", "install", "--yes", "--no-install-recommends", "chromium")
    if not shutil.which("apt-get") or os.geteuid() != 0:
        stop(f"The browser tests need Chromium. On Debian: sudo {' '.join(install)}")
    say("Installing Chromium")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (("apt-get", "update"), install):
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, env=quiet)
    if not _chromium():
        stop(f"Chromium could not be installed. See what went wrong: {' '.join(install)}")


def need_node(environment: Environment) -> None:
    """Give the environment Node.js where the machine has none that will do."""
    packages = environment.output("python", "hatch_build.py", "requirements")
    if packages and not shutil.which("npm", path=str(environment.programs)):
        say("Installing Node.js")
        environment.run("python", "-m", "pip", "install", "--quiet", *packages)


def say(text: str) -> None:
    """Tell what is being done."""
    print(f"== {text}", flush=True)


def stop(text: str) -> NoReturn:
    """End with one line that says what is wrong."""
    sys.exit(f"{Path(sys.argv[0]).name}: {text}")


def _chromium() -> str | None:
    return next(filter(None, map(shutil.which, CHROMIUM_PROGRAMS)), None)


def _fingerprint() -> str:
    """A digest of all that an installation is made of."""
    files = [ROOT / "pyproject.toml", ROOT / "hatch_build.py", ROOT / "protocol" / "components.json"]
    files += sorted(path for path in _front_end() if path.is_file())
    digest = hashlib.sha256(sys.version.encode())
    for file in files:
        digest.update(file.read_bytes() if file.exists() else b"")
    return digest.hexdigest()


def _front_end() -> list[Path]:
    folder = ROOT / "frontend"
    return [*folder.glob("*"), *(folder / "src").rglob("*")]


use_newer_python()
