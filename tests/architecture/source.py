"""Python source as the laws look at it: modules, and where in them something stands."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file of the package."""

    place: str
    text: str

    @property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def at(self, node: ast.stmt | ast.expr | ast.excepthandler, what: str) -> str:
        """A line for a report: where, and what is wrong there."""
        return f"{self.place}:{node.lineno} {what}"


def read_modules(folder: Path) -> tuple[Module, ...]:
    """The Python files below `folder`."""
    files = sorted(folder.rglob("*.py"))
    return tuple(Module(file.relative_to(folder).as_posix(), file.read_text("utf-8")) for file in files)


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function and method, nested ones too."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def report(findings: Iterable[str], law: str) -> str:
    """The text of a failure: the law, and each place that breaks it."""
    return "\n".join([law, *(f"  {finding}" for finding in findings)])
