"""Authorization: whether a visitor who is known may see what he asks for, as the app's author decides."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool

from lanai.core.callables import is_async, is_awaitable
from lanai.session.request import Identity

log = logging.getLogger("lanai")


async def verdict(callback: Callable[..., Any], identity: Identity | None, path: str) -> bool | str:
    """What `callback(user_info)` or `callback(user_info, path)` says: a bool, or where to send the visitor instead.

    It may be a coroutine function; functions run on a thread. One that raises, or says neither, has not allowed it.
    """
    info = {} if identity is None else dict(identity.info)
    arguments = (info, path) if _takes_path(callback) else (info,)
    try:
        if is_async(callback):
            found = await callback(*arguments)
        else:
            found = await run_in_threadpool(callback, *arguments)
            if is_awaitable(found):  # a plain function, such as a lambda, that gives a coroutine
                found = await found
    except Exception:
        log.exception("The authorize_callback raised, so the visitor is turned away")
        return False
    if not isinstance(found, (bool, str)):
        log.error("Expected True, False or a path from the authorize_callback, got %s", type(found).__name__)
        return False
    return found


def _takes_path(callback: Callable[..., Any]) -> bool:
    """Whether it can be called with two arguments."""
    try:
        inspect.signature(callback).bind(None, None)
    except TypeError:
        return False
    return True
