"""Servers come up, answer, cost what is read of them, and are gone afterwards."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from benchmarks.environments import Environment, find
from benchmarks.errors import NotInstalledError, ServerError
from benchmarks.frameworks import ROOT, Framework, frameworks
from benchmarks.measures import MEASURES
from benchmarks.measures.sessions import get_pages
from benchmarks.processes import cpu_seconds, resident_bytes
from benchmarks.servers import serving

HERE = Environment(Path(sys.executable), {})


@pytest.fixture
def floor() -> Framework:
    """The page by hand, which needs nothing but what Lanai needs."""
    return frameworks()["floor"]


def test_a_server_answers_while_the_block_runs_and_is_gone_after_it(floor: Framework) -> None:
    async def visit() -> int:
        async with serving(floor, HERE, "counter") as server:
            seconds = await asyncio.to_thread(get_pages, server, 20, 10.0)
            assert 0 < seconds < 10
            assert cpu_seconds(server.pid) > 0
            assert resident_bytes(server.pid) > 1_000_000
            return server.pid

    assert not psutil.pid_exists(asyncio.run(visit()))


def test_a_server_is_stopped_when_the_block_fails(floor: Framework) -> None:
    pids: list[int] = []

    async def fail() -> None:
        async with serving(floor, HERE, "counter") as server:
            pids.append(server.pid)
            raise LookupError("the measure failed")

    with pytest.raises(LookupError):
        asyncio.run(fail())
    assert not psutil.pid_exists(pids[0])


def test_a_server_that_dies_is_reported_with_its_last_words(floor: Framework) -> None:
    dying = replace(floor, arguments=lambda app, port: ["-c", "raise SystemExit('no app today')"])

    async def start() -> None:
        async with serving(dying, HERE, "counter"):
            pytest.fail("a dead server was taken for a running one")

    with pytest.raises(ServerError, match="code 1: no app today"):
        asyncio.run(start())


def test_a_framework_that_is_not_there_is_named_with_a_remedy(floor: Framework) -> None:
    absent = replace(floor, title="Absent", environment="absent", import_line="import not_there_at_all")
    with pytest.raises(NotInstalledError, match=r"Absent is skipped.*not_there_at_all.*benchmarks setup"):
        find(absent)


def test_the_cpu_clock_of_a_process_is_its_own() -> None:
    before = cpu_seconds(os.getpid())
    began = time.process_time()
    sum(number * number for number in range(300_000))
    assert cpu_seconds(os.getpid()) - before == pytest.approx(time.process_time() - began, rel=0.5)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limit")
def test_as_many_sockets_are_allowed_as_may_be() -> None:
    code = """
import resource
from benchmarks.processes import allow_many_sockets
_, most = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (64, most))
allow_many_sockets()
assert resource.getrlimit(resource.RLIMIT_NOFILE) == (most, most)
"""
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_every_framework_has_the_app_of_every_measure_it_takes_part_in() -> None:
    for framework in frameworks().values():
        for measure in MEASURES.values():
            if measure.app is not None and framework.takes_part(measure.name):
                assert framework.app(measure.app).is_file(), f"{framework.name} lacks {measure.app}.py"


def test_a_framework_that_stays_out_of_a_measure_says_why() -> None:
    for framework in frameworks().values():
        assert set(framework.left_out) <= set(MEASURES)
        for measure in MEASURES.values():
            assert framework.variant or framework.takes_part(measure.name) or framework.left_out[measure.name]


def test_visitors_without_a_browser_can_come_wherever_they_are_needed() -> None:
    for framework in frameworks().values():
        for name in ("slow-reader", "fairness", "timers", "broadcast", "growth", "hostile"):
            assert framework.open is not None or not framework.takes_part(name)


def test_lanai_comes_first_and_the_floor_last() -> None:
    names = list(frameworks())
    assert names[0] == "lanai"
    assert names[-1] == "floor"
