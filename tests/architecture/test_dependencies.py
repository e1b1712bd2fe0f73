"""What the package imports is what it declares, so that `pip install` brings it."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import sys
from collections.abc import Iterator

from tests.architecture.source import Module, report

# Loaded only by apps that already use them, or that asked for what needs them.
OPTIONAL = frozenset(
    {
        "prometheus_client",
        "authlib",
        "httpx2",
        "joserfc",
        "cryptography",
        "jinja2",
        "croniter",
        "pandas",
        "IPython",
        "matplotlib",
        "plotly",
        "altair",
        "holoviews",
        "markdown",
        "myst_parser",
        "pygments",
        "nbformat",
        "pyodide",
        "js",
        "pytest",  # what loads the fixtures
    }
)


def imported(module: Module) -> Iterator[tuple[ast.stmt | ast.expr, str]]:
    """The packages a module names: in import statements, and in calls of the lazy helper."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node, node.module
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"load", "lazy.load"}:
            yield from (
                (node, ast.literal_eval(name)) for name in node.args[:1] if isinstance(name, ast.Constant)
            )


def declared() -> frozenset[str]:
    """The importable packages of the distributions that `lanai` requires by name."""
    required = [re.split(r"[^\w.-]", text)[0] for text in importlib.metadata.requires("lanai") or []]
    return frozenset(package for name in required for package in packages_of(name))


def packages_of(distribution: str) -> Iterator[str]:
    """What an installed distribution puts beside each other; nothing where it is not installed."""
    try:
        files = importlib.metadata.files(distribution) or []
    except importlib.metadata.PackageNotFoundError:
        return
    for file in files:
        yield file.parts[0].removesuffix(".py")


def test_every_imported_package_is_declared(modules: tuple[Module, ...]) -> None:
    allowed = declared() | OPTIONAL | sys.stdlib_module_names | {"lanai"}
    findings = [
        module.at(node, f"imports {name}")
        for module in modules
        for node, name in imported(module)
        if name.partition(".")[0] not in allowed
    ]
    assert not findings, report(findings, "Declare it under `dependencies` in pyproject.toml.")


def test_param_and_bokeh_are_declared() -> None:
    assert {"param", "bokeh", "msgspec"} <= declared()


def test_the_search_finds() -> None:
    wrong = Module("wrong.py", "import flask\nfrom click import echo\nload('django.db', needed_for='x')")
    assert [name for _, name in imported(wrong)] == ["flask", "click", "django.db"]
