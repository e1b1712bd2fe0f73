"""`pn.state`: always the current session's. A façade that holds no data."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any

from param import Parameterized

from lanai.callbacks.periodic import PeriodicCallback
from lanai.callbacks.schedule.task import CatchUp, Overlap, Policy, ScheduledTask
from lanai.callbacks.schedule.when import At, zone
from lanai.callbacks.task import Task
from lanai.components import page
from lanai.core.callables import check_callback
from lanai.errors import BadArgument, InsideSession, NoSession
from lanai.facades.cache import as_cached, clear_caches
from lanai.facades.execution import Schedule, check_outlives_session, execute, start_here, submit
from lanai.facades.visit import Visit
from lanai.session.current import session_or_none
from lanai.session.location import location_of
from lanai.session.notifications import notifications_of
from lanai.session.process import Hook, current_process
from lanai.session.session import Session
from lanai.session.template import template_of

if TYPE_CHECKING:
    from lanai.components.page import BrowserInfo, Location, NotificationArea
    from lanai.components.template import BaseTemplate

log = logging.getLogger("lanai")


class State(Visit):
    """What a running app may ask and arrange.

    Every member means the session in whose turn the caller runs: in its callbacks, on its threads, in its tasks.
    Outside a session the members answer that there is nothing: None, or an empty mapping.
    """

    # -- what the session knows ---------------------------------------------------------------------

    @property
    def curdoc(self) -> Any:
        """The session's Bokeh document, or None."""
        session = session_or_none()
        return None if session is None else session.document.get()

    @property
    def notifications(self) -> NotificationArea | None:
        """The session's notifications, to send some. None where they are off: `pn.extension(notifications=True)`."""
        session = session_or_none()
        return None if session is None else notifications_of(session)

    @property
    def template(self) -> BaseTemplate | None:
        """The template of the session's page, as `pn.extension(template=...)` or an app's own; None without one."""
        session = session_or_none()
        return None if session is None else template_of(session)

    @property
    def location(self) -> Location | None:
        """The page's URL: to read, to change, and to sync parameters with its query."""
        session = session_or_none()
        return None if session is None else location_of(session)

    @property
    def browser_info(self) -> BrowserInfo | None:
        """What the browser says of itself, such as `dark_mode` and `timezone`."""
        session = session_or_none()
        return None if session is None else session.services.get(page.BrowserInfo, page.BrowserInfo)

    @property
    def loaded(self) -> bool:
        """Whether the page is on the screen and the `onload` callbacks that waited for it have run."""
        session = session_or_none()
        return False if session is None else session.loading.loaded

    @property
    def busy(self) -> bool:
        """Whether a callback of this session runs. As a parameter: `pn.state.param.busy`."""
        session = session_or_none()
        return False if session is None else session.busy

    @property
    def param(self) -> Any:
        """The parameters of this session's state, `busy`, to bind, watch and link."""
        session = session_or_none()
        return (current_process().activity if session is None else session.activity).param

    @property
    def tasks(self) -> list[ScheduledTask]:
        """The scheduled tasks of the process, each with its next and last run, counts and history."""
        return list(current_process().scheduler)

    @property
    def task(self) -> Task | None:
        """Inside the work of a task (see `submit`), the task: to report progress to. Else None."""
        return Task.current()

    @property
    def served(self) -> bool:
        """Whether the caller runs in a session of a server."""
        return session_or_none() is not None

    @property
    def session_info(self) -> dict[str, Any]:
        """The sessions of the process: how many there were (`total`) and are (`live`), and `sessions` by id.

        Of each of those: when it was `launched`, `started`, `rendered` and `ended` (seconds since 1970, None for what
        has not happened), and its `user_agent`. As many are remembered as `pn.config.session_history` says.
        """
        return current_process().history.info()

    @property
    def cache(self) -> dict[Any, Any]:
        """A dict shared by all sessions of the process."""
        return current_process().cache

    @property
    def _is_pyodide(self) -> bool:
        """Whether Python runs in the browser. Panel's examples ask by this name."""
        return False

    # -- what can be arranged -----------------------------------------------------------------------

    def add_periodic_callback(
        self,
        callback: Callable[[], object] | Callable[[], Awaitable[object]],
        period: int = 500,
        count: int | None = None,
        timeout: int | None = None,
        start: bool = True,
        *,
        pause_when_hidden: bool = False,
    ) -> PeriodicCallback:
        """Run `callback` every `period` ms in the current session.

        It stops after `count` runs, or after `timeout` ms, or when its `running` is set to False, or with the
        session. It begins when the page is loaded. With `pause_when_hidden` its runs are left out while the tab is
        hidden or disconnected. Raises `NoRunningLoop` outside a session, unless `start` is False.
        """
        periodic = PeriodicCallback(
            callback=callback,
            period=period,
            count=count,
            timeout=timeout,
            pause_when_hidden=pause_when_hidden,
        )
        if start:
            periodic.start()
        return periodic

    def on_session_created(self, callback: Hook) -> None:
        """Call `callback(session_context)` whenever a session is born, before its app runs.

        Only outside sessions: in a `--setup` script, or before `pn.serve`. Raises `InsideSession` elsewhere.
        """
        check_callback(callback, "on_session_created")
        if session_or_none() is not None:
            raise InsideSession(
                "A session-created callback cannot be registered inside a session: that session is there already. "
                "Register it before pn.serve, or in the script given to `lanai serve --setup`."
            )
        current_process().created.append(callback)

    def on_session_destroyed(self, callback: Hook) -> None:
        """Call `callback(session_context)` when the current session ends; outside sessions, when any session ends."""
        check_callback(callback, "on_session_destroyed")
        session = session_or_none()
        if session is None:
            current_process().destroyed.append(callback)
        else:
            session.on_destroyed(callback)

    def onload(self, callback: Callable[[], object], threaded: bool = False) -> None:
        """Run `callback` in the current session once its page is on the screen; at once where it is.

        A function or a coroutine function. Several run in order; a `threaded` one runs beside the others.
        Outside a session it is called at once.
        """
        check_callback(callback, "onload")
        session = session_or_none()
        if session is None:
            execute(callback, "auto", True)
        else:
            session.loading.onload(callback, threaded)

    def sync_busy(self, indicator: Any) -> None:
        """Let the indicator's `value` say whether this session is busy."""
        session = session_or_none()
        if session is None:
            return
        indicator.value = session.activity.busy
        session.activity.param.watch(lambda event: indicator.param.update(value=event.new), "busy")

    async def settled(self) -> None:
        """Wait, in a coroutine, until the watchers that its changes have set going have run.

        A coroutine that sets a parameter goes on at once: plain functions that watch it run on a worker thread, after the
        session's earlier callbacks. Where the coroutine holds the lock of `with_lock`, they may have it meanwhile.
        Outside a session it returns at once.
        """
        session = session_or_none()
        if session is not None:
            async with session.lock.lent():
                await session.turns.settle()

    def execute(
        self, callback: Callable[[], object], schedule: Schedule = "auto", *, busy: bool = True
    ) -> None:
        """Run `callback` in the current session, from any of its threads and tasks.

        A coroutine function runs on the event loop. A function runs, with `schedule`
        'auto': here and now within a synchronous callback, else in the session's order;
        True: in the session's order, after the callbacks before it;
        False: here and now; 'thread': on a thread of its own.
        `busy`: whether the session counts as busy meanwhile; False for what never ends.
        Outside a session a function is called here and now.
        """
        execute(callback, schedule, busy)

    def session(self) -> Session:
        """The current session, to pass to a thread of your own: `with session.entered(): ...` makes it the thread's.

        Raises `NoSession` outside one.
        """
        session = session_or_none()
        if session is None:
            raise NoSession(
                "There is no session here. Call pn.state.session() in the app or in one of its callbacks."
            )
        return session

    def submit(
        self, function: Callable[..., Any], /, *args: Any, name: str | None = None, **kwargs: Any
    ) -> Task:
        """Start long work beside the session's callbacks, to follow and to stop.

        `function(*args, **kwargs)`, a function or a coroutine function, reports its progress through
        `pn.state.task.report(percent, message)` or `pn.state.task.track(items)`. Returns a `Task` at once: `status`,
        `percent`, `message`, `result` and `error` are parameters, `cancel()` stops it. The session lives as long.
        Raises `NoSession` outside one.
        """
        return submit(function, args, kwargs, name)

    def block_expiration(self) -> None:
        """Keep this session although nobody is attached, until `unblock_expiration` has been called as often."""
        session = session_or_none()
        if session is not None:
            session.lasting += 1

    def unblock_expiration(self) -> None:
        """Take back one `block_expiration`."""
        session = session_or_none()
        if session is not None and session.lasting > 0:
            session.lasting -= 1

    # -- tasks of the process -----------------------------------------------------------------------

    def schedule_task(
        self,
        name: str,
        callback: Callable[[], object],
        at: At | None = None,
        period: str | dt.timedelta | None = None,
        cron: str | None = None,
        threaded: bool = False,
        *,
        tz: dt.tzinfo | str | None = None,
        overlap: Overlap = "skip",
        catch_up: CatchUp = "skip",
        grace: float = 1.0,
        jitter: float = 0.0,
        retries: int = 0,
        retry_delay: float = 1.0,
    ) -> ScheduledTask:
        """Run `callback`, a function or a coroutine function, at times, whoever visits.

        at: a datetime, an iterator of datetimes, or a function that is given the UTC now and returns the next UTC time
        or None to end. period: a timedelta, or '500ms', '1s', '1h30m', '1d', '1w'; it begins at `at`, or at once.
        cron: an expression such as '2 4 * * mon,fri'. tz: the zone (or its name) of cron and of a naive `at`; local
        time by default.
        overlap: what to do where a run is due and the one before still goes on: 'skip' it, 'queue' it, 'allow' both.
        catch_up: of runs missed by more than `grace` (s), because the process was held up: 'skip' them, make up for
        them 'once', or for 'all'. jitter: the most (s) by which a run is put off at random. retries: how often a run
        that raises is tried again, after `retry_delay` (s). threaded: accepted for compatibility; functions run on
        threads anyway.

        A name is planned once: where there is a task of that name nothing changes. It runs outside every session.
        Raises `CallbackError` for what cannot be understood, `InsideSession` for a function of app code.
        """
        check_outlives_session(callback)
        scheduler = current_process().scheduler
        start_here(scheduler)
        policy = Policy(overlap, catch_up, grace, jitter, retries, retry_delay)
        return scheduler.add(name, callback, at=at, period=period, cron=cron, tz=zone(tz), policy=policy)

    def cancel_task(self, name: str, wait: bool = False) -> None:
        """Forget the scheduled task `name`: at once, or with `wait` after its next run. Raises `CallbackError`."""
        current_process().scheduler.cancel(name, wait=wait)

    # -- the process --------------------------------------------------------------------------------

    def as_cached(self, key: Any, fn: Callable[..., Any], ttl: float | None = None, **kwargs: Any) -> Any:
        """The result of `fn(**kwargs)` under the name `key`, computed once for all sessions and every `ttl` seconds."""
        return as_cached(key, fn, ttl, **kwargs)

    def clear_caches(self) -> None:
        """Forget what `pn.cache` and `as_cached` have kept, in memory and on disk. `cache` is left alone."""
        clear_caches()

    def publish(
        self, endpoint: str, parameterized: Parameterized, parameters: Sequence[str] | None = None
    ) -> None:
        """Let programs read and set parameters of an object over HTTP, where the server has `rest_provider='param'`.

        They are at `/rest/<endpoint>`, as JSON; `parameters` names them, all public ones that hold values unless given.
        What is published in a session is so until that ends. Several sessions may publish the same parameters
        under one name: values are set in all of them. Raises `BadArgument`. See docs/guide/serving.md.
        """
        session = session_or_none()
        process = current_process() if session is None else session.process
        process.published.add(endpoint, parameterized, parameters, session)

    def reset(self) -> None:
        """Begin anew, as in a notebook: stop the servers, and forget hooks, scheduled tasks, caches and history."""
        self.kill_all_servers()
        process = current_process()
        process.created.clear()
        process.destroyed.clear()
        process.cache.clear()
        clear_caches()
        for task in self.tasks:
            process.scheduler.cancel(task.name)
        process.history.reset()
        process.published.clear()

    def kill_all_servers(self) -> None:
        """Stop every server that `pn.serve` started in this process."""
        for server in list(current_process().servers):
            server.stop()

    def log(self, msg: str, level: str = "info") -> None:
        """Write `msg` to the `lanai` log with the session's id. `level` is a name of the logging module's levels.

        Raises `BadArgument` for another one.
        """
        number = logging.getLevelName(level.upper())
        if not isinstance(number, int):
            raise BadArgument(f"Expected a level such as 'debug', 'info' or 'error', got {level!r}.")
        session = session_or_none()
        log.log(
            number,
            "%s",
            msg if session is None else f"session {session.id}: {msg}",
        )


state = State()
