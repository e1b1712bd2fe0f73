"""When a task is due: a period, a cron expression, a time or times.

All answers are aware datetimes in UTC. Local times (cron, naive `at`) mean the zone that was asked for.

Daylight saving: a local time that does not exist (the clock jumps over it) is due when it would have been, which the
clock on the wall shows as an hour later; one that comes twice is due the first time only. A cron expression that runs
every hour (its hour field begins with `*`) follows real time instead: it skips what does not exist and runs in both of
the hours that look alike.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Any, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lanai.core.lazy import load
from lanai.core.times import LONGEST, shown
from lanai.errors import CallbackError

UTC = dt.timezone.utc

_UNITS = MappingProxyType(
    {
        "ms": dt.timedelta(milliseconds=1),
        "s": dt.timedelta(seconds=1),
        "m": dt.timedelta(minutes=1),
        "h": dt.timedelta(hours=1),
        "d": dt.timedelta(days=1),
        "w": dt.timedelta(weeks=1),
    }
)
_PART = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(ms|[smhdw])\s*")
_NEAR = dt.timedelta(hours=3)

SOONEST = dt.timedelta(milliseconds=1)
"""The shortest period, and how soon after one time a function may tell the next."""

BEHIND = dt.timedelta(seconds=1)
"""When a function that told a time which was over is asked again."""

MOST_STANDING = 1000
"""Times of an iterator that may come in a row without ascending."""

Callable_ = Callable[[dt.datetime], "dt.datetime | None"]
At = dt.datetime | Iterator[dt.datetime] | Callable_
"""A time, an iterator of times, or a function that is given the UTC now and returns the next UTC time or None."""


def zone(name: dt.tzinfo | str | None) -> dt.tzinfo | None:
    """A time zone from its name, such as 'Europe/Berlin'. Raises `CallbackError` for one that is not known."""
    if not isinstance(name, str):
        return name
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise CallbackError(f"Expected a time zone such as 'Europe/Berlin' or 'UTC', got {name!r}.") from None


class When(Protocol):
    """A series of times."""

    quick: bool
    """Whether asking takes no time and runs no code of users, so that it may be done on the event loop."""

    def after(self, moment: dt.datetime) -> dt.datetime | None:
        """The first time later than `moment`; None when there are no more."""


def parse_period(period: str | dt.timedelta) -> dt.timedelta:
    """A period such as '1s', '500ms', '1h30m', '1w'. Raises `CallbackError` where it is none, or absurd."""
    try:
        length = period if isinstance(period, dt.timedelta) else _parse(period)
    except OverflowError:
        length = dt.timedelta.max
    if not SOONEST <= length <= dt.timedelta(seconds=LONGEST):
        raise CallbackError(
            "Expected a period such as '500ms', '1s', '1h30m', '1d', '1w' or a timedelta, of at least 1 ms and at most "
            f"ten years, got {shown(period)}."
        )
    return length


def _parse(text: Any) -> dt.timedelta:
    """The sum of the parts of `text`; 0 where it is not made of parts."""
    if not isinstance(text, str):
        return dt.timedelta(0)
    total, position = dt.timedelta(0), 0
    while position < len(text):
        part = _PART.match(text, position)
        if part is None:
            return dt.timedelta(0)
        total += float(part[1]) * _UNITS[part[2]]
        position = part.end()
    return total


class Never:
    """No time at all."""

    quick = True

    def after(self, moment: dt.datetime) -> dt.datetime | None:
        return None


class Every:
    """`origin`, and each `period` after it. Late or early, the grid does not move."""

    quick = True

    def __init__(self, origin: dt.datetime, period: dt.timedelta) -> None:
        self._origin = origin
        self._period = period

    def after(self, moment: dt.datetime) -> dt.datetime | None:
        if moment < self._origin:
            return self._origin
        return self._origin + ((moment - self._origin) // self._period + 1) * self._period


class Daily:
    """A time of day, every so many days, on the clock of `zone` (the machine's where None): the wall clock's grid."""

    quick = True

    def __init__(self, origin: dt.datetime, period: dt.timedelta, zone: dt.tzinfo | None) -> None:
        self._grid = Every(to_local(origin, zone).replace(tzinfo=UTC), period)
        self._zone = zone

    def after(self, moment: dt.datetime) -> dt.datetime | None:
        # Looked for from a little earlier, for the clock on the wall may have been set back meanwhile.
        local = self._grid.after(to_local(moment - _NEAR, self._zone).replace(tzinfo=UTC))
        while local is not None:
            due = to_utc(local.replace(tzinfo=None), self._zone)
            if due > moment:
                return due
            local = self._grid.after(local)
        return None


class Once:
    """One time."""

    quick = True

    def __init__(self, time: dt.datetime) -> None:
        self._time = time

    def after(self, moment: dt.datetime) -> dt.datetime | None:
        return self._time if moment < self._time else None


class Times:
    """The times of an iterator, which should ascend; what lies before the moment asked for is passed over."""

    quick = False

    def __init__(self, times: Iterator[dt.datetime], zone: dt.tzinfo | None) -> None:
        self._times = times
        self._zone = zone
        self._next: dt.datetime | None = None  # the latest that there was
        self._standing = 0  # how many came since that were not later

    def after(self, moment: dt.datetime) -> dt.datetime | None:
        while self._next is None or self._next <= moment:
            following = next(self._times, None)
            if following is None:
                return None
            self._ascend(to_utc(following, self._zone))
        return self._next

    def _ascend(self, following: dt.datetime) -> None:
        if self._next is None or following > self._next:
            self._next, self._standing = following, 0
            return
        self._standing += 1
        if self._standing > MOST_STANDING:
            raise CallbackError(
                f"Expected the iterator given as `at` to return times that ascend, got {MOST_STANDING} in a row that do "
                f"not, the last one {following}."
            )


class Asked:
    """Times that a function tells: given the UTC now, it returns the next time in UTC, or None to end."""

    quick = False

    def __init__(self, ask: Callable_) -> None:
        self._ask = ask

    def after(self, moment: dt.datetime) -> dt.datetime | None:
        answer = self._ask(moment)
        if answer is None:
            return None
        if not isinstance(answer, dt.datetime):
            raise CallbackError(
                f"Expected the function given as `at` to return a datetime or None, got {answer!r}."
            )
        due = answer.replace(tzinfo=UTC) if answer.tzinfo is None else answer.astimezone(UTC)
        return max(due, moment + SOONEST) if due > moment else moment + BEHIND


class Cron:
    """A cron expression, in the local time of `zone` (the machine's where None)."""

    quick = True

    def __init__(self, expression: Any, zone: dt.tzinfo | None) -> None:
        library = load("croniter", needed_for="cron expressions in schedule_task")
        if not isinstance(expression, str) or not library.croniter.is_valid(expression):
            raise CallbackError(
                f"Expected a cron expression such as '2 4 * * mon,fri' (minute, hour, day of month, month, day of "
                f"week), got {expression!r}."
            )
        self._series = library.croniter(expression)  # understood once: that is most of the work
        self._zone = zone
        self._every_hour = expression.split()[1:2] != [] and expression.split()[1].startswith("*")

    def after(self, moment: dt.datetime) -> dt.datetime | None:
        start = to_local(moment, self._zone).replace(tzinfo=None)
        first = next(self._times_from(start), None)
        if first is None:
            return None
        if self._is_steady(moment) and self._is_steady(first):
            return first
        return self._across_a_change(moment, start)

    def _times_from(self, start: dt.datetime) -> Iterator[dt.datetime]:
        self._series.set_current(start, force=True)
        for local in self._series.all_next(dt.datetime):
            yield from self._instants(local)

    def _instants(self, local: dt.datetime) -> Iterator[dt.datetime]:
        """The moments at which the clock shows `local`: one; by rule also none, or two."""
        first, second = to_utc(local.replace(fold=0), self._zone), to_utc(local.replace(fold=1), self._zone)
        if not self._every_hour or first == second:
            yield first
        elif first < second:  # the clock shows it twice
            yield first
            yield second

    def _across_a_change(self, moment: dt.datetime, start: dt.datetime) -> dt.datetime | None:
        found: dt.datetime | None = None
        for instant in self._times_from(start - _NEAR):
            if instant > moment and (found is None or instant < found):
                found = instant
            if found is not None and instant > found + _NEAR:
                break
        return found

    def _is_steady(self, moment: dt.datetime) -> bool:
        return self._offset(moment - _NEAR) == self._offset(moment + _NEAR)

    def _offset(self, moment: dt.datetime) -> dt.timedelta | None:
        return to_local(moment, self._zone).utcoffset()


def to_local(moment: dt.datetime, zone: dt.tzinfo | None) -> dt.datetime:
    """`moment` on the clock of `zone` (the machine's where None)."""
    return moment.astimezone(zone)


def to_utc(time: dt.datetime, zone: dt.tzinfo | None) -> dt.datetime:
    """`time` in UTC; a naive one is local to `zone` (the machine's where None)."""
    if time.tzinfo is None and zone is not None:
        time = time.replace(tzinfo=zone)
    return time.astimezone(UTC)


def when(
    now: dt.datetime,
    *,
    at: At | None = None,
    period: str | dt.timedelta | None = None,
    cron: str | None = None,
    zone: dt.tzinfo | None = None,
) -> tuple[When, dt.datetime]:
    """The times that were asked for, and the moment from which they count: the first is later than that.

    Without `at` a period begins now. Raises `CallbackError` for what cannot be understood or goes together badly.
    """
    before = now - dt.timedelta(microseconds=1)
    if cron is not None:
        if period is not None or at is not None:
            raise CallbackError("Expected either cron or at/period, got both. Leave out one.")
        return Cron(cron, zone), now
    if period is not None:
        length = parse_period(period)
        if at is None:
            return Every(now, length), before
        if not isinstance(at, dt.datetime):
            raise CallbackError(
                "Expected `at` to be a datetime where there is a period, got an iterator or function."
            )
        if length % dt.timedelta(days=1) == dt.timedelta(0) and (at.tzinfo is None or zone is not None):
            return Daily(to_utc(at, zone), length, zone), before
        return Every(to_utc(at, zone), length), before
    return _at(at, zone), before


def _at(at: At | None, zone: dt.tzinfo | None) -> When:
    if isinstance(at, dt.datetime):
        return Once(to_utc(at, zone))
    if isinstance(at, Iterator):
        return Times(at, zone)
    if callable(at):
        return Asked(at)
    raise CallbackError(
        f"Expected a period, a cron expression, or `at` as a datetime, an iterator of datetimes or a function, got {at!r}."
    )
