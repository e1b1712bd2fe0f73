"""What an attack did to the others, and whether that is within the bounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.stats import median, quantile, without_waiting


@dataclass(frozen=True)
class Bounds:
    """What the others may feel. A long form is run on a quiet machine, a short one beside everything else."""

    click: float
    """Milliseconds of a neighbour's click, 99th percentile."""
    page: float
    """How many times its usual time a page may take, median."""
    stop: float
    """Milliseconds of the longest stop of the event loop."""
    small: float = 10.0
    """Milliseconds by which a page may be late whatever its usual time, which is some three: in a browser it is a hundred."""
    memory: float = 1.0
    """The share of what an attack says that the server may grow by."""
    end: float = 8.0
    """Seconds from SIGTERM to the end: the server gives up after five."""
    tidy: float = 60.0
    """Seconds after which nothing may be left. A line that is cut amid a flood, of which the server reads so much a second, is
    noticed with the next ping, after 37."""


EVERY = 20.0
"""Milliseconds between the clicks of a visitor who does not wait for answers."""


LONG = Bounds(click=20, page=2, stop=50)
SHORT = Bounds(click=1000, page=12, stop=1000, small=1000)
"""A short form shares two processors with other tests: it finds what holds up others for seconds, takes what a server has, or ends
it. The long form, and the benchmark `hostile`, measure milliseconds."""


@dataclass(frozen=True)
class Seen:
    """What a neighbour saw: times in ms, less what his own process was late by, `own` at worst."""

    clicks: Sequence[float]
    pages: Sequence[float]
    lost: Sequence[str]
    own: float

    @property
    def click(self) -> float:
        """The 99th percentile, as of a visitor who does not wait; `inf` where none was answered."""
        return quantile(without_waiting(self.clicks, EVERY), 0.99) if self.clicks else float("inf")

    @property
    def usual_click(self) -> float:
        """The median; `inf` where none was answered."""
        return median(self.clicks) if self.clicks else float("inf")

    @property
    def page(self) -> float:
        """The median; `inf` where none came."""
        return median(self.pages) if self.pages else float("inf")


@dataclass
class Verdict:
    """Of one strike: figures, and a line for each thing that is wrong."""

    name: str
    calm: Seen
    seen: Seen
    stop: float = 0.0
    """Milliseconds."""
    grown: float = 0.0
    """MiB."""
    logged: float = 0.0
    """MiB."""
    ended: float | None = None
    """Seconds from SIGTERM to the end, where it was sent."""
    tally: Mapping[str, int] = field(default_factory=dict)
    """How many visitors came to attack, how many got in, and what stopped the others."""
    wrong: list[str] = field(default_factory=list)

    def judge(self, bounds: Bounds, memory: float) -> None:
        """Hold the figures to `bounds`, and the growth to `memory` MiB."""
        self.wrong += self.seen.lost
        if not self.seen.clicks:
            self.wrong.append("no click of a neighbour was answered")
        elif self.seen.click > bounds.click:
            self.wrong.append(
                f"a neighbour's click took {self.seen.click:.0f} ms (p99), not {bounds.click:.0f}"
            )
        if self.seen.page > max(bounds.page * self.calm.page, self.calm.page + bounds.small):
            self.wrong.append(
                f"a page took {self.seen.page:.0f} ms, {self.ratio:.1f} times the usual, not {bounds.page:g}"
            )
        if self.stop > bounds.stop + self.seen.own:  # what held up this process held up the server's as well
            self.wrong.append(f"the event loop stood still for {self.stop:.0f} ms, not {bounds.stop:.0f}")
        if self.grown > memory * bounds.memory:
            self.wrong.append(f"the server grew by {self.grown:.0f} MiB, not {memory * bounds.memory:.0f}")

    @property
    def ratio(self) -> float:
        """How many times its usual time a page took."""
        return self.seen.page / self.calm.page if self.calm.pages else float("inf")

    def __str__(self) -> str:
        told = [
            f"{'FAILED' if self.wrong else 'held':6} {self.name:34}",
            f"click p50 {self.seen.usual_click:5.1f} p99 {self.seen.click:6.1f} ms",
            f"(calm {self.calm.click:.1f})",
            f"page ×{self.ratio:.1f}",
            f"loop {self.stop:.0f} ms",
            f"+{self.grown:.0f} MiB",
            f"log {self.logged:.1f} MiB",
            f"attackers in {self.tally.get('in', 0)}/{self.tally.get('came', 0)}",
            f"own {self.seen.own:.0f} ms",
            *([f"SIGTERM {self.ended:.1f} s"] if self.ended is not None else []),
        ]
        return "  ".join(told) + "".join(f"\n         {line}" for line in self.wrong)
