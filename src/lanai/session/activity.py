"""Whether a session is busy, as a parameter that can be bound and watched."""

from __future__ import annotations

import threading

import param

from lanai.callbacks.turns import SessionTurns


class Activity(param.Parameterized):
    """`busy` is true while any callback of the session runs."""

    busy = param.Boolean(default=False, doc="Whether a callback of this session runs.")


class ActivityCount:
    """Counts what runs in one session, and keeps an `Activity` in step once somebody has asked for it.

    Changes that are noticed on the event loop are made among the session's synchronous work, in its `turns`: what
    watches `busy` is user code.
    """

    def __init__(self, turns: SessionTurns) -> None:
        self._turns = turns
        self._lock = threading.Lock()
        self._running = 0
        self._following = False
        self._activity: Activity | None = None

    @property
    def running(self) -> int:
        """How many callbacks run."""
        return self._running

    @property
    def activity(self) -> Activity:
        """The parameter. Made when first asked for, so that nobody else pays for it."""
        with self._lock:
            if self._activity is None:
                self._activity = Activity(busy=self._running > 0)
            return self._activity

    def begin(self, here: bool) -> None:
        """A callback begins. `here`: the caller is among the session's synchronous work, and may run user code."""
        self._count(1, here)

    def end(self, here: bool) -> None:
        """A callback is over."""
        self._count(-1, here)

    def close(self) -> None:
        """The session is over; whoever watches is let go."""
        self._activity = None

    def _count(self, change: int, here: bool) -> None:
        with self._lock:
            self._running += change
            turned = self._running == 0 or (change > 0 and self._running == 1)
        if not turned or self._activity is None:
            return
        if here:
            self._follow()
        else:
            self._turns.submit(self._follow, counted=False)

    def _follow(self) -> None:
        """Let the parameter say what holds. One thread sets it at a time, and looks again when it has."""
        with self._lock:
            if self._following:
                return
            self._following = True
        try:
            while (activity := self._outdated()) is not None:
                activity.busy = self._running > 0
        except BaseException:
            self._following = False
            raise

    def _outdated(self) -> Activity | None:
        """The parameter where it does not say what holds; else nobody follows any more."""
        with self._lock:
            activity = self._activity
            if activity is None or activity.busy == (self._running > 0):
                self._following = False
                return None
            return activity
