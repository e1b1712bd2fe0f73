"""`pn.io.with_lock`, `hold`, `unlocked`, `push_notebook`: the decorators and context managers of Panel's name."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from lanai.core.callables import is_async
from lanai.errors import CallbackError
from lanai.session.current import session_or_none

F = TypeVar("F", bound=Callable[..., Any])


def with_lock(function: F) -> F:
    """Decorate a callback, a function or a coroutine function, to hold its session's lock while it runs.

    At most one callback of a session holds the lock, whether it runs on a thread or on the loop; the others wait in
    the order in which they came. It is released however the callback ends. Setting parameters and changing Bokeh
    models is safe without it; the lock is for steps that belong together. Outside a session it has no effect.
    """
    if is_async(function):
        return _async_with_lock(function)  # type: ignore[return-value]

    @functools.wraps(function)
    def locked(*args: Any, **kwargs: Any) -> Any:
        session = session_or_none()
        if session is None:
            return function(*args, **kwargs)
        if not session.turns.on_loop:
            session.lock.acquire()
        elif not session.lock.acquire_at_once():
            raise CallbackError(
                f"{getattr(function, '__name__', 'A function')}() would hold up the whole server: it was called by a "
                "coroutine and waits for the session's lock, which another callback holds. Make it a coroutine function."
            )
        try:
            return function(*args, **kwargs)
        finally:
            session.lock.release()

    return locked  # type: ignore[return-value]


def _async_with_lock(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    async def locked(*args: Any, **kwargs: Any) -> Any:
        session = session_or_none()
        if session is None:
            return await function(*args, **kwargs)
        await session.lock.acquire_async()
        try:
            return await function(*args, **kwargs)
        finally:
            session.lock.release()

    return locked


@contextmanager
def hold(doc: Any = None, policy: str = "combine", comm: Any = None) -> Iterator[None]:
    """Gather every change made in the body, or in the decorated function, into one frame.

    The arguments are accepted for compatibility. Outside a session it has no effect.
    """
    session = session_or_none()
    if session is None:
        yield
        return
    with session.held():
        yield


@contextmanager
def unlocked(policy: str = "combine") -> Iterator[None]:
    """Send the changes made in the body at once when it is left, also within a callback that goes on.

    No lock stands in the way of changes here, so that is all that is left of Panel's meaning.
    """
    try:
        yield
    finally:
        session = session_or_none()
        if session is not None:
            session.turns.call(session.flush)


def push_notebook(*objs: Any) -> None:
    """Accepted for compatibility: changes reach every browser by themselves, also those of Bokeh models."""
