"""What leaves user code ends in one place: law 10. Here is what would go round it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

import pytest

from tests.architecture.source import Module, report

HOME = "lanai/core/failures.py"
"""Where exceptions of user code are made presentable."""

NARROW = frozenset({"Exception", "SystemExit", "KeyboardInterrupt"})
"""Kinds with which a handler means user code, and does not get all of what that raises."""

EXPECTED_NARROW = {
    "pytest_lanai.py": "`Site.check` raises AppFailed",
    "lanai/callbacks/cache/forgiving.py": "what a disk raises; anything else ends the callback that asked for the result",
    "lanai/hosts/asgi/connection.py": "writes what is encoded, and calls no user code",
    "lanai/session/line.py": "encodes what has been read, and calls no user code: the frame is written anew on a thread",
    "lanai/callbacks/cache/disk.py": "what unpickling raises; anything else ends the callback that asked for the result",
    "lanai/hosts/asgi/host.py": "`Sessions.warm` raises BuildError, whatever the app raised",
    "lanai/hosts/asgi/liveness.py": "`Sessions.warm` raises BuildError, whatever the app raised",
    "lanai/hosts/asgi/page.py": "`Sessions.create` raises BuildError, whatever the app raised",
    "lanai/hosts/asgi/watching.py": "compiles a file, and runs nothing of it",
    "lanai/session/ending.py": "`SessionTurns.finish` raises an Exception, whatever user code raised",
    "lanai/session/loading.py": "`SessionTurns.finish` raises an Exception, whatever user code raised",
    "lanai/session/session.py": "`SessionTurns.finish` raises an Exception, whatever user code raised",
}
"""Files with such a handler, and why no user code gets past it."""

BY_HAND = {
    "lanai/callbacks/cache/shelf.py": "a future of threads, which holds every Exception",
    "lanai/callbacks/executor.py": "a future of threads that asyncio copies: what it is given is made harmless first",
}
"""Files that give a future an exception, and why that works there."""


def names_in(kind: ast.expr | None) -> set[str]:
    """What a handler names."""
    kinds = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return {getattr(each, "id", "") for each in kinds}


def handlers(module: Module) -> Iterator[ast.ExceptHandler]:
    return (node for node in ast.walk(module.tree) if isinstance(node, ast.ExceptHandler))


def calls(node: ast.AST, name: str) -> Iterator[ast.Call]:
    """Calls of a function or a method of that name."""
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and name in (
            getattr(each.func, "attr", ""),
            getattr(each.func, "id", ""),
        ):
            yield each


def narrow(module: Module) -> list[str]:
    if module.place in EXPECTED_NARROW:
        return []
    return [module.at(each, "catches Exception") for each in handlers(module) if NARROW & names_in(each.type)]


def given_by_hand(module: Module) -> list[str]:
    if module.place in (HOME, *BY_HAND):
        return []
    return [module.at(call, "gives a future an exception") for call in calls(module.tree, "set_exception")]


def quoted(module: Module) -> list[str]:
    """Texts that are made of whatever was raised."""
    found: list[str] = []
    for handler in handlers(module):
        if handler.name is None or not {"Exception", "BaseException"} & names_in(handler.type):
            continue
        asking = [
            step for step in handler.body if any(is_text_of(node, handler.name) for node in ast.walk(step))
        ]
        found += [module.at(step, f"asks {handler.name} for its text") for step in asking]
    return found


def is_text_of(node: ast.AST, name: str) -> bool:
    if isinstance(node, ast.FormattedValue):
        return isinstance(node.value, ast.Name) and node.value.id == name
    text = isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("str", "repr")
    return text and any(isinstance(each, ast.Name) and each.id == name for each in node.args)  # type: ignore[attr-defined]


def logged(module: Module) -> list[str]:
    if module.place in (
        HOME,
        "pytest_lanai.py",
    ):  # that loads nothing of the package until a test asks for it
        return []
    found = [module.at(call, "logs a traceback") for call in calls(module.tree, "exception") if is_log(call)]
    found += [
        module.at(call, "logs a traceback")
        for call in ast.walk(module.tree)
        if isinstance(call, ast.Call) and any(each.arg == "exc_info" for each in call.keywords)
    ]
    return found + [module.at(call, "prints one") for call in calls(module.tree, "format_exception")]


def is_log(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") in ("log", "logger")


LAWS: dict[str, tuple[Callable[[Module], list[str]], str]] = {
    "narrow": (
        narrow,
        "User code may end with any BaseException: catch that, or say in EXPECTED_NARROW why not.",
    ),
    "by hand": (given_by_hand, "No future takes every exception: finish it with core.failures.conclude."),
    "quoted": (quoted, "An exception's text is user code: ask core.failures.text_of or summary_of."),
    "logged": (logged, "Python cannot print every exception: core.failures.log_failure or traceback_of can."),
}


@pytest.mark.parametrize("law", LAWS)
def test_nothing_goes_round_the_one_place(modules: tuple[Module, ...], law: str) -> None:
    find, words = LAWS[law]
    findings = [finding for module in modules for finding in find(module)]
    assert not findings, report(findings, words)


BROKEN = {
    "narrow": "try:\n    work()\nexcept (Exception, SystemExit) as error:\n    tell(error)\n",
    "by hand": "done.set_exception(error)\n",
    "quoted": "try:\n    work()\nexcept BaseException as error:\n    tell(f'{error}')\n",
    "logged": "log.error('failed', exc_info=error)\n",
}


@pytest.mark.parametrize("law", LAWS)
def test_each_law_is_seen_to_be_broken(law: str) -> None:
    assert LAWS[law][0](Module("somewhere.py", BROKEN[law]))


def test_what_is_excepted_is_there(modules: tuple[Module, ...]) -> None:
    by_place = {module.place: module for module in modules}
    assert [
        place
        for place in EXPECTED_NARROW
        if not any(NARROW & names_in(each.type) for each in handlers(by_place[place]))
    ] == []
    assert [place for place in BY_HAND if not list(calls(by_place[place].tree, "set_exception"))] == []
