"""Law 9: time is injected. Nothing below the hosts asks the machine's clock, and no unit test waits."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.source import Module, read_modules, report

# Not what asyncio has: it asks the loop, and on the testing kit's loop a test turns the clock.
CLOCKS = frozenset(
    {"time.time", "time.monotonic", "time.perf_counter", "time.sleep", "threading.Timer"}
    | {"datetime.now", "datetime.utcnow", "datetime.today"}
)
WAITS = frozenset({"time.sleep"})

# The clock itself, and the edges of the process, where the machine's time is the only one there is.
MAY_ASK = ("lanai/core/clock.py", "lanai/hosts/", "lanai/cli/", "lanai/testing/")
# A real browser and a real server have a real clock.
MAY_WAIT = ("attack/", "browser/", "conformance/", "support/")


def asked(call: ast.Call) -> str:
    """The last two parts of the called name."""
    return ".".join(ast.unparse(call.func).split(".")[-2:])


def calls(module: Module, names: frozenset[str]) -> list[str]:
    bare = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return [
        module.at(node, f"calls {name}")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        for name in [bare.get(asked(node), asked(node))]
        if name in names
    ]


def test_the_package_asks_the_injected_clock(modules: tuple[Module, ...]) -> None:
    below = [module for module in modules if not module.place.startswith(MAY_ASK)]
    findings = [finding for module in below for finding in calls(module, CLOCKS)]
    assert not findings, report(findings, "Ask the session's clock, which a test can advance.")


def test_no_unit_test_waits(project: Path) -> None:
    tests = [module for module in read_modules(project / "tests") if not module.place.startswith(MAY_WAIT)]
    findings = [finding for module in tests for finding in calls(module, WAITS)]
    assert not findings, report(findings, "Advance the manual clock, or wait for what should happen.")


@pytest.mark.parametrize(
    "text",
    [
        "import time\ntime.sleep(1)",
        "from time import monotonic\nmonotonic()",
        "import datetime as dt\ndt.datetime.now()",
    ],
)
def test_the_search_finds(text: str) -> None:
    assert len(calls(Module("wrong.py", text), CLOCKS)) == 1


def test_the_search_lets_the_injected_clock_pass() -> None:
    right = Module("right.py", "import asyncio\nclock.monotonic()\nasyncio.sleep(1)\nself.clock.now()")
    assert calls(right, CLOCKS) == []
