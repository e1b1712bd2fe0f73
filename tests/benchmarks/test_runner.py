"""Rounds are taken in turn, and a framework that fails is left out without ending the run."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import pytest
from playwright.async_api import Browser

from benchmarks.environments import Environment
from benchmarks.errors import BenchmarkError
from benchmarks.frameworks import frameworks
from benchmarks.measures import Metric, Sample, Subject
from benchmarks.plan import QUICK, Plan
from benchmarks.results import Results
from benchmarks.runner import run

NO_BROWSER = cast("Browser", None)
"""The measures here open no page."""


@dataclass(frozen=True)
class Counted:
    """Two samples a round; a framework whose title is "Broken" has none."""

    name: str = "counted"
    title: str = "Counted"
    how: str = "By counting."
    metrics: tuple[Metric, ...] = (Metric("count", "Count", ""),)
    app: None = None
    fresh: bool = False
    keep_sessions: bool = False
    warm_up: bool = False

    def rounds(self, plan: Plan) -> int:
        """Three."""
        return 3

    async def sample(self, subject: Subject) -> Sequence[Sample]:
        """One and two."""
        if subject.framework.title == "Broken":
            raise BenchmarkError("expected something to count, got nothing")
        return [{"count": 1.0}, {"count": 2.0}]


@pytest.fixture
def results() -> Results:
    """Two frameworks, the second of which is broken."""
    floor = frameworks()["floor"]
    chosen = {"floor": floor, "broken": replace(floor, name="broken", title="Broken")}
    return Results(QUICK, {}, chosen, dict.fromkeys(chosen, Environment(Path(sys.executable), {})))


def test_every_sample_of_every_round_is_kept(results: Results) -> None:
    asyncio.run(run(results, [Counted()], NO_BROWSER))
    assert results.findings[0].values["count"]["floor"] == [1.0, 2.0] * 3


def test_a_framework_that_fails_twice_is_left_out_and_the_report_says_so(results: Results) -> None:
    asyncio.run(run(results, [Counted()], NO_BROWSER))
    assert "broken" not in results.findings[0].values["count"]
    line = "Broken failed in “Counted”: BenchmarkError: expected something to count, got nothing"
    assert results.remarks == [line, line]


def test_a_measure_that_makes_no_sense_for_a_framework_is_not_taken(results: Results) -> None:
    results.frameworks["broken"] = replace(results.frameworks["broken"], left_out={"counted": "why"})
    asyncio.run(run(results, [Counted()], NO_BROWSER))
    assert results.remarks == []
