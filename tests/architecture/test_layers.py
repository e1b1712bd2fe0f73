"""Laws 4 and 8: imports point one way, and the core knows no heavy library."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.architecture.source import Module, functions, report

LAYERS = "errors", "core", "wire", "components", "callbacks", "session", "facades", "hosts", "cli"


def own_imports(tree: ast.AST) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports of `lanai` itself below a node."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and any(map(is_own, imported(node))):
            yield node


def imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    """The modules that the statement names; a relative one begins with a dot."""
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    return ["." * node.level + (node.module or "")]


def is_own(name: str) -> bool:
    return name.partition(".")[0] in {"lanai", ""}


def inside_functions(module: Module) -> list[str]:
    return [
        module.at(found, f"imports the package inside {function.name}()")
        for function in functions(module.tree)
        for found in own_imports(function)
    ]


def of_the_root(module: Module) -> list[str]:
    """Imports of `lanai` itself, the public face, which stands above every layer."""
    return [
        module.at(found, "imports the public face")
        for found in own_imports(module.tree)
        if "lanai" in imported(found)
    ]


def check_contracts(folder: Path, source: Path) -> subprocess.CompletedProcess[str]:
    """Hold the package in `source` against the contracts in the `pyproject.toml` of `folder`."""
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(source), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_module_imports_the_package_inside_a_function(modules: tuple[Module, ...]) -> None:
    findings = [finding for module in modules for finding in inside_functions(module)]
    assert not findings, report(
        findings, "Move the import to the top; if that makes a cycle, move the concept."
    )


def test_no_module_imports_the_public_face(modules: tuple[Module, ...]) -> None:
    others = [module for module in modules if module.place != "lanai/__init__.py"]
    findings = [finding for module in others for finding in of_the_root(module)]
    assert not findings, report(findings, "Import from the module that defines the name.")


def test_the_contracts_hold(project: Path) -> None:
    result = check_contracts(project, project / "src")
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("file", "text"),
    [
        *((f"{lower}/wrong.py", f"import lanai.{upper}") for lower, upper in pairwise(LAYERS[1:])),
        ("errors.py", "import lanai.core"),
        ("core/wrong.py", "import bokeh"),
        ("components/wrong.py", "import numpy"),
        ("session/wrong.py", "import starlette"),
        ("session/wrong.py", "import lanai.session.bokeh.live"),
        ("hosts/wrong.py", "import lanai.widgets"),
        ("helpers.py", ""),
    ],
)
def test_the_contracts_find(project: Path, tmp_path: Path, file: str, text: str) -> None:
    shutil.copy(project / "pyproject.toml", tmp_path)
    shutil.copytree(project / "src", tmp_path / "src", ignore=shutil.ignore_patterns("static", "__pycache__"))
    (tmp_path / "src" / "lanai" / file).write_text(text)
    result = check_contracts(tmp_path, tmp_path / "src")
    assert result.returncode == 1, result.stdout
    assert "BROKEN" in result.stdout


def test_the_searches_find() -> None:
    wrong = Module("wrong.py", "import lanai\ndef f():\n    from lanai.core import lazy\n")
    assert inside_functions(wrong) == ["wrong.py:3 imports the package inside f()"]
    assert of_the_root(wrong) == ["wrong.py:1 imports the public face"]
