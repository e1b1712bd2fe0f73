"""Law 3: one room knows what kind a callable is, and so where it runs. Nobody else asks `inspect`."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.source import Module, report

ROOM = "lanai/core/callables.py"
OTHERS = frozenset(
    {"lanai/callbacks/schedule/task.py"}  # asks for itself so far
)
ASKS = re.compile(
    r"(inspect|asyncio|types)\.(is(coroutine|awaitable|generator|asyncgen)\w*|(Coroutine|Generator|AsyncGenerator)Type|CO_\w+)"
)


def asking(module: Module) -> list[str]:
    """Where the module asks by itself what kind a callable, or what it gave, is."""
    nodes = (node for node in ast.walk(module.tree) if isinstance(node, ast.Attribute))
    found = [module.at(node, ast.unparse(node)) for node in nodes if ASKS.fullmatch(ast.unparse(node))]
    imports = (node for node in ast.walk(module.tree) if isinstance(node, ast.ImportFrom))
    return found + [
        module.at(node, f"from {node.module} import {name.name}")
        for node in imports
        for name in node.names
        if ASKS.fullmatch(f"{node.module}.{name.name}")
    ]


def test_nobody_else_asks_what_a_callable_is(modules: tuple[Module, ...]) -> None:
    found = [line for module in modules if module.place not in {ROOM, *OTHERS} for line in asking(module)]
    assert not found, report(
        found, f"Ask {ROOM} what a callable is: it knows partials, methods and objects too."
    )


@pytest.mark.parametrize(
    "text",
    [
        "import inspect\nx = inspect.iscoroutinefunction(f)",
        "import asyncio\nx = asyncio.iscoroutine(f())",
        "from inspect import isawaitable",
        "import inspect\nx = code.co_flags & inspect.CO_COROUTINE",
    ],
)
def test_asking_is_seen(text: str) -> None:
    assert asking(Module("a.py", text))
