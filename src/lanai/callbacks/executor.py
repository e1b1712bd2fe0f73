"""The threads that coroutines take by `asyncio.to_thread` and `loop.run_in_executor(None, ...)`.

asyncio has a few of them for the whole process. One visitor's calls that do not return would keep everybody from them, and
the server from its own; so what a session takes counts as what runs beside its callbacks.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from lanai.core.context import current_session
from lanai.core.failures import as_exception, attempt, summary_of
from lanai.errors import CallbackFailed

T = TypeVar("T")


class SessionExecutor(ThreadPoolExecutor):
    """An event loop's default executor. What a session's code gives it runs within the bounds of that session.

    All else goes to `before`, the executor that the loop had, or to threads like those that asyncio would have made.
    """

    def __init__(self, before: ThreadPoolExecutor | None = None) -> None:
        super().__init__(thread_name_prefix="asyncio")
        self._before = before

    def submit(self, function: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Run it on a thread."""
        session = current_session()
        if session is not None:
            call = _Call(partial(function, *args, **kwargs))
            session.turns.beside(call, "a call on a thread")
            return call.outcome
        if self._before is not None:
            return self._before.submit(function, *args, **kwargs)
        return super().submit(function, *args, **kwargs)


class _Call:
    """One call. Whatever it raises, whoever waits for it is told; also where its session ended before it began."""

    def __init__(self, function: Callable[[], Any]) -> None:
        self.outcome: Future[Any] = Future()
        self._function = function

    def __call__(self) -> None:
        if not self.outcome.set_running_or_notify_cancel():
            return
        result, failure = attempt(self._function)
        if failure is None:
            self.outcome.set_result(result)
        else:
            self.outcome.set_exception(_told(failure))

    def __del__(self) -> None:
        self.outcome.cancel()  # it was dropped; without effect where it has run


def _told(failure: BaseException) -> Exception:
    """What whoever waits is told. With a StopIteration he would wait for ever; two others would say that he was called off."""
    if issubclass(type(failure), CancelledError):
        failed = CallbackFailed(summary_of(failure))
        failed.__cause__ = failure
        return failed
    return as_exception(failure)
