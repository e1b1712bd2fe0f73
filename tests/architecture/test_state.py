"""Law 1: no module keeps state, so that what belongs to a session ends with it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source import Module, report

CONTAINERS = frozenset(
    {"list", "dict", "set", "bytearray", "defaultdict", "OrderedDict", "Counter", "deque", "ChainMap"}
    | {"SimpleNamespace", "WeakKeyDictionary", "WeakValueDictionary", "WeakSet"}
)
DISPLAYS = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)


def is_mutable(value: ast.expr | None) -> bool:
    """Whether the expression makes an object that code could put something into."""
    if isinstance(value, ast.Call):
        name = value.func.attr if isinstance(value.func, ast.Attribute) else getattr(value.func, "id", "")
        return name in CONTAINERS
    return isinstance(value, DISPLAYS)


def at_module_level(body: list[ast.stmt]) -> Iterator[ast.Assign | ast.AnnAssign]:
    """The assignments that run when the module is imported, outside classes."""
    for node in body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            yield node
        elif isinstance(node, ast.If | ast.Try | ast.With | ast.For | ast.While):
            inner = [*node.body, *getattr(node, "orelse", []), *getattr(node, "finalbody", [])]
            yield from at_module_level(inner)


def is_exempt(node: ast.Assign | ast.AnnAssign) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return all(isinstance(target, ast.Name) and target.id == "__all__" for target in targets)


def state(module: Module) -> list[str]:
    tree = module.tree
    kept = [
        module.at(node, f"keeps `{ast.unparse(node)[:60]}`")
        for node in at_module_level(tree.body)
        if is_mutable(node.value) and not is_exempt(node)
    ]
    rebound = [
        module.at(node, f"rebinds {', '.join(node.names)} of its module")
        for node in ast.walk(tree)
        if isinstance(node, ast.Global)
    ]
    return kept + rebound


def test_no_module_keeps_state(modules: tuple[Module, ...]) -> None:
    findings = [finding for module in modules for finding in state(module)]
    law = "Give it to the object that it dies with; a constant is a tuple, a frozenset or a MappingProxyType."
    assert not findings, report(findings, law)


@pytest.mark.parametrize(
    "text",
    [
        "cache = {}",
        "CACHE: dict[str, int] = dict()",
        "import weakref\nsessions = weakref.WeakKeyDictionary()",
        "if True:\n    found = [x for x in ()]",
        "n = 0\ndef f():\n    global n\n    n = 1",
    ],
)
def test_the_search_finds(text: str) -> None:
    assert len(state(Module("wrong.py", text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "__all__ = ['a']",
        "NAMES = ('a', 'b')",
        "KINDS = MappingProxyType({'a': 1})",
        "def f():\n    found = []\n    return found",
    ],
)
def test_the_search_lets_stand(text: str) -> None:
    assert state(Module("right.py", text)) == []
