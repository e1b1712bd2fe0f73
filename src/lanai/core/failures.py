"""What becomes of an exception that leaves user code, of whatever kind it is.

A future holds it, or one that stands for it, and a report tells it. Neither can fail: an exception's own `__str__` is user
code as well.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from typing import Any

from lanai.errors import CallbackFailed

log = logging.getLogger("lanai")

LONGEST = 2000
"""Characters of an exception's own text that are quoted."""


def text_of(error: BaseException) -> str:
    """What the exception says of itself, shortened; what is wrong with that, where it cannot be had."""
    try:
        text = str(error)
    except BaseException as failure:
        return f"<its text cannot be read: {type(failure).__name__}>"
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def summary_of(error: BaseException) -> str:
    """The kind of the exception and what it says: `ValueError: too small`."""
    text = text_of(error)
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def as_exception(error: BaseException) -> Exception:
    """`error`, or where a future or a coroutine cannot hold that, a `CallbackFailed` whose `__cause__` it is.

    A future takes no `StopIteration`; `SystemExit` and `KeyboardInterrupt` would end the event loop, and
    `CancelledError` would say that somebody else called the work off.
    """
    if isinstance(error, Exception) and not isinstance(error, (StopIteration, StopAsyncIteration)):
        return error
    failed = CallbackFailed(summary_of(error))
    failed.__cause__ = error
    return failed


def origin_of(error: BaseException) -> BaseException:
    """What left user code, of an exception that may stand for it."""
    if isinstance(error, CallbackFailed) and error.__cause__ is not None:
        return error.__cause__
    return error


def conclude(done: asyncio.Future[Any], failure: BaseException | None, result: Any = None) -> None:
    """Finish a future, unless it is finished. On its loop."""
    if done.done():
        return
    if failure is None:
        done.set_result(result)
    else:
        done.set_exception(as_exception(failure))


def tell(loop: asyncio.AbstractEventLoop, callback: Callable[[], object]) -> None:
    """Call `callback` soon on `loop`, from any thread. What outlives its server has nobody left to tell."""
    try:
        loop.call_soon_threadsafe(callback)
    except RuntimeError:
        if not loop.is_closed():
            raise


def shielded(tell: Callable[[], object], what: str) -> None:
    """Do one part of a report. Where that fails itself, say so in the log, and go on.

    Nothing is raised, whatever `tell` raises: a report that fails must not cost what comes after it.
    """
    try:
        tell()
    except BaseException as failure:
        _last_words(what, failure)


def _last_words(what: str, failure: BaseException) -> None:
    try:
        log.error("%s failed in its turn: %s", what, summary_of(failure))
    except BaseException as last:  # a handler of the log that raises
        sys.stderr.write(f"lanai: {what} failed, and so did the log ({type(last).__name__})\n")
