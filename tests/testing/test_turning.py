"""Time is turned by hand, quickly."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from typing import Any

import pytest

import lanai as pn
from lanai import testing
from lanai.errors import CallbackError
from lanai.testing.clock import ManualLoop


def test_durations_are_read() -> None:
    with testing.Site(lambda: "x") as site:
        site.advance("1h30m")
        site.advance(dt.timedelta(minutes=15))
        site.advance(60)
        site.jump("1d")
        assert site.clock.monotonic() == 5400 + 900 + 60 + 86400
        with pytest.raises(CallbackError, match="Expected a period"):
            site.advance("soon")


@pytest.mark.parametrize(
    ("plan", "runs"), [({"period": "1h"}, 8761), ({"cron": "0 4 * * *"}, 365)], ids=["hourly", "daily"]
)
def test_a_year_of_a_schedule_is_quick(plan: dict[str, Any], runs: int) -> None:
    """The bound is far above what it takes (about a second): it tells seconds from minutes, on any machine."""
    ticks: list[None] = []

    async def tick() -> None:
        ticks.append(None)

    with testing.Site(lambda: "x", setup=lambda: pn.state.schedule_task("t", tick, tz="UTC", **plan)) as site:
        began = time.monotonic()
        site.advance("365d")
        assert time.monotonic() - began < 20
    assert len(ticks) == runs


def test_the_next_timer_is_found_among_cancelled_ones() -> None:
    loop = ManualLoop()
    try:
        timers = [loop.call_at(when, lambda: None) for when in range(1, 51)]
        for timer in timers[:49]:
            timer.cancel()
        assert loop.next_timer() == 50
        timers[49].cancel()
        assert loop.next_timer() is None
        later = loop.call_at(60, lambda: None)
        loop.move_to(60)
        loop.run_until_complete(asyncio.sleep(0))
        assert loop.next_timer() is None
        later.cancel()
    finally:
        loop.close()
