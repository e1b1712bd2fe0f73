"""Callbacks that a session runs again and again.

Behaviour: Panel's guide "Periodically run callbacks", and `add_periodic_callback` in its reference.
"""

from __future__ import annotations

import asyncio
import math
from typing import Any

import param

from lanai.core.callables import is_async, is_awaitable, quick
from lanai.core.callbacks import Callback
from lanai.core.clock import Handle
from lanai.core.context import current_session
from lanai.core.failures import is_closing, running_task
from lanai.core.protocols import CurrentSession
from lanai.core.times import Count, Milliseconds
from lanai.core.watchers import calls_functions
from lanai.errors import CallbackError, NoRunningLoop


class PeriodicCallback(param.Parameterized):
    """Runs a callback every `period` ms in the session in which it was started.

    It begins when the session's page is loaded. Each deadline is computed from the beginning, so there is no drift;
    a run that is late is skipped, never made up for; runs never overlap. An exception is logged with its traceback
    each time and stops nothing. All parameters may be watched, linked and set while it runs.
    """

    callback = Callback(allow_refs=False, doc="Called without arguments; a function or a coroutine function.")
    counter = param.Integer(default=0, doc="How often it has run since it was started.")
    count = Count(default=None, bounds=(1, None), allow_None=True, doc="Stops after so many runs.")
    log = param.Boolean(default=True, doc="Accepted for compatibility; exceptions are always logged.")
    name = param.String(default="PeriodicCallback", doc="A name for logs.")
    pause_when_hidden = param.Boolean(
        default=False, doc="Whether to leave out the runs while the tab is hidden or disconnected."
    )
    period = Milliseconds(default=500, bounds=(1, None), doc="Time between runs in ms.")
    running = param.Boolean(default=False, doc="Whether it runs; set it to start and stop.")
    session_scoped = param.Boolean(default=True, doc="Accepted for compatibility; it ends with its session.")
    timeout = Milliseconds(
        default=None, bounds=(1, None), allow_None=True, doc="Stops after this time in ms."
    )

    def __init__(self, **params: Any) -> None:
        self._session: CurrentSession | None = current_session()
        self._handle: Handle | None = None
        self._interval = 0.0  # s, `period` as it was when the deadlines were last paced
        self._origin = 0.0  # s, the moment from which deadlines are counted
        self._begun = 0.0  # s, the moment from which the timeout is counted
        self._next = 0.0  # s, the deadline that is waited for
        self._ends: Handle | None = None
        self._on = False  # what `running` is: read at every tick, and reading a parameter takes longer
        self._calls: Any = None  # what `callback` is
        self._is_async = False
        self._active = False  # a run is under way
        self._runs = 0  # what `counter` is, or is about to be
        self._start = 0  # how often it was started
        self._release: Any = None
        starts = bool(params.pop("running", False))
        super().__init__(**params)
        self._recall()
        if starts:
            self.start()

    def start(self) -> None:
        """Begin, with `counter` at 0. Has no effect while it runs.

        Raises `NoRunningLoop` outside a session, `CallbackError` where there is no callback.
        """
        self.running = True

    def stop(self) -> None:
        """End. A run that is under way goes on to its end. `start` begins afresh."""
        self.running = False

    @param.depends("callback", watch=True)
    @quick
    def _recall(self) -> None:
        self._calls, self._is_async = self.callback, is_async(self.callback)

    @param.depends("running", watch=True)
    @quick
    def _switch(self) -> None:
        self._on = self.running
        if self._on:
            self._begin()
        else:
            self._halt()

    @param.depends("period", watch=True)
    @quick
    def _repace(self) -> None:
        session = self._session
        if self.running and session is not None and session.loaded:
            session.turns.call(lambda: self._pace(session))

    @param.depends("timeout", watch=True)
    @quick
    def _retime(self) -> None:
        session = self._session
        if self.running and session is not None and session.loaded:
            session.turns.call(lambda: self._time_out(session))

    def _begin(self) -> None:
        try:
            session = self._own_session()
        except CallbackError:
            self._on = False
            with param.discard_events(self):
                self.running = False
            raise
        self._start += 1
        self.counter = self._runs = 0
        self._release = self._end
        session.when_closed(self._release)
        session.when_loaded(lambda: self._begin_in(session))

    def _own_session(self) -> CurrentSession:
        if self.callback is None:
            raise CallbackError("A periodic callback needs a `callback` to run. Pass callback=function.")
        session = current_session() or self._session
        if session is None:
            raise NoRunningLoop(
                "A periodic callback belongs to a session, and there is none here. Create it inside the function that "
                "is served, `def app(): pn.state.add_periodic_callback(...)` with `pn.serve(app)`, or in the script "
                "that `lanai serve` runs. For work that belongs to no visitor use pn.state.schedule_task."
            )
        self._session = session
        return session

    def _begin_in(self, session: CurrentSession) -> None:
        if not self._on:
            return
        self._begun = session.clock.monotonic()
        self._pace(session)
        self._time_out(session)

    def _pace(self, session: CurrentSession) -> None:
        """Count deadlines from now, at the present period. On the loop."""
        if self._on:
            self._interval = self.period / 1000
            self._origin = session.clock.monotonic()
            self._arm(session)

    def _arm(self, session: CurrentSession) -> None:
        if self._handle is not None:
            self._handle.cancel()
        passed = session.clock.monotonic() - self._origin
        # The small share forgives a timer that fires a moment early: it must not be given the same deadline again.
        number = math.floor(passed / self._interval + 0.001) + 1
        self._next = self._origin + number * self._interval
        self._handle = session.clock.call_at(self._next, lambda: self._due(session))

    def _time_out(self, session: CurrentSession) -> None:
        if self._ends is not None:
            self._ends.cancel()
            self._ends = None
        if self.running and self.timeout is not None:
            end = self._begun + self.timeout / 1000
            self._ends = session.clock.call_at(end, lambda: self._times_up(session, end))

    def _times_up(self, session: CurrentSession, end: float) -> None:
        if self._next <= end + 0.001:  # a run that is due in this very moment still counts
            self._due(session)
        self._disarm()
        session.turns.submit(self.stop)

    def _due(self, session: CurrentSession) -> None:
        if not self._on:
            return
        self._arm(session)
        if self._active or (self.pause_when_hidden and not session.attended):
            return
        self._active = True
        start = self._start
        if self._is_async:
            session.turns.spawn(
                lambda: self._run_async(session, start), kind="periodic", function=self._calls
            )
        else:
            session.turns.submit(lambda: self._run(session, start), kind="periodic", function=self._calls)

    def _run(self, session: CurrentSession, start: int) -> None:
        result = None
        try:
            if not self._on:
                return
            result = self._calls()
        except BaseException as error:
            session.report(error, f"running the periodic callback {self.name}")
        finally:
            self._active = result is not None and is_awaitable(result)
        if self._active:  # a plain function, such as a lambda, that gives a coroutine
            session.turns.spawn(
                lambda: self._run_async(session, start, result), kind="callback", function=self._calls
            )
        else:
            self._count(session, start)

    async def _run_async(self, session: CurrentSession, start: int, begun: Any = None) -> None:
        task = running_task()
        try:
            if begun is None and not self._on:
                return
            await (self._calls() if begun is None else begun)
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            if is_closing(error, task):
                raise
            session.report(error, f"running the periodic callback {self.name}")
        finally:
            self._active = False
        self._count(session, start)

    def _count(self, session: CurrentSession, start: int) -> None:
        """A run is over. What watches `counter` and `running` may be synchronous, so it is not run on the loop."""
        if (
            start != self._start
        ):  # it was stopped and started again meanwhile: the run counts for the old start
            return
        self._runs += 1
        last = self.count is not None and self._runs >= self.count
        if not session.turns.on_loop or not (last or calls_functions(self, ("counter",))):
            self._show_count(last)
            return
        if last:
            self._disarm()
        session.turns.submit(lambda: self._show_count(last))

    def _show_count(self, last: bool) -> None:
        private = self._param__private
        if "counter" in private.watchers:
            self.counter = self._runs
        else:  # nobody to tell: that is half of what a tick costs beside the callback itself
            private.values["counter"] = self._runs
        if last:
            self.stop()

    def _halt(self) -> None:
        session = self._session
        if session is None:
            return
        if self._release is not None:
            session.forget_when_closed(self._release)
            self._release = None
        session.turns.call(self._disarm)

    def _end(self) -> None:
        """The session is over: nobody is left to be told."""
        self._on = False
        with param.discard_events(self):
            self.running = False
        self._disarm()

    def _disarm(self) -> None:
        for handle in (self._handle, self._ends):
            if handle is not None:
                handle.cancel()
        self._handle = self._ends = None
