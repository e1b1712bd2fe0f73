"""Which interpreter serves a framework's apps. Peers have their own, so that Lanai's stays clean."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

from benchmarks.errors import NotInstalledError
from benchmarks.frameworks import ROOT, Framework

HOME = ROOT / ".bench"

PROBE = """
import json, platform, sys
from importlib.metadata import PackageNotFoundError, version
def find(name):
    try:
        return version(name)
    except PackageNotFoundError:
        return None
{import_line}
found = {{name: find(name) for name in sys.argv[1:]}}
print(json.dumps({{"python": platform.python_version(), **found}}))
"""


@dataclass(frozen=True)
class Environment:
    """An interpreter that can import a framework, and the versions it has."""

    python: Path
    versions: dict[str, str]


def find(framework: Framework) -> Environment:
    """The environment of `framework`; importing it here also warms its bytecode.

    Raises NotInstalledError, with what to do, when the framework cannot be imported.
    """
    python = interpreter(framework)
    code = PROBE.format(import_line=framework.import_line)
    try:
        answer = subprocess.run(
            [python, "-c", code, *framework.distributions],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
            env=variables(framework),
            cwd=ROOT,
        )
    except (OSError, subprocess.SubprocessError) as error:
        remedy = "run `python -m benchmarks setup`" if framework.environment else "install the project"
        raise NotInstalledError(
            f"{framework.title} is skipped: its interpreter cannot import it ({reason(error)}); "
            f"{remedy} or set {variable(framework)}"
        ) from error
    versions = json.loads(answer.stdout.splitlines()[-1])
    return Environment(python, {name: version or "unreleased" for name, version in versions.items()})


def interpreter(framework: Framework) -> Path:
    """`BENCH_PYTHON_<NAME>` where it is set, else the framework's own environment, else this interpreter."""
    if chosen := os.environ.get(variable(framework)):
        return Path(chosen)
    return interpreter_of_own(framework) or Path(sys.executable)


def interpreter_of_own(framework: Framework) -> Path | None:
    """The interpreter of the framework's own environment, or None where there is none."""
    own = python_of(HOME / framework.environment) if framework.environment else None
    return own if own and own.exists() else None


def variables(framework: Framework) -> dict[str, str]:
    """The environment variables that a framework's processes run with: bytecode is kept, and a peer does not see our path."""
    kept = dict(os.environ)
    kept.pop(
        "PYTHONDONTWRITEBYTECODE", None
    )  # what pip installed has its bytecode; a clone would never get it
    if framework.environment:
        kept.pop("PYTHONPATH", None)
    return kept


def install(framework: Framework) -> Path | None:
    """Make the framework's own environment below `.bench`; return it, or None where it needs none."""
    if framework.environment is None:
        return None
    home = HOME / framework.environment
    venv.create(home, with_pip=True, clear=False)
    command = [str(python_of(home)), "-m", "pip", "install", "--quiet", *framework.requirements]
    subprocess.run(command, check=True)
    return home


def python_of(home: Path) -> Path:
    """The interpreter of the virtual environment in `home`."""
    return home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def variable(framework: Framework) -> str:
    """The variable that chooses a framework's interpreter; variants share their environment's."""
    return f"BENCH_PYTHON_{(framework.environment or framework.name).upper()}"


def reason(error: Exception) -> str:
    """The last line a failed interpreter wrote, or the error itself."""
    written = getattr(error, "stderr", None)
    return written.strip().splitlines()[-1] if written and written.strip() else str(error)
