"""What a measure is: it names its figures and takes one sample of them from one framework."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from playwright.async_api import Browser

from benchmarks.environments import Environment
from benchmarks.frameworks import Framework
from benchmarks.plan import Plan
from benchmarks.servers import Server

Sample = Mapping[str, float]
"""One round's figures of one framework, by metric name."""


@dataclass(frozen=True)
class Metric:
    """One row of the tables."""

    name: str
    title: str
    unit: str
    lower_is_better: bool = True
    headline: bool = True
    """Whether the row is also in the short table."""

    short: str = ""
    """Title of that row, where `title` is long for it."""


@dataclass(frozen=True)
class Subject:
    """A framework about to be sampled; `server` is its running server where the measure serves an app."""

    framework: Framework
    environment: Environment
    browser: Browser
    plan: Plan
    server: Server | None = None

    @property
    def running(self) -> Server:
        """The running server. Raises LookupError for a measure that serves no app."""
        if self.server is None:
            raise LookupError("this measure serves no app; give it an `app` or do not ask for its server")
        return self.server


class Measure(Protocol):
    """One kind of measurement. A sample is one round; its spread over rounds is what the report shows."""

    @property
    def name(self) -> str:
        """Key on the command line and in the JSON."""

    @property
    def title(self) -> str:
        """Heading in the report."""

    @property
    def how(self) -> str:
        """How it is measured, in a sentence or two, for the report."""

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The figures that a sample may hold."""

    @property
    def app(self) -> str | None:
        """The app served while sampling, or None."""

    @property
    def fresh(self) -> bool:
        """Whether each sample gets a server of its own; otherwise one server per framework stays up."""

    @property
    def keep_sessions(self) -> bool:
        """Whether the server is told to keep sessions that no browser attached to."""

    @property
    def warm_up(self) -> bool:
        """Whether a first sample of each framework is taken and thrown away."""

    def rounds(self, plan: Plan) -> int:
        """How many samples are taken of each framework."""

    async def sample(self, subject: Subject) -> Sample | Sequence[Sample]:
        """Take one sample, or several where that needs no other start. Raises BenchmarkError (or Playwright's errors) when there is nothing to measure."""
