"""Takes the samples: measure by measure, round by round, the frameworks in turn within each round."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence

import psutil
from playwright.async_api import Browser
from playwright.async_api import Error as PlaywrightError

from benchmarks.errors import BenchmarkError
from benchmarks.frameworks import Framework
from benchmarks.measures import Measure, Sample, Subject
from benchmarks.results import Findings, Results
from benchmarks.servers import Server, serving

FAILURES = (BenchmarkError, PlaywrightError, psutil.Error, OSError, asyncio.TimeoutError)
"""What ends the part of one framework in one measure, and not the run."""

ATTEMPTS = 2
"""How often one framework may fail in one measure before it is left out of it."""


async def run(results: Results, measures: Iterable[Measure], browser: Browser) -> None:
    """Take every measure into `results`; stop early, with a remark, when the plan's time is over."""
    try:
        await asyncio.wait_for(take_all(results, measures, browser), results.plan.run_seconds)
    except asyncio.TimeoutError:
        results.remarks.append(f"The run was ended after its bound of {results.plan.run_seconds:.0f} s.")


async def take_all(results: Results, measures: Iterable[Measure], browser: Browser) -> None:
    """Take the measures one after the other."""
    for measure in measures:
        began = time.monotonic()
        findings = Findings(measure)
        results.findings.append(findings)
        async with contextlib.AsyncExitStack() as servers:
            await Rounds(results, measure, browser, servers).take(findings)
        print(f"{measure.title}: {time.monotonic() - began:.0f} s", flush=True)


class Rounds:
    """The rounds of one measure, over the frameworks that take part in it.

    A server that stays up for all rounds is entered into `stack`, which the caller closes.
    """

    def __init__(
        self, results: Results, measure: Measure, browser: Browser, stack: contextlib.AsyncExitStack
    ) -> None:
        self.results = results
        self.measure = measure
        self.browser = browser
        self.stack = stack
        self.servers: dict[str, Server] = {}
        self.failed: dict[str, int] = {}

    async def take(self, findings: Findings) -> None:
        """Take all rounds; who goes first changes from round to round, and a warm-up round does not count."""
        if self.measure.app is not None and not self.measure.fresh:
            for framework in self.present():
                await self.start(framework)
        if self.measure.warm_up:
            for framework in self.present():
                await self.sample(framework)
        for number in range(self.measure.rounds(self.results.plan)):
            for framework in rotated(self.present(), number):
                for sample in await self.sample(framework):
                    findings.add(framework.name, sample)

    async def start(self, framework: Framework) -> None:
        """Start the server that stays up; a framework whose server does not start is left out."""
        try:
            self.servers[framework.name] = await self.stack.enter_async_context(self.server(framework))
        except FAILURES as error:
            self.failed[framework.name] = ATTEMPTS
            self.remark(framework, error)

    def present(self) -> list[Framework]:
        """The frameworks that are still in."""
        return [
            framework
            for framework in self.results.frameworks.values()
            if framework.takes_part(self.measure.name) and self.failed.get(framework.name, 0) < ATTEMPTS
        ]

    async def sample(self, framework: Framework) -> Sequence[Sample]:
        """The samples of one round within the plan's time; none, with a remark, when it failed."""
        try:
            taken = await asyncio.wait_for(self.take_one(framework), self.results.plan.sample_seconds)
            return [taken] if isinstance(taken, Mapping) else taken
        except FAILURES as error:
            self.failed[framework.name] = self.failed.get(framework.name, 0) + 1
            self.remark(framework, error)
            return []

    async def take_one(self, framework: Framework) -> Sample | Sequence[Sample]:
        """One round, from the server that stays up or from one of its own."""
        if self.measure.app is not None and self.measure.fresh:
            async with self.server(framework) as server:
                return await self.measure.sample(self.subject(framework, server))
        return await self.measure.sample(self.subject(framework, self.servers.get(framework.name)))

    @contextlib.asynccontextmanager
    async def server(self, framework: Framework) -> AsyncIterator[Server]:
        """A server of the measure's app."""
        extra = framework.keep_sessions if self.measure.keep_sessions else ()
        environment = self.results.environments[framework.name]
        async with serving(framework, environment, self.measure.app or "", extra) as server:
            yield server

    def subject(self, framework: Framework, server: Server | None) -> Subject:
        """What a measure is given."""
        environment = self.results.environments[framework.name]
        return Subject(framework, environment, self.browser, self.results.plan, server)

    def remark(self, framework: Framework, error: BaseException) -> None:
        """Say on the screen and in the report that a framework failed."""
        said = str(error).splitlines()[0] if str(error) else "no answer in time"
        line = f"{framework.title} failed in “{self.measure.title}”: {type(error).__name__}: {said}"
        self.results.remarks.append(line)
        print(line, flush=True)


def rotated(frameworks: list[Framework], by: int) -> list[Framework]:
    """The frameworks, beginning with another one each round."""
    start = by % len(frameworks) if frameworks else 0
    return frameworks[start:] + frameworks[:start]
