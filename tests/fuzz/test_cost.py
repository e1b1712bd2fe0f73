"""No visitor's message, and no value of an app's, holds up the event loop: the short form."""

from __future__ import annotations

import asyncio
import json
import random
import select
import time
from collections.abc import Awaitable, Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from bokeh.plotting import figure

import lanai as pn
from lanai.components.base import Viewable
from tests.fuzz.arena import Arena
from tests.fuzz.cost import LONGEST_STOP, TRIES, Case, Talk, attack, measure, monsters
from tests.fuzz.stopwatch import Stopwatch, collecting_as_a_server

SHARE = 0.03
"""Of the cases of all components, in the short form; others each time that the list changes."""

SHORTEST = 0.2
"""Seconds that a stop takes which the stop-watch has to see."""


@pytest.mark.timeout(600)
def test_the_largest_that_components_accept_does_not_stop_the_loop() -> None:
    chance = random.Random(0)
    found = asyncio.run(
        attack(lambda cases: [case for case in cases if chance.random() < SHARE], monstrous=False)
    )
    assert found == []


ATTACKED: dict[str, Callable[[], Viewable]] = {
    "LiteralInput": pn.widgets.LiteralInput,
    "ArrayInput": lambda: pn.widgets.ArrayInput(value=np.zeros(3)),
    "MultiChoice": lambda: pn.widgets.MultiChoice(options=[str(each) for each in range(1000)]),
    "TextEditor": pn.widgets.TextEditor,
}
"""Where it was seen."""


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", ATTACKED)
def test_what_no_component_accepts_does_not_stop_the_loop(name: str) -> None:
    component = ATTACKED[name]()
    sent: dict[str, Callable[[], str]] = {
        **dict(monsters()),
        "12 MB of a literal": lambda: '"[' + "1," * 6_000_000 + ']"',
        "800,000 labels": lambda: json.dumps(["1"] * 800_000),
    }

    async def run() -> list[str]:
        stops = []
        async with Arena(websocket_max_message_size=20 * 1024 * 1024) as arena:
            session = await arena.session(lambda: component)
            session.first_frame()
            talk = Talk(arena, session)
            await talk.begin()
            for what, text in sent.items():
                case = Case(what, "edit", component, "value", text)
                stops.append((await measure(talk, case), what))
            await talk.end()
        return [f"{stop * 1000:.0f} ms: {what}" for stop, what in stops if stop > LONGEST_STOP]

    with collecting_as_a_server():
        assert asyncio.run(run()) == []


# -- what an app shows --------------------------------------------------------------------------------


def plot_of_lists() -> Viewable:
    plot = figure()
    plot.scatter(list(range(500_000)), [float(each) for each in range(500_000)])
    return pn.pane.Bokeh(plot)


def table() -> Viewable:
    columns = {
        f"c{each}": np.arange(100_000) if each % 2 else [f"text {n}" for n in range(100_000)]
        for each in range(10)
    }
    return pn.widgets.Tabulator(pd.DataFrame(columns))


SHOWN: dict[str, Callable[[], Viewable]] = {
    "a table of 100,000 rows and 10 columns": table,
    "lists of 500,000 in Bokeh": plot_of_lists,
    "a value of 5,000,000 numbers": lambda: pn.widgets.JSONEditor(value=list(range(5_000_000))),
    "500,000 options": lambda: pn.widgets.MultiSelect(options=[str(each) for each in range(500_000)]),
}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("what", SHOWN)
def test_large_values_of_the_app_do_not_stop_the_loop(what: str) -> None:
    """Neither in the page nor in a frame."""
    component = SHOWN[what]()

    async def page(arena: Arena) -> None:
        session = await arena.session(lambda: component)
        frame = session.write_first()
        await asyncio.to_thread(session.encode, frame)
        await session.close()

    async def frame(arena: Arena) -> None:
        session = await arena.session(lambda: component)
        talk = Talk(arena, session)  # its first frame goes over the line
        await talk.begin()
        await talk.end()
        await session.close()

    async def run() -> dict[str, float]:
        async with Arena() as arena:
            return {act.__name__: await least_stop(act, arena) for act in (page, frame)}

    with collecting_as_a_server():
        stops = asyncio.run(run())
    assert {name: f"{stop * 1000:.0f} ms" for name, stop in stops.items() if stop > LONGEST_STOP} == {}


async def least_stop(act: Callable[[Arena], Awaitable[None]], arena: Arena) -> float:
    """The loop's longest stop in s, of the best of several tries."""
    least = float("inf")
    for _ in range(TRIES):
        async with Stopwatch() as watch:
            await act(arena)
        least = min(least, watch.longest)
        if least < LONGEST_STOP:
            break
    return least


# -- the stop-watch itself ----------------------------------------------------------------------------


def test_a_loop_that_computes_is_seen_to_stand_still() -> None:
    assert asyncio.run(stop_by(compute)) >= SHORTEST / 2


def test_a_thread_that_lets_nobody_run_is_seen() -> None:
    text = "[" + "1," * 400_000 + "]"

    async def beside() -> None:
        await asyncio.to_thread(compile, text, "text", "eval")

    assert asyncio.run(stop_by_awaiting(beside)) >= SHORTEST / 2


def test_a_machine_that_does_something_else_is_not() -> None:
    assert asyncio.run(stop_by(lambda: select.select([], [], [], SHORTEST))) < SHORTEST / 2


def compute() -> None:
    end = time.process_time() + SHORTEST
    while time.process_time() < end:
        pass


async def stop_by(work: Callable[[], Any]) -> float:
    async def act() -> None:
        work()

    return await stop_by_awaiting(act)


async def stop_by_awaiting(act: Callable[[], Awaitable[None]]) -> float:
    async with Stopwatch() as watch:
        await act()
    return watch.longest
