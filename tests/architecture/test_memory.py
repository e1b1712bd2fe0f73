"""No list of all objects is asked for where several threads run.

It holds what other threads are still making. A tuple that grows there, as in `Column(*(row(n) for n in numbers))`, must be
nobody else's meanwhile: CPython raises a SystemError in the app's own line.
"""

from __future__ import annotations

import ast

import pytest

from tests.architecture.source import Module, report

LISTS = frozenset({"get_objects", "get_referrers"})


def lists_of_all(module: Module) -> list[str]:
    return [
        module.at(node, f"asks for {node.attr}")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in LISTS
    ]


def test_the_package_asks_for_no_list_of_all_objects(modules: tuple[Module, ...]) -> None:
    findings = [finding for module in modules for finding in lists_of_all(module)]
    assert not findings, report(findings, "Count what you made yourself, or ask sys.getallocatedblocks.")


@pytest.mark.parametrize("text", ["import gc\nlen(gc.get_objects())", "import gc\ncount = gc.get_referrers"])
def test_what_asks_for_one_is_found(text: str) -> None:
    assert len(lists_of_all(Module("some.py", text))) == 1
