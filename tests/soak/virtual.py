"""Hours of use in minutes: visitors in memory, on time that is moved by hand.

The time is made of days. Through most of a day visitors come and go; then all go, and when the last session has
ended, at night, nothing of any of them may be left, and the memory is what it was the night before.
"""

from __future__ import annotations

import logging
import random
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

import psutil

from lanai import testing
from tests.soak import census
from tests.soak.apps import apps, sweep_now_and_then
from tests.soak.curve import Curve, Point
from tests.soak.visits import Visit, visit_what_is_broken

DAY = 300
"""Seconds of a day; its last part is `NIGHT`."""
NIGHT = 60
"""Seconds without visitors, long enough for every session to end."""
STEP = 1.0
WATCH = 15
"""Seconds between two looks at the memory."""


@dataclass
class Town:
    """Who visits: `per_hour` visitors, of whom each does something in `busy` of the seconds. `also` as for `apps`.

    `traced` counts bytes, which takes twice the time: see `Curve`.
    """

    per_hour: int
    busy: float = 0.15
    seed: int = 0
    traced: bool = True
    also: Callable[[], object] = lambda: None
    patience: float = 5.0
    """Real seconds in which what is about to end has to: idle threads do."""
    curve: Curve = field(default_factory=Curve)
    came: int = 0

    def soak(self, days: int) -> list[str]:
        """Let so many days pass. Returns what was left behind, a line each; `curve` holds the memory."""
        with quiet_log(), traced_memory() if self.traced else nullcontext():
            before = census.take()
            left = [f"on day {day}: {line}" for day, line in self._days(days)]
            left += [f"after the server: {line}" for line in census.await_nothing_left(before, self.patience)]
        return left

    def _days(self, days: int) -> Iterator[tuple[int, str]]:
        chance = random.Random(self.seed)
        with testing.Site(apps(self.also)) as site:
            sweep_now_and_then()
            self._day(site, chance)  # what is made once and kept is there then
            usual = census.take()
            for day in range(1, days + 1):
                self._day(site, chance)
                yield from (
                    (day, line) for line in census.await_nothing_left(usual, self.patience, site.settle)
                )
                if len(site.sessions):
                    yield day, f"{len(site.sessions)} sessions have not ended"

    def _day(self, site: testing.Site, chance: random.Random) -> None:
        visits: list[Visit] = []
        end = site.loop.time() + DAY
        while site.loop.time() < end - NIGHT:
            if chance.random() < self.per_hour * DAY / (DAY - NIGHT) / 3600 * STEP:
                visits.append(Visit(site, chance))
                self.came += 1
            for visit in visits:
                if chance.random() < self.busy * STEP:
                    visit.act()
            visits = [visit for visit in visits if not visit.over]
            self._pass(site, STEP)
        visit_what_is_broken(site)
        for visit in visits:
            visit.leave_if_here()
        del visits
        while site.loop.time() < end:
            self._pass(site, STEP)
        self._look(site, night=True)

    def _pass(self, site: testing.Site, seconds: float) -> None:
        site.advance(seconds)
        if round(site.loop.time()) % WATCH == 0:
            self._look(site, night=False)

    def _look(self, site: testing.Site, night: bool) -> None:
        if night:
            site.collect()
        self.curve.points.append(
            Point(
                seconds=site.loop.time(),
                sessions=len(site.sessions),
                visitors=self.came,
                resident=psutil.Process().memory_info().rss,
                blocks=sys.getallocatedblocks(),
                traced=tracemalloc.get_traced_memory()[0],
                night=night,
            )
        )


@contextmanager
def traced_memory() -> Iterator[None]:
    """Memory of Python's is counted in the body of the `with` statement."""
    tracemalloc.start()
    try:
        yield
    finally:
        tracemalloc.stop()


@contextmanager
def quiet_log() -> Iterator[None]:
    """What fails on purpose is not logged: a log that is kept, as tests do, would keep what it tells of."""
    log = logging.getLogger("lanai")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(level)
