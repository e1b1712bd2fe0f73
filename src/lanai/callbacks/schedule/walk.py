"""From one time of a task to those that have come since, and the one after."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from lanai.callbacks.schedule.when import When


class Walk(NamedTuple):
    """What was found in a series of times."""

    come: list[dt.datetime]
    """Those that have come."""
    upcoming: dt.datetime | None
    """The first that is still to come; None where the series has ended."""


def walk(times: When, after: dt.datetime, now: dt.datetime | None = None, most: int = 1) -> Walk:
    """The times later than `after`, up to `now`, and the one that follows. Without `now` only the one that follows.

    With those of `most` - 1 times the rest up to `now` is passed over.
    """
    come: list[dt.datetime] = []
    upcoming = times.after(after)
    while now is not None and upcoming is not None and upcoming <= now:
        if len(come) >= most - 1:
            return Walk(come, times.after(now))
        come.append(upcoming)
        upcoming = times.after(upcoming)
    return Walk(come, upcoming)
