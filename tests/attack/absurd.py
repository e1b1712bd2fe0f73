"""Numbers that nobody can mean, and where an app may give one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

import lanai as pn

ABSURD: Mapping[str, Any] = {
    "huge": 10**400,
    "minus": -(10**9),
    "nothing": 0,
    "nan": float("nan"),
    "infinite": float("inf"),
}


def take(words: str) -> None:
    """Give a number where one is taken: `period:huge`."""
    where, _, number = words.partition(":")
    TIMED[where](ABSURD[number])


def _period(number: Any) -> object:
    return pn.state.add_periodic_callback(_nothing, period=number)


def _timeout(number: Any) -> object:
    return pn.state.add_periodic_callback(_nothing, period=100, timeout=number)


def _count(number: Any) -> object:
    return pn.state.add_periodic_callback(_nothing, period=100, count=number)


def _at(number: Any) -> object:
    return pn.state.schedule_task(f"in the past {number}"[:40], _nothing, at=long_ago)


def _ttl(number: Any) -> object:
    return pn.state.as_cached("absurd", _nothing, ttl=number)


def _duration(number: Any) -> object:
    pn.extension(notifications=True)
    area = pn.state.notifications
    assert area is not None
    return area.info("Noted.", duration=number)


TIMED: Mapping[str, Callable[[Any], object]] = {
    "period": _period,
    "timeout": _timeout,
    "count": _count,
    "at": _at,
    "ttl": _ttl,
    "duration": _duration,
}


def _nothing() -> None:
    """What is called."""


def long_ago(now: dt.datetime) -> dt.datetime:
    """A schedule that never comes to the present."""
    return now - dt.timedelta(days=1)
