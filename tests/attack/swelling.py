"""Values as large as a message may be, for every property of every component; and large ones of the app's own."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from lanai.testing.browser import Node
from tests.attack.attack import Attack, Field, again_and_again, page, use
from tests.attack.visitor import Visitor, visit

BYTES = 8_000_000
"""Of one value, about."""
PROPERTIES = (
    "value",
    "value_input",
    "selection",
    "filters",
    "sorters",
    "expanded",
    "settings",
    "columns",
    "active",
    "search",
    "state",
)
"""What visitors may change, of one component or another; for others an edit is refused."""
PATTERNS = ("(a+)+$", "(a|a)*$", "(a*)*b", "((a+)*)*!!", "(?:a{1,30}){1,30}$", "(.*)*\\1x")


def _deep(size: int) -> Any:
    value: Any = []
    for _ in range(min(size // 2, 900)):  # beyond that the harness itself could not write it
        value = [value]
    return value


SHAPES: Mapping[str, Callable[[int], Any]] = {
    "text": lambda size: "x" * size,
    "escapes": lambda size: '"\\\n' * (size // 6),
    "markup": lambda size: "<b>" * (size // 3),
    "literal": lambda size: "[" + "1," * (size // 2) + "]",
    "nested-literal": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "sum-literal": lambda size: "1" + "+1j" * (size // 3),
    "digits": lambda size: "9" * size,
    "integers": lambda size: list(range(size // 7)),
    "labels": lambda size: [str(number % 1000) for number in range(size // 7)],
    "keys": lambda size: {str(number): number for number in range(size // 16)},
    "deep": _deep,
    "objects": lambda size: [{}] * (size // 3),
}


def _targets(visitor: Visitor) -> Iterator[tuple[Node, str]]:
    for node in list(visitor.browser.nodes.values()):
        for name in PROPERTIES:
            yield node, name


async def _swell(shapes: Sequence[str], path: str, field: Field) -> None:
    values = [SHAPES[shape](int(BYTES * field.mass)) for shape in shapes]
    numbers = itertools.count()

    async def act(visitor: Visitor) -> None:
        """Go on where the connection before was cut."""
        targets = [*_targets(visitor)]
        while field.left > 0 and visitor.wire is not None and visitor.wire.close_code is None:
            number = next(numbers)
            node, name = targets[number % len(targets)]
            # After each round over the targets, each of them meets the next shape.
            value = values[(number + number // len(targets)) % len(values)]
            visitor.browser.edit(node.id, {name: value})
            await field.rest(0.05)

    with contextlib.suppress(asyncio.TimeoutError):
        await again_and_again(
            field, lambda _: asyncio.wait_for(visit(field.port, path, field.tally, act), field.left + 0.1)
        )


async def _patterns(field: Field) -> None:
    async def act(visitor: Visitor) -> None:
        for pattern in PATTERNS:
            for node in visitor.nodes("CrossSelector"):
                visitor.browser.event(node.id, "filter", {"side": "left", "pattern": pattern})
        await field.rest(1.0)

    await again_and_again(field, lambda _: visit(field.port, "/inputs", field.tally, act))


async def _large(what: str, field: Field) -> None:
    await again_and_again(field, lambda _: use(field, page("/large", f"{what}:{field.mass}"), 1.0))


ATTACKS = (
    *(Attack(f"values/{shape}", partial(_swell, [shape], "/inputs"), memory=400) for shape in SHAPES),
    Attack("values/everywhere", partial(_swell, [*SHAPES], "/everything"), memory=400),
    Attack("values/patterns", _patterns),
    *(
        Attack(f"shown/{what}", partial(_large, what), memory=800)
        for what in ("table", "plot", "json", "text")
    ),
)
