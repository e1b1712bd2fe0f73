"""The largest that every component accepts, and larger: what it costs the event loop.

The long form: `python -m tests.fuzz.cost`.
"""

from __future__ import annotations

import argparse
import ast
import asyncio
import inspect
import json
import random
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from lanai.components.base import Component, Viewable
from lanai.components.limits import Limit
from lanai.session.session import Session
from tests.fuzz.apps import GIVEN, each_class
from tests.fuzz.arena import Arena, websocket_scope
from tests.fuzz.stopwatch import Stopwatch, collecting_as_a_server

LONGEST_STOP = 0.050
"""Seconds."""
TRIES = 4
"""How often a case is tried whose stop is too long: the machine may have been the reason."""
PATIENCE = 120.0
"""Seconds in which a message has to have taken effect."""
MESSAGE = 19_000_000
"""Characters of the largest messages."""
OPTIONS = [f"option {number}" for number in range(30_000)]
ROWS = 30_000

LARGE: dict[str, dict[str, Any]] = {
    "Tabulator": {"value": pd.DataFrame({"a": np.arange(ROWS), "b": [f"text {n}" for n in range(ROWS)]})},
    "JSONEditor": {"value": {str(number): [number] for number in range(20_000)}},
    "ArrayInput": {"max_array_size": 5_000, "value": np.zeros(3)},
    "TextInput": {"max_length": None},
    "TextAreaInput": {"max_length": None},
    "PasswordInput": {"max_length": None},
    "ReactionIcons": {"options": {f"reaction {number}": "heart" for number in range(500)}},
}
"""Arguments by which a class accepts much."""


def large_of_each() -> dict[str, Viewable]:
    """One component of each class, by its name, that accepts as much as it can be made to."""
    made: dict[str, Viewable] = {}
    for name, kind in each_class().items():
        arguments = {**GIVEN.get(name, {}), **LARGE.get(name, {})}
        if "options" in kind.param and name not in LARGE:
            arguments["options"] = OPTIONS
        for given in (arguments, {key: value for key, value in arguments.items() if key != "options"}):
            try:
                made[name] = kind(**given)
                break
            except (TypeError, ValueError, AttributeError):
                continue
    return made


# -- what is sent -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Case:
    """One message: `text` is its JSON but for what numbers it."""

    what: str
    kind: str
    component: Component
    name: str
    value: Callable[[], str]

    def message(self, session: Session) -> str:
        """The message as the next one of a session."""
        body = self.value()
        field = f'"props":{{{json.dumps(self.name)}:{body}}}' if self.kind == "edit" else f'"data":{body}'
        name = "" if self.kind == "edit" else f'"name":{json.dumps(self.name)},'
        seq, rev = session._inbox.received + 1, session.outbox.rev
        return f'{{"t":"{self.kind}","seq":{seq},"rev":{rev},"id":{self.component._number},{name}{field}}}'


Shape = tuple[str, Callable[[], str]]
"""What a value is, and what makes its JSON."""


def texts(length: int) -> Iterator[Shape]:
    """Texts of that length: those that are read in some way as well."""
    patterns = {
        "letters": "a",
        "letters of two bytes": "ü",
        "markup": "<p class='ql-x'>a <b>b</b></p>",
        "open tags": "<b>",
        "numbers": "1,",
        "open brackets": "[",
        "pairs of brackets": "[],",
        "quotes": "'\"",
        "backslashes": "\\",
        "a pattern": "(a+)+",
    }
    for what, pattern in patterns.items():
        yield what, partial(_repeated, pattern, length)
    yield "a literal", partial(_literal, length)


def _repeated(pattern: str, length: int) -> str:
    return json.dumps((pattern * (length // len(pattern) + 1))[:length], ensure_ascii=False)


def _literal(length: int) -> str:
    return json.dumps("[" + "1," * ((length - 2) // 2) + "]")


def lists(count: int, depth: int, component: Component) -> Iterator[Shape]:
    """Lists and dicts of about so many values."""
    yield "places", lambda: json.dumps(list(range(count)))
    labels = getattr(component, "labels", None)
    if isinstance(labels, list) and labels:
        yield "labels", lambda: json.dumps(labels[:count])
    yield "the same text", lambda: _list_of('"a"', count)
    fields = [column["field"] for column in getattr(component, "column_definitions", ())]
    if fields:
        entries = [
            {"field": fields[number % len(fields)], "dir": "asc"} for number in range(max(1, count // 3))
        ]
        yield "sorters", lambda: json.dumps(entries)
        many = [str(number) for number in range(max(1, count - 5))]
        yield "filters", lambda: json.dumps([{"field": fields[-1], "type": "in", "value": many}])
        yield (
            "words",
            lambda: json.dumps([{"field": fields[-1], "type": "keywords", "value": "a " * 4_000}]),
        )
    yield "entries", lambda: json.dumps({str(number): number for number in range(count // 2)})
    if depth > 1:
        yield "lists", lambda: _list_of("[]", count // 2)
        yield "deep", lambda: "[" * (depth - 1) + "1" + "]" * (depth - 1)


def _list_of(part: str, count: int) -> str:
    return "[" + ",".join([part] * count) + "]"


def monsters() -> Iterator[Shape]:
    """What no component accepts, but the wire brings."""
    yield "a huge text", lambda: '"' + "a" * MESSAGE + '"'
    yield "a huge list of numbers", lambda: _list_of("1", MESSAGE // 2)
    yield "a huge list of lists", lambda: _list_of("[]", MESSAGE // 3)
    yield "many keys", lambda: json.dumps(dict.fromkeys(range(1_000_000), 1))
    yield "as many values as are decoded", lambda: _list_of("1", 999_000)
    yield "as many lists as are decoded", lambda: _list_of("[]", 199_000)


def values(limit: Limit, component: Component) -> Iterator[Shape]:
    """The largest values within a limit, and such that are a little larger."""
    length = min(limit.length, MESSAGE // 2)
    if length:
        yield from texts(length)
        yield "a text too long", partial(_repeated, "a", length + 1)
    count = min(limit.values, 150_000)
    if count:
        yield from lists(count, min(limit.depth, 100), component)
        yield "a list too long", partial(_list_of, "1", count + 1)


def cases_of(what: str, component: Component, *, monstrous: bool) -> Iterator[Case]:
    """Every edit and event of a component, with everything that may be large in it."""
    keys = keys_of(type(component))
    for name in sorted(component._spec.edits):
        for shape, value in [
            *values(component._limit_of(name), component),
            *(monsters() if monstrous else ()),
        ]:
            yield Case(f"{what}.{name} = {shape}", "edit", component, name, value)
    for name in sorted(component._spec.events):
        for shape, value in [
            *values(component._limit_of(name), component),
            *(monsters() if monstrous else ()),
        ]:
            for key in keys or ["key"]:
                others = "".join(f",{json.dumps(other)}:{_small(other)}" for other in keys if other != key)
                body = partial(_data, key, value, others)
                yield Case(f"{what} {name}, {key} = {shape}", "event", component, name, body)


def _data(key: str, value: Callable[[], str], others: str) -> str:
    return f"{{{json.dumps(key)}:{value()}{others}}}"


def _small(key: str) -> str:
    return {"side": '"left"', "key": '"k"', "column": '"a"'}.get(key, "0")


def keys_of(kind: type[Component]) -> list[str]:
    """What a component looks for in the data of its events: read off its source."""
    found: dict[str, None] = {}
    for each in kind.__mro__:
        if "event" in vars(each) and each.__module__.startswith("lanai."):
            tree = ast.parse(textwrap.dedent(inspect.getsource(each)))
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "data.get":
                    found[ast.literal_eval(node.args[0])] = None
    return list(found)


# -- sending it -------------------------------------------------------------------------------------


def _itself(component: Viewable) -> Viewable:
    return component


class Talk:
    """An open connection of one session to a real server without a network."""

    def __init__(self, arena: Arena, session: Session) -> None:
        self._arena = arena
        self.session = session
        self._waiting: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._read = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Open it."""
        token = self._arena.host.tokens.make(self.session.id)
        self._waiting.put_nowait({"type": "websocket.connect"})
        opening = {"t": "open", "v": 1, "token": token, "rev": self.session.outbox.rev}
        self._waiting.put_nowait({"type": "websocket.receive", "text": json.dumps(opening)})
        self._task = asyncio.create_task(self._run())
        await self.rest()

    async def say(self, text: str) -> None:
        """Send a message, and wait until it has had its effect."""
        self._waiting.put_nowait({"type": "websocket.receive", "text": text})
        await self.rest()

    async def end(self) -> None:
        """Close it."""
        self._waiting.put_nowait({"type": "websocket.disconnect", "code": 1001})
        assert self._task is not None
        await self._task

    async def rest(self) -> None:
        """Until everything that was said is taken in, and nothing runs for it any more."""
        await asyncio.wait_for(self._read.wait(), PATIENCE)
        turns, workers, line = self.session.turns, self._arena.host.workers, self.session._line
        while not turns.idle or workers.active or line._encoding is not None:
            await asyncio.sleep(0.002)

    async def _run(self) -> None:
        await self._arena.application(websocket_scope(), self._receive, self._send)

    async def _receive(self) -> dict[str, Any]:
        self._read.clear()
        if self._waiting.empty():
            self._read.set()
        event = await self._waiting.get()
        self._read.clear()
        return event

    async def _send(self, event: Any) -> None:
        pass


async def measure(talk: Talk, case: Case, tries: int = TRIES) -> float:
    """The loop's longest stop in s for one message: the shortest of several tries where it is too long."""
    least = float("inf")
    for _ in range(tries):
        text = case.message(talk.session)
        async with Stopwatch() as watch:
            await talk.say(text)
        least = min(least, watch.longest)
        if least < LONGEST_STOP:
            break
    return least


async def attack(
    choose: Callable[[list[Case]], list[Case]], *, monstrous: bool, tell: bool = False
) -> list[str]:
    """Send what `choose` takes of the cases of each component. Returns those that stop the loop for too long."""
    with collecting_as_a_server():
        return await _attack(choose, monstrous, tell)


async def _attack(choose: Callable[[list[Case]], list[Case]], monstrous: bool, tell: bool) -> list[str]:
    found: list[str] = []
    async with Arena(websocket_max_message_size=20 * 1024 * 1024) as arena:
        components = large_of_each()
        for what, component in components.items():
            session = await arena.session(partial(_itself, component))
            session.first_frame()
            talk = Talk(arena, session)
            await talk.begin()
            for case in choose(list(cases_of(what, component, monstrous=monstrous))):
                stop = await measure(talk, case)
                if tell and stop > LONGEST_STOP / 2:
                    print(f"{stop * 1000:6.0f} ms  {case.what}", flush=True)  # noqa: T201
                if stop > LONGEST_STOP:
                    found.append(f"{stop * 1000:.0f} ms: {case.what}")
            await talk.end()
            await session.close()
    return found


def main() -> None:
    """The long form: everything. Ends with exit code 1 where the loop stood still for too long."""
    parser = argparse.ArgumentParser(description="Send the largest that every component accepts.")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--share", type=float, default=1.0, help="of all cases")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    found = asyncio.run(
        attack(
            lambda cases: [case for case in cases if chance.random() < given.share], monstrous=True, tell=True
        )
    )
    print("\n".join(found) or "the loop never stood still for long")  # noqa: T201
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
