"""Everybody who listens to one server, as its options ask."""

from __future__ import annotations

import logging

from lanai.core.clock import Clock
from lanai.core.observer import Observation, Observer
from lanai.hosts.observing.chronicle import Chronicle
from lanai.hosts.observing.pulse import Pulse
from lanai.hosts.observing.tally import Tally
from lanai.hosts.observing.traces import Traces, find_traces, lacks_provider

log = logging.getLogger("lanai")


class Listeners:
    """The listeners of a server: none, unless figures, traces or the admin page are asked for.

    `traces` None makes them where the program has set a tracer provider. Raises `MissingDependency`.
    """

    def __init__(self, *, metrics: bool, admin: bool, traces: bool | None) -> None:
        self.tally = Tally() if metrics else None
        self.chronicle = Chronicle() if admin else None
        self.pulse: Pulse | None = None
        """There from `start` on, where somebody asks for figures."""
        self._wanted = traces
        self._traces: Traces | None = find_traces(traces) if traces else None

    @property
    def observers(self) -> tuple[Observer, ...]:
        """Those who are told what sessions do."""
        found = (self.tally, self.chronicle, self._traces)
        return tuple(observer for observer in found if observer is not None)

    def observation(self) -> Observation | None:
        """What is told of what belongs to no session; None where nobody listens."""
        return Observation(self.observers) if self.observers else None

    def start(self, clock: Clock) -> None:
        """The server starts."""
        if self._traces is None:  # a provider may have been set since
            self._traces = find_traces(self._wanted)
        elif lacks_provider(self._traces.api):
            log.warning("Traces go nowhere: no tracer provider is set. Set one before the server starts.")
        if self.tally is not None or self.chronicle is not None:
            self.pulse = Pulse(clock)
            self.pulse.start()
        if self.chronicle is not None:
            logging.getLogger().addHandler(self.chronicle.log)

    def stop(self) -> None:
        """The server ends. Harmless a second time, or before `start`."""
        if self.pulse is not None:
            self.pulse.stop()
        if self.chronicle is not None:
            logging.getLogger().removeHandler(self.chronicle.log)
