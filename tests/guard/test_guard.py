"""The main ways cost what they did when they were recorded; and the guard that says so notices when they do not."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.guard import bounds
from tests.guard.bounds import Record
from tests.guard.faults import LOOP, Slow, hoarding
from tests.guard.measuring import Cost, count, weigh
from tests.guard.ways import WAYS, Way, clicks, counter, sessions

PROJECT = Path(__file__).parents[2]
CLICK = Way("click", "a click", counter, clicks)


@pytest.fixture(scope="module")
def costs() -> dict[str, Cost]:
    """Of every way, measured in a process of its own, which nothing else watches."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    command = [sys.executable, "-m", "tests.guard", "--json"]
    run = subprocess.run(
        command,
        cwd=PROJECT,
        env={**environment, "PYTHONHASHSEED": "0"},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return {name: Cost(**cost) for name, cost in json.loads(run.stdout).items()}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_no_way_costs_more_than_was_recorded(way: Way, costs: dict[str, Cost]) -> None:
    found = bounds.findings(way.title, costs[way.name], bounds.read(), way.name)
    assert not found, "\n".join(found)


# -- the guard itself -------------------------------------------------------------------------------


def record_of(cost: Cost, python: str = bounds.THIS, **versions: str) -> Record:
    return Record(python, versions, {"click": cost})


@pytest.fixture(scope="module")
def plain() -> Cost:
    """A click where nothing is wrong."""
    return count(CLICK)


def test_the_same_way_costs_the_same_again(plain: Cost) -> None:
    again = count(CLICK).figures["instructions"]
    assert abs(again / plain.figures["instructions"] - 1) < 0.01
    assert bounds.findings("a click", count(CLICK), record_of(plain), "click") == []


def test_a_component_that_does_a_fifth_more_is_found_and_named(plain: Cost) -> None:
    turns = round(plain.figures["instructions"] * 0.2 / LOOP)
    slowed = count(dataclasses.replace(CLICK, app=partial(counter, text=partial(Slow, turns))))
    first, second, *_ = bounds.findings("a click", slowed, record_of(plain), "click")
    assert first.startswith("a click: ")
    assert "scripts/guard --record" in first
    assert second.endswith("Slow.encode")


def test_a_session_that_keeps_a_fifth_more_is_found() -> None:
    page = Way("click", "a session", partial(hoarding, 0), sessions, batch=40)
    usual = weigh(page)
    record = record_of(Cost(usual, {}))
    assert bounds.findings("a session", Cost(weigh(page), {}), record, "click") == []
    hoard = dataclasses.replace(page, app=partial(hoarding, round(usual["kept"] * 0.2)))
    assert "bytes kept" in bounds.findings("a session", Cost(weigh(hoard), {}), record, "click")[0]


@pytest.mark.parametrize("figure", bounds.UNITS)
def test_every_figure_has_a_bound(figure: str) -> None:
    record = record_of(Cost({figure: 100_000}, {}))
    within = bounds.bound(figure, 100_000)
    assert bounds.findings("a click", Cost({figure: within}, {}), record, "click") == []
    assert len(bounds.findings("a click", Cost({figure: within + 1}, {}), record, "click")) == 1


def test_a_bound_that_holds_nothing_any_more_is_found() -> None:
    record = record_of(Cost({"instructions": 10_000}, {}))
    (found,) = bounds.findings("a click", Cost({"instructions": 5_000}, {}), record, "click")
    assert "so much better" in found


def test_what_is_not_recorded_is_found() -> None:
    (found,) = bounds.findings("a page", Cost({"instructions": 1}, {}), record_of(Cost({}, {})), "page")
    assert "nothing is recorded" in found


def test_another_python_has_wider_bounds_and_is_named() -> None:
    record = record_of(Cost({"instructions": 10_000}, {}), python="3.9", param="1.0")
    assert bounds.findings("a click", Cost({"instructions": 16_000}, {}), record, "click") == []
    *_, python, param = bounds.findings("a click", Cost({"instructions": 18_000}, {}), record, "click")
    assert "Python 3.9" in python
    assert "param 1.0" in param


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    bounds.write({"click": Cost({"instructions": 7.0}, {"a": 4, "b": 3})}, tmp_path)
    record = bounds.read(tmp_path)
    assert record.ours
    assert record.costs == {"click": Cost({"instructions": 7}, {"a": 4, "b": 3})}


def test_without_any_record_it_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"scripts/guard --record"):
        bounds.read(tmp_path)
