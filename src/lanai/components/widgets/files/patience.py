"""How long an upload is waited for of which nothing comes."""

from __future__ import annotations

from collections.abc import Callable

from lanai.components.widgets.files.arrivals import Arrival
from lanai.core.clock import Handle
from lanai.core.context import entered
from lanai.core.protocols import CurrentSession

IDLE = 120.0
"""Seconds."""


class Patience:
    """Gives an upload of `session` up when nothing of it has come, and nothing waits, for `IDLE` s."""

    def __init__(self, session: CurrentSession, arrival: Arrival, give_up: Callable[[], object]) -> None:
        self._session = session
        self._arrival = arrival
        self._give_up = give_up
        self._handle: Handle | None = None
        self._wait(IDLE)

    def end(self) -> None:
        """Wait no longer. From any thread."""
        self._session.turns.call(self._cancel)

    def _cancel(self) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None

    def _wait(self, pause: float) -> None:
        clock = self._session.clock
        with entered(
            None
        ):  # a loop keeps the context of an alarm that was called off until its time has come
            self._handle = clock.call_at(clock.monotonic() + pause, self._look)

    def _look(self) -> None:
        silent = self._session.clock.monotonic() - self._arrival.touched
        if self._arrival.waiting or silent < IDLE:
            self._wait(IDLE if self._arrival.waiting else IDLE - silent)
        else:
            with entered(self._session):
                self._give_up()
