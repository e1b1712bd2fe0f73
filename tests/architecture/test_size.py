"""Functions and files stay small enough to be read at one sitting, and no error is swallowed."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.source import Function, Module, functions, report

LONGEST_FUNCTION = 60
LONGEST_FILE = 600
BROAD = frozenset({"Exception", "BaseException"})


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def too_long(module: Module) -> list[str]:
    lines = module.text.count("\n")
    file = [f"{module.place}: {lines} lines"] if lines > LONGEST_FILE else []
    return file + [
        module.at(function, f"{function.name}: {length(function)} lines")
        for function in functions(module.tree)
        if length(function) > LONGEST_FUNCTION
    ]


def is_broad(kind: ast.expr | None) -> bool:
    names = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return any(name is None or getattr(name, "id", "") in BROAD for name in names)


def does_nothing(body: list[ast.stmt]) -> bool:
    return all(
        isinstance(step, ast.Pass | ast.Continue)
        or (isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant))
        for step in body
    )


def swallowed(module: Module) -> list[str]:
    return [
        module.at(node, "swallows every exception")
        for node in ast.walk(module.tree)
        if (isinstance(node, ast.ExceptHandler) and is_broad(node.type) and does_nothing(node.body))
        or (isinstance(node, ast.Call) and is_suppress(node) and any(map(is_broad, node.args)))
    ]


def is_suppress(call: ast.Call) -> bool:
    return ast.unparse(call.func) in {"suppress", "contextlib.suppress"}


def test_functions_and_files_are_short(modules: tuple[Module, ...]) -> None:
    findings = [finding for module in modules for finding in too_long(module)]
    law = f"Split it: a function has at most {LONGEST_FUNCTION} lines, a file at most {LONGEST_FILE}."
    assert not findings, report(findings, law)


def test_no_error_is_swallowed(modules: tuple[Module, ...]) -> None:
    findings = [finding for module in modules for finding in swallowed(module)]
    assert not findings, report(findings, "Catch what is expected, or log what is not.")


def test_the_search_finds_length() -> None:
    function = "def f():\n" + "    x = 1\n" * LONGEST_FUNCTION
    assert too_long(Module("wrong.py", function)) == ["wrong.py:1 f: 61 lines"]
    assert too_long(Module("wrong.py", "x = 1\n" * 601)) == ["wrong.py: 601 lines"]


@pytest.mark.parametrize(
    "text",
    [
        "try:\n    f()\nexcept Exception:\n    pass",
        "try:\n    f()\nexcept:\n    ...",
        "for x in y:\n    try:\n        f()\n    except (ValueError, BaseException):\n        continue",
        "with contextlib.suppress(Exception):\n    f()",
    ],
)
def test_the_search_finds_a_swallowed_error(text: str) -> None:
    assert len(swallowed(Module("wrong.py", text))) == 1


def test_the_search_lets_a_named_error_pass() -> None:
    assert swallowed(Module("right.py", "try:\n    f()\nexcept KeyError:\n    pass")) == []
