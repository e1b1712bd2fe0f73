"""Authorization: whether a visitor who is known may see what he asks for, as the app's author decides."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from lanai.callbacks.threads import on_a_thread
from lanai.callbacks.workers import Workers
from lanai.core.callables import is_async, is_awaitable
from lanai.core.failures import attempt, is_closing, log_failure, running_task, was_cancelled
from lanai.session.request import Identity

log = logging.getLogger("lanai")


async def verdict(
    callback: Callable[..., Any], identity: Identity | None, path: str, workers: Workers
) -> bool | str:
    """What `callback(user_info)` or `callback(user_info, path)` says: a bool, or where to send the visitor instead.

    It may be a coroutine function; functions run on one of the `workers` for pages. One that raises, or says neither, has not allowed it.
    """
    info = {} if identity is None else dict(identity.info)
    arguments = (info, path) if _takes_path(callback) else (info,)
    found, failure = await _outcome(partial(callback, *arguments), workers)
    if failure is not None:
        log_failure(failure, "The authorize_callback raised, so the visitor is turned away")
        return False
    if not isinstance(found, (bool, str)):
        log.error("Expected True, False or a path from the authorize_callback, got %s", type(found).__name__)
        return False
    return found


async def _outcome(call: Callable[[], Any], workers: Workers) -> tuple[Any, BaseException | None]:
    """What the call gives, or else what it raised."""
    if not is_async(call):
        result, failure = await on_a_thread(workers, partial(attempt, call), "page")
        if failure is not None or not is_awaitable(result):
            return result, failure
        call = partial(_itself, result)
    task = running_task()
    try:
        return await call(), None
    except BaseException as failure:
        if is_closing(failure, task) or was_cancelled(failure, task):
            raise
        return None, failure


def _itself(result: Any) -> Any:
    return result


def _takes_path(callback: Callable[..., Any]) -> bool:
    """Whether it can be called with two arguments."""
    try:
        inspect.signature(callback).bind(None, None)
    except TypeError:
        return False
    return True
