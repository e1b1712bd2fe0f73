"""Where a call runs that an app asks for: `state.execute`, `state.submit`, scheduled tasks."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Literal

from lanai.callbacks.schedule.scheduler import Scheduler
from lanai.callbacks.task import Task
from lanai.callbacks.workers import WorkerThreads
from lanai.core.callables import check_callback, coroutine_of, is_async, is_awaitable, refuse_generator
from lanai.core.clock import LoopClock
from lanai.core.failures import is_closing, log_failure, running_task
from lanai.errors import CallbackError, InsideSession, NoRunningLoop, NoSession
from lanai.session.current import session_or_none
from lanai.session.process import current_process
from lanai.session.session import Session

Schedule = bool | Literal["auto", "thread"]


def execute(callback: Callable[[], object], schedule: Schedule, busy: bool) -> None:
    """Run `callback` where it belongs in the current session: see `State.execute`."""
    if schedule not in (True, False, "auto", "thread"):
        raise CallbackError(f"Expected schedule to be 'auto', True, False or 'thread', got {schedule!r}.")
    check_callback(callback, "pn.state.execute")
    session = session_or_none()
    if session is None:
        _execute_outside(callback)
    elif is_async(callback):
        session.turns.spawn(
            partial(_call_async, callback), "an executed coroutine", counted=busy, kind="callback"
        )
    else:
        _execute_function(session, callback, schedule, busy)


def _execute_function(
    session: Session, callback: Callable[[], object], schedule: Schedule, busy: bool
) -> None:
    call = partial(_call, session, callback, busy)
    doing = "an executed function"
    if schedule == "thread":
        session.turns.beside(call, doing, counted=busy, kind="callback", function=callback)
    elif (schedule is False and not session.turns.on_loop) or (schedule == "auto" and session.turns.in_lane):
        call()
    else:
        session.turns.submit(call, doing, counted=busy, kind="callback", function=callback)


def _call(session: Session, callback: Callable[[], object], busy: bool) -> None:
    """Call a function; a coroutine that it gives, as a lambda may, runs on the loop."""
    result = callback()
    if is_awaitable(result):
        session.turns.spawn(
            partial(coroutine_of, result),
            "an executed coroutine",
            counted=busy,
            kind="callback",
            function=callback,
        )
    else:
        refuse_generator(result, callback)


async def _call_async(callback: Callable[[], Any]) -> object:
    return await callback()


def _execute_outside(callback: Callable[[], object]) -> None:
    if not is_async(callback):
        result = callback()
        if not is_awaitable(result):
            return
        work = coroutine_of(result)
    else:
        work = _call_async(callback)
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        work.close()
        raise NoRunningLoop(
            "A coroutine function needs an event loop, and there is neither a session nor a loop here. Call "
            "pn.state.execute from a session's callback, or run the coroutine with asyncio.run."
        ) from None
    background = current_process().background
    task = loop.create_task(_watched(work))
    background.add(task)
    task.add_done_callback(background.discard)


async def _watched(work: Awaitable[object]) -> None:
    task = running_task()
    try:
        await work
    except asyncio.CancelledError:
        raise
    except BaseException as error:
        if is_closing(error, task):
            raise
        log_failure(error, "an executed coroutine failed")


def submit(
    function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], name: str | None
) -> Task:
    """Start a `Task` in the current session: see `State.submit`."""
    check_callback(function, "pn.state.submit")
    session = session_or_none()
    if session is None:
        raise NoSession(
            "A task belongs to a session, and there is none here. Call pn.state.submit in a callback or in the app; "
            "for work that belongs to no visitor use pn.state.schedule_task."
        )
    session.working += 1
    task = Task(
        session,
        partial(function, *args, **kwargs),
        partial(_let_end, session),
        name=name or getattr(function, "__name__", "task"),
    )
    task.start()
    return task


def _let_end(session: Session) -> None:
    session.working -= 1


def check_outlives_session(callback: Callable[..., object]) -> None:
    """Raise `InsideSession` where the current session's own code declares a task that has to outlive it."""
    if session_or_none() is None:
        return
    function = inspect.unwrap(getattr(callback, "func", callback))
    module = str(getattr(function, "__module__", ""))
    local = "<locals>" in str(getattr(function, "__qualname__", ""))
    if local or module.startswith("bokeh_app_"):
        raise InsideSession(
            "A scheduled task belongs to no visitor, and this one is defined in app code, which ends with its session. "
            "Define it in a module of its own and schedule it there, in the script given to `lanai serve --setup`, or "
            "before pn.serve."
        )


def start_here(scheduler: Scheduler) -> None:
    """Run scheduled tasks on the loop that runs here, as in a notebook, unless some server runs them already."""
    if scheduler.started or session_or_none() is not None:
        return
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        return  # the server that comes will
    scheduler.start(loop, LoopClock(loop), WorkerThreads())
