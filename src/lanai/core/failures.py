"""What becomes of an exception that leaves user code, of whatever kind it is.

A future holds it, or one that stands for it, and a report tells it. Neither can fail: an exception's own `__str__` is user
code as well, and so is the `__class__` that `isinstance` asks for. So its type is asked instead.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from lanai.errors import BuildError, CallbackFailed, ProtocolError

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


def traceback_of(error: BaseException) -> str:
    """The traceback as Python prints it; where it cannot, because of the exception itself, what can be had of it."""
    try:
        return "".join(traceback.format_exception(type(error), error, error.__traceback__))
    except BaseException:
        calls = "".join(traceback.format_tb(error.__traceback__))
        return f"Traceback (most recent call last):\n{calls}{summary_of(error)}\n"


def as_exception(error: BaseException) -> Exception:
    """`error`, or where a future or a coroutine cannot hold that, a `CallbackFailed` whose `__cause__` it is.

    A future takes no `StopIteration`; `SystemExit` and `KeyboardInterrupt` would end the event loop, and
    `CancelledError` would say that somebody else called the work off.
    """
    kind = type(error)
    if issubclass(kind, Exception) and not issubclass(kind, (StopIteration, StopAsyncIteration)):
        return error  # type: ignore[return-value]
    failed = CallbackFailed(summary_of(error))
    failed.__cause__ = error
    return failed


def origin_of(error: BaseException) -> BaseException:
    """What left user code, of an exception that may stand for it."""
    if type(error) in (CallbackFailed, BuildError) and error.__cause__ is not None:
        return error.__cause__
    return error


def is_of_the_app(error: BaseException) -> bool:
    """Whether it is one of this package's that the app's own code has raised: then it refuses nobody's message."""
    return issubclass(type(error), ProtocolError) and bool(getattr(error, "of_the_app", False))


def call_app(function: Callable[..., Any], *args: Any) -> Any:
    """Call a function of the app's while a message is carried out: see `ProtocolError.of_the_app`."""
    try:
        return function(*args)
    except ProtocolError as error:
        error.of_the_app = True
        raise


def attempt(work: Callable[[], Any]) -> tuple[Any, BaseException | None]:
    """What `work` gives, and None; or None, and what it raised. For threads whose pool could not pass that on."""
    try:
        return work(), None
    except BaseException as failure:
        return None, failure


def is_closing(error: BaseException, task: asyncio.Task[Any] | None) -> bool:
    """Whether `error`, raised in the coroutine of `task`, is how Python closes what will never go on."""
    return issubclass(type(error), GeneratorExit) and running_task() is not task


def was_cancelled(error: BaseException, task: asyncio.Task[Any] | None) -> bool:
    """Whether `error` is how somebody called `task` off; before Python 3.11 a `CancelledError` of its own looks the same."""
    if not issubclass(type(error), asyncio.CancelledError):
        return False
    cancelling = getattr(task, "cancelling", None)
    return cancelling is None or bool(cancelling())


def running_task() -> asyncio.Task[Any] | None:
    """The task in which the caller runs; None where there is none, or no event loop."""
    try:
        return asyncio.current_task()
    except RuntimeError:
        return None


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


def log_failure(error: BaseException, message: str, *args: object) -> None:
    """Log `message % args` as an error, with the traceback of `error`. Raises nothing, whatever that is.

    An exception is not given to `logging` as it is: it may be false, and it may be of a kind that Python cannot print.
    """
    try:
        shown = _printable(error)
        log.error(message, *args, exc_info=(type(shown), shown, shown.__traceback__))
    except BaseException as failure:
        _last_words("the log", failure)


def _printable(error: BaseException) -> BaseException:
    try:
        traceback.format_exception(type(error), error, error.__traceback__)
    except BaseException:
        return CallbackFailed(summary_of(error)).with_traceback(error.__traceback__)
    return error


def shielded(part: Callable[[], object], what: str) -> None:
    """Do one part of a report. Where that fails itself, say so in the log, and go on.

    Nothing is raised, whatever `part` raises: a report that fails must not cost what comes after it.
    """
    try:
        part()
    except BaseException as failure:
        _last_words(what, failure)


def _last_words(what: str, failure: BaseException) -> None:
    try:
        log.error("%s failed in its turn: %s", what, summary_of(failure))
    except BaseException as last:  # a handler of the log that raises
        with suppress(OSError, ValueError, AttributeError):  # a program may have no stderr any more
            sys.stderr.write(f"lanai: {what} failed, and so did the log ({type(last).__name__})\n")
