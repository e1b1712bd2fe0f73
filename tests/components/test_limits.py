"""Every edit and event of every component has a limit, which is looked at before anything else is."""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Iterator
from typing import Any

import pytest

import lanai as pn
from lanai import testing
from lanai.components.base import Component, Viewable
from lanai.components.limits import Limit, check_size
from lanai.components.widgets import literals
from lanai.components.widgets.literals import read_literal
from lanai.errors import BadValue
from tests.fuzz.cost import large_of_each

MOST = 20 * 1024 * 1024
"""No limit lets more through than a message may hold."""

ALL = large_of_each()


def beyond(limit: Limit) -> Iterator[Any]:
    """What is a little larger than a limit, where that can be."""
    if limit.length < MOST:
        yield "a" * (limit.length + 1)
    yield [0] * (limit.values + 1)
    deep: Any = 0
    for _ in range(limit.depth + 1):
        deep = [deep]
    yield deep


@pytest.mark.parametrize("name", ALL)
def test_what_is_larger_is_refused_before_it_is_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    component = ALL[name]
    read: list[str] = []
    monkeypatch.setattr(type(component), "decode", lambda self, name, data: read.append(name))
    monkeypatch.setattr(type(component), "event", lambda self, name, data: read.append(name))
    with testing.Site(component) as site:
        browser = site.visit().browser
        count = 0
        for edit in component._spec.edits:
            for value in beyond(component._limit_of(edit)):
                browser.edit(component._number, {edit: value})
                count += 1
        for event in component._spec.events:
            for value in beyond(component._limit_of(event)):
                browser.event(component._number, event, {"": value})
                count += 1
        site.settle()
        assert [error.code for error in browser.errors] == ["bad-value"] * count
        assert read == []


@pytest.mark.parametrize("name", ALL)
def test_limits_are_of_edits_and_events_and_bounded(name: str) -> None:
    kind, spec = type(ALL[name]), ALL[name]._spec
    assert set(kind._limits) <= spec.edits | set(spec.events)
    for each in (*spec.edits, *spec.events):
        limit = ALL[name]._limit_of(each)
        assert limit.length <= MOST or "piece" in each or "begin" in each or each == "value"
        assert limit.depth <= 100


def test_sizes_are_counted_through_all_levels() -> None:
    limit = Limit(length=10, values=5, depth=3)
    for fits in ("a" * 10, [1, 2, 3, 4, 5], [["abc"], {"k": "abcdef"}], 10**400, None):
        check_size(fits, limit, "it")
    larger: list[Any] = [
        "a" * 11,
        [1] * 6,
        [[1, 2], [3, 4]],
        {"abcdefghijk": 1},
        ["abcdef", {"k": "abcd"}],
        [[[[]]]],
    ]
    for does_not in larger:
        with pytest.raises(BadValue):
            check_size(does_not, limit, "it")


# -- texts that are read ----------------------------------------------------------------------------


def any_literal(chance: random.Random, levels: int) -> str:
    """A literal, as people may write it."""
    kind = chance.randrange(8 if levels else 5)
    parts = [any_literal(chance, levels - 1) for _ in range(chance.randrange(5))] if kind > 4 else []
    match kind:
        case 0:
            return repr(chance.choice([None, True, chance.random(), chance.randrange(-(10**6), 10**6)]))
        case 1 | 2:
            return repr("".join(chance.choice("ab'\",:[]{}()#\\\n ") for _ in range(chance.randrange(12))))
        case 3:
            return repr(chance.randbytes(5))
        case 4:
            return chance.choice(["1+2j", "-3", "'a' 'b'", '"""x"y\n"""', "r'\\d'", "( 7 )"])
        case 5:
            return f"[{', '.join(parts)}{',' if parts and chance.random() < 0.3 else ''}]"
        case 6:
            return f"({','.join(parts)}{',' if len(parts) == 1 else ''})"
        case _:
            return "{" + ", ".join(f"{chance.randrange(9**9)} : {part}" for part in parts) + "}"


def outcome(read: Any, text: str) -> str:
    try:
        return repr(read(text))
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return "refused"


def test_literals_read_in_pieces_are_what_python_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(literals, "PIECE", 40)
    chance = random.Random(0)
    for _ in range(3000):
        text = any_literal(chance, 6)
        if chance.random() < 0.3:
            place = chance.randrange(len(text))
            text = text[:place] + chance.choice("[](){},:'\" 1") + text[place + 1 :]
        assert outcome(read_literal, text) == outcome(ast.literal_eval, text), text


def test_sets_and_comments_are_read_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(literals, "PIECE", 10)
    for text in (
        "{1, 2, 3, 4, 5, 6}",
        "# first\n[1, 2, 3, 4, # four, too\n 5] # last",
        "{(1, 2, 3, 4): [5, 6, 7]}",
    ):
        assert read_literal(text) == ast.literal_eval(text)


# -- a visitor's text is no pattern -----------------------------------------------------------------


@pytest.mark.parametrize(
    "given", [{}, *({"filter_fn": each} for each in (re.search, re.match, re.fullmatch))]
)
def test_what_a_visitor_filters_by_is_text(given: dict[str, Any]) -> None:
    cross: Viewable = pn.widgets.CrossSelector(options=["a" * 26 + "b", "(a+)+$"], **given)
    with testing.Site(cross) as site:
        site.visit().browser.event(cross._number, "filter", {"side": "left", "pattern": "(a+)+$"})
        site.settle()
        assert cross.hidden == {"left": [0]}  # type: ignore[attr-defined]


def test_every_class_of_the_package_is_among_them() -> None:
    def kinds(kind: type[Component]) -> Iterator[type[Component]]:
        for child in kind.__subclasses__():
            yield child
            yield from kinds(child)

    made = {type(component) for component in ALL.values()}
    rooms = ("lanai.components.widgets", "lanai.components.pane", "lanai.components.layout")
    missing = {
        kind.__name__
        for kind in kinds(Component)
        if kind._spec.edits and not kind.abstract and kind.__module__.startswith(rooms)
    } - {kind.__name__ for kind in made}
    assert missing <= {"Item", "Dial"}, missing
